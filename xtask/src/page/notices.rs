//! `notices.html`: whose work is in the page, and under which licences.
//!
//! The list is made from what the page is built of: the npm packages that are copied or bundled into it, what
//! the editor knows of MicroPython, and the Rust packages that are compiled into it. A licence text that many share is printed once.

mod licence_texts;
mod rust_packages;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{During, Outcome};
use crate::html::escaped;
use crate::page::bundle::Packages;
use crate::page::{editor, styles};
use crate::process::say;
use licence_texts::{LicenceTexts, texts_in};

const MICROPYTHON: &str = include_str!("../../notices/micropython.txt");
const FLASHER_STUB_MIT: &str = include_str!("../../notices/flasher-stub-mit.txt");

/// The name of the sheet that this page has besides the others'.
const SHEET: &str = "notices.css";
/// It holds words and links: no script runs here, and nothing is asked of anybody.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
                      form-action 'none'";

/// One piece of somebody else's work.
struct Work {
    name: String,
    version: String,
    /// As its author writes it, usually an SPDX expression.
    licence: String,
    texts: Vec<String>,
}

/// Writes the page of notices beside the page in `stage`, whose styles it shares, with the npm packages of
/// which something was `bundled`.
pub(super) fn write(stage: &Path, bundled: &Packages) -> Outcome {
    say("Collecting the licences");
    let mut works = npm_works()?;
    for package in bundled {
        works.push(npm_work(package, Vec::new())?);
    }
    works.extend(works_of_stubs()?);
    works.extend(rust_packages::works()?);
    let index = fs::read_to_string(stage.join("index.html")).during("read the staged page")?;
    let sheets: Vec<&str> = styles::sheets(&index).chain([SHEET]).collect();
    for (name, content) in
        [("notices.html", &*html(&works, &sheets)), (SHEET, include_str!("notices/notices.css"))]
    {
        fs::write(stage.join(name), content).during(format!("write {name}"))?;
    }
    Ok(())
}

/// What comes from npm; where a package carries no licence text, the text is ours to add.
fn npm_works() -> Outcome<Vec<Work>> {
    let mut stub = npm_work("esptool-js", Vec::new())?;
    // The page takes only Espressif's stub out of this package; the package's own licence text
    // is the first of the two that the stub may be used under.
    stub.name = "Espressif's flasher stub for the ESP8266 (from esptool-js)".into();
    stub.licence = "Apache-2.0 OR MIT".into();
    stub.texts.push(FLASHER_STUB_MIT.into());
    Ok(vec![
        npm_work("@xterm/xterm", Vec::new())?,
        npm_work("@xterm/addon-fit", Vec::new())?,
        npm_work("@micropython/micropython-webassembly-pyscript", vec![MICROPYTHON.into()])?,
        stub,
    ])
}

/// What the editor knows of MicroPython.
fn works_of_stubs() -> Outcome<Vec<Work>> {
    let works = editor::licences_of_stubs()?.into_iter();
    let work = |(name, version, licence, text): (&str, &str, &str, String)| Work {
        name: format!("{name} (for the editor’s help)"),
        version: version.to_owned(),
        licence: licence.to_owned(),
        texts: vec![text],
    };
    Ok(works.map(work).collect())
}

fn npm_work(package: &str, mut texts: Vec<String>) -> Outcome<Work> {
    let folder = PathBuf::from("node_modules").join(package);
    let described = fs::read_to_string(folder.join("package.json"))
        .during(format!("read what npm installed as {package}"))?;
    let described: serde_json::Value =
        serde_json::from_str(&described).during(format!("read the package.json of {package}"))?;
    texts.extend(texts_in(&folder)?);
    Ok(Work {
        name: package.to_owned(),
        version: described["version"].as_str().unwrap_or_default().to_owned(),
        licence: described["license"].as_str().unwrap_or_default().to_owned(),
        texts,
    })
}

fn html(works: &[Work], sheets: &[&str]) -> String {
    let mut texts = LicenceTexts::default();
    let mut rows = String::new();
    for work in works {
        let links: Vec<String> = work
            .texts
            .iter()
            .map(|text| texts.number(text))
            .map(|number| format!("<a href=\"#text-{number}\">text {number}</a>"))
            .collect();
        rows.push_str(&format!(
            "<li><b>{}</b> {}: {}{}{}</li>\n",
            escaped(&work.name),
            escaped(&work.version),
            escaped(&work.licence),
            if links.is_empty() { "" } else { ", " },
            links.join(", ")
        ));
    }
    let mut sections = String::new();
    for (number, text) in texts.numbered() {
        sections.push_str(&format!("<h3 id=\"text-{number}\">Text {number}</h3>\n"));
        for paragraph in text.split("\n\n") {
            sections.push_str(&format!("<p>{}</p>\n", escaped(paragraph.trim())));
        }
    }
    let links: String = sheets
        .iter()
        .map(|sheet| format!("<link rel=\"stylesheet\" href=\"{sheet}\">\n"))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"icons/boardwalk.svg\">\n{links}\
         <title>Licences · Boardwalk</title>\n</head>\n<body>\n\
         <header class=\"top\"><p class=\"name\">\
         <img src=\"icons/boardwalk.svg\" alt=\"\" width=\"28\" height=\"28\">Boardwalk</p>\
         <a href=\"./\">Back to Boardwalk</a></header>\n\
         <main><article class=\"card notices\">\n\
         <h1>Whose work is in Boardwalk</h1>\n\
         <p>Boardwalk is free under the MIT licence or the Apache License 2.0, as you choose. \
         It holds the work of others, named below with their licences. \
         The Rust standard library is in it too, by the Rust Project developers, \
         under the same two licences. \
         Firmware on the shelf is the work of its own authors; \
         MicroPython is under the licence named here.</p>\n\
         <h2>The works</h2>\n<ul>\n{rows}</ul>\n\
         <h2>The texts of their licences</h2>\n{sections}</article></main>\n\
         <footer><p><a href=\"./\">Back to Boardwalk</a></p></footer>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(name: &str, text: &str) -> Work {
        Work {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            texts: vec![text.into()],
        }
    }

    #[test]
    fn a_text_that_two_share_is_printed_once() {
        let page = html(&[work("a", "Do what\nyou like."), work("b", "Do what you  like.")], &[]);
        assert_eq!(page.matches("<h3").count(), 1);
        assert_eq!(page.matches("#text-1").count(), 2);
    }

    #[test]
    fn a_name_cannot_break_the_page() {
        let page = html(&[work("<i>", "(c) A <a@example.org> & B")], &[]);
        assert!(page.contains("<b>&lt;i&gt;</b> 1.0.0"));
        assert!(page.contains("A &lt;a@example.org&gt; &amp; B"));
    }
}
