//! The pages for teachers and for who looks after the computers: plain HTML with a small script each.
//!
//! `www/school/` has what is between the tags `<main>`; the frame around it is for all. Every sentence is in the
//! HTML, also those that a script shows later: so scripts hold none, and another language is one table by ids.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_texts::{Language, Languages, Owner};
use page_words::{Piece, pieces};
use serde_json::json;

use super::bundle::{self, Bundle, Packages};
use super::{styles, texts};
use crate::failure::{During, Failure, Outcome};
use crate::html::{attribute, escaped, tags};
use crate::page::Profile;
use crate::process::say;

const SOURCE: &str = "www/school";
const PAGES: &[&str] = &["handout", "check", "it"];
/// The sheet that these pages have besides the others'.
const SHEET: &str = "school.css";
/// What a page's name, texts and styles are put into.
const FRAME: &str = "frame.html";

const BUNDLES: &[Bundle] = &[
    Bundle { source: "www/school/handout.mjs", target: "school/handout.mjs", arguments: &[] },
    Bundle { source: "www/school/check.mjs", target: "school/check.mjs", arguments: &[] },
    Bundle { source: "www/school/it.mjs", target: "school/it.mjs", arguments: &[] },
];

/// Where the files of the other languages are, beside the page.
const LANGUAGES: &str = "texts/school";

/// Builds them into a staged page.
pub(super) fn build(stage: &Path, profile: Profile) -> Outcome<Packages> {
    say("Building the pages for schools");
    let packages = bundle::write(BUNDLES, stage, profile)?;
    let Languages { english, others } = texts::languages()?;
    let names = write_languages(&stage.join(LANGUAGES), &others)?;
    let sheet = stage.join("school").join(SHEET);
    fs::copy(Path::new(SOURCE).join(SHEET), sheet).during(format!("copy {SHEET}"))?;
    let index = fs::read_to_string(stage.join("index.html")).during("read the staged page")?;
    let frame = read(FRAME)?;
    for name in PAGES {
        let page = page(&frame, name, &read(&format!("{name}.html"))?, &index)?;
        let page = in_words(&page, &english, &names)?;
        let file = format!("{name}.html");
        fs::write(stage.join(&file), page).during(format!("write {file}"))?;
    }
    Ok(packages)
}

fn read(name: &str) -> Outcome<String> {
    let file = Path::new(SOURCE).join(name);
    fs::read_to_string(&file).during(format!("read {}", file.display()))
}

/// Writes a file for each language, and gives their names.
fn write_languages(folder: &Path, languages: &[Language]) -> Outcome<Vec<String>> {
    fs::create_dir_all(folder).during("make the folder of the texts for schools")?;
    let mut names = Vec::new();
    for language in languages {
        let file = json!(language.plain(Owner::School).collect::<BTreeMap<_, _>>()).to_string();
        let name = texts::name(language, &file);
        fs::write(folder.join(&name), file).during(format!("write {name}"))?;
        names.push(name);
    }
    Ok(names)
}

/// A whole page without its words, with the styles and the policy of the page `index`.
fn page(frame: &str, name: &str, main: &str, index: &str) -> Outcome<String> {
    let sheets: String = styles::sheets(index)
        .chain([&*format!("school/{SHEET}")])
        .map(|sheet| format!("<link rel=\"stylesheet\" href=\"{sheet}\">\n"))
        .collect();
    let here = format!("href=\"{name}.html\"");
    Ok(frame
        .replace("{policy}", &policy(index)?)
        .replace("{styles}", &sheets)
        .replace("{name}", name)
        .replace("{main}", main)
        .replace(&here, &format!("{here} aria-current=\"page\"")))
}

/// That of the page, and no other site: none of these pages has a business there.
fn policy(index: &str) -> Outcome<String> {
    let is_policy = |tag: &&str| attribute(tag, "http-equiv") == Some("Content-Security-Policy");
    let policy = tags(index).find(is_policy).and_then(|tag| attribute(tag, "content"));
    let policy = policy.ok_or_else(|| Failure::new("the staged page has no policy."))?;
    Ok(policy.replace("connect-src 'self' https:", "connect-src 'self'"))
}

fn in_words(page: &str, english: &Language, names: &[String]) -> Outcome<String> {
    let texts = english.plain(Owner::School).collect();
    texts::in_words(page, &english.tag, &texts, names, rich)
}

/// A text with its marks as HTML.
fn rich(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => escaped(text),
            Piece::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
            Piece::Code(text) => format!("<code>{}</code>", escaped(text)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self' https:" />
        <link rel="stylesheet" href="./styles-1.css"/>"#;

    #[test]
    fn a_page_has_the_styles_of_the_page_and_asks_no_other_site() {
        let frame = "<meta content=\"{policy}\">{styles}<a href=\"check.html\"></a>{main}<script src=\"school/{name}.mjs\">";
        let page = page(frame, "check", "<main></main>", INDEX).unwrap();
        let expected = "<meta content=\"default-src 'none'; connect-src 'self'\">\
             <link rel=\"stylesheet\" href=\"./styles-1.css\">\n<link rel=\"stylesheet\" href=\"school/school.css\">\n\
             <a href=\"check.html\" aria-current=\"page\"></a><main></main><script src=\"school/check.mjs\">";
        assert_eq!(page, expected);
    }

    #[test]
    fn marked_words_are_strong_or_code_and_no_text_is_html() {
        assert_eq!(rich("*A* & `<b>`"), "<strong>A</strong> &amp; <code>&lt;b&gt;</code>");
    }

    #[test]
    fn every_text_is_seen() {
        let english = Language::read("../www/texts/en-US".as_ref()).unwrap();
        let sources = [
            &[FRAME.to_owned()][..],
            &PAGES.iter().map(|name| format!("{name}.html")).collect::<Vec<_>>(),
        ]
        .concat();
        let html: String = sources
            .iter()
            .map(|name| fs::read_to_string(Path::new("..").join(SOURCE).join(name)).unwrap())
            .map(|html| PAGES.iter().map(|name| html.replace("{name}", name)).collect::<String>())
            .collect();
        for (id, _) in english.plain(Owner::School) {
            let is_named = ["text", "label"]
                .iter()
                .any(|kind| html.contains(&format!("data-{kind}=\"{id}\"")));
            assert!(is_named, "nobody sees {id}");
        }
    }
}
