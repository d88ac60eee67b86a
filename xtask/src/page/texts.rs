//! The page's texts outside of its program: those of index.html, and a file for each other language.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_texts::{Language, Languages, Owner, pseudo, table};
use serde_json::{Value, json};

use super::fingerprint::fingerprint;
use crate::failure::{During, Failure, Outcome};
use crate::html::{attribute, escaped};

const SOURCE: &str = "www/texts";
/// Where the files of the other languages are, beside the page.
const FOLDER: &str = "texts";

/// Writes the English texts into the page in `stage`, and beside it what start.mjs fetches for others, whose tags
/// are given back.
pub(super) fn add(stage: &Path) -> Outcome<Vec<String>> {
    let Languages { english, others } = languages()?;
    let folder = stage.join(FOLDER);
    fs::create_dir_all(&folder).during("make the folder of the texts")?;
    let mut names = Vec::new();
    for language in &others {
        let file = file(language);
        let name = name(language, &file);
        fs::write(folder.join(&name), file).during(format!("write {name}"))?;
        names.push(name);
    }
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).during("read the staged page")?;
    let texts = english.plain(Owner::Document).collect();
    let html = in_words(&html, &english.tag, &texts, &names, escaped)?;
    fs::write(&index, html).during("write the staged page")?;
    Ok(others.into_iter().map(|language| language.tag).collect())
}

/// English and all others, with the one that nobody speaks.
pub(super) fn languages() -> Outcome<Languages> {
    let Languages { english, mut others } =
        Languages::read(Path::new(SOURCE)).during("build the texts")?;
    others.push(pseudo(&english));
    Ok(Languages { english, others })
}

/// What start.mjs takes apart: the texts of index.html by their ids, and the table of each program.
fn file(language: &Language) -> String {
    let texts = Owner::ALL.into_iter().filter_map(|owner| {
        let texts = match owner {
            Owner::Document => json!(language.plain(owner).collect::<BTreeMap<_, _>>()),
            Owner::Page | Owner::Shared | Owner::Workbench => table(language, owner).into(),
            // They have a file of their own.
            Owner::School => return None,
        };
        Some((owner.name().to_owned(), texts))
    });
    Value::Object(texts.collect()).to_string()
}

/// The language's tag up to the first dot, then what changes with the texts.
pub(super) fn name(language: &Language, file: &str) -> String {
    format!("{}.{}.json", language.tag, fingerprint(file))
}

/// A page with its language, its texts as `shown` has them in HTML, and the names of the files with others.
///
/// An element says by `data-text` which text is its own, and by `data-label` which one names it for ears, so that a
/// script can give it another.
pub(super) fn in_words(
    html: &str,
    tag_of_language: &str,
    texts: &BTreeMap<&str, String>,
    others: &[String],
    shown: fn(&str) -> String,
) -> Outcome<String> {
    let text = |id| {
        let missing = || format!("the page asks for the text {id}, which its texts do not have.");
        texts.get(id).ok_or_else(|| Failure::new(missing()))
    };
    let mut page = String::new();
    for (index, piece) in html.split('<').enumerate() {
        page.push_str(if index == 0 { "" } else { "<" });
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let is = |name: &str| tag.split_whitespace().next() == Some(name);
        if let Some(id) = attribute(tag, "data-text") {
            let text = text(id)?;
            page.push_str(&if is("meta") {
                filled(tag, "content", text)? + ">" + after
            } else if is("title") {
                format!("{tag}>{}{after}", escaped(text))
            } else {
                format!("{tag}>{}{after}", shown(text))
            });
        } else if let Some(id) = attribute(tag, "data-label") {
            page += &(filled(tag, "aria-label", text(id)?)? + ">" + after);
        } else if is("html") {
            page += &(filled(tag, "lang", tag_of_language)? + ">" + after);
        } else if attribute(tag, "id") == Some("start") {
            page += &(filled(tag, "data-languages", &others.join(" "))? + ">" + after);
        } else {
            page.push_str(piece);
        }
    }
    Ok(page)
}

/// The tag with a value for the attribute that waits for one.
fn filled(tag: &str, name: &str, value: &str) -> Outcome<String> {
    let empty = format!(" {name}=\"\"");
    if !tag.contains(&empty) {
        return Err(Failure::new(format!("<{tag}> has no{empty} to fill.")));
    }
    Ok(tag.replace(&empty, &format!(" {name}=\"{}\"", escaped(value))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Language {
        let mut english = Language { tag: "en-US".into(), ..Language::default() };
        english.add("index.ftl", "title = This & that\nabout = \"A\"").unwrap();
        english.add("start.ftl", "start = Start").unwrap();
        english.add("workbench/work.ftl", "saved = Saved").unwrap();
        english
    }

    fn texts(language: &Language) -> BTreeMap<&str, String> {
        language.plain(Owner::Document).collect()
    }

    #[test]
    fn the_page_gets_its_texts_its_language_and_the_names_of_others() {
        let html = r#"<!doctype html><html lang=""><title data-text="title"></title>
            <meta content="" data-text="about" /><script id="start" data-languages=""></script>
            <nav data-label="about" aria-label=""></nav>"#;
        let names = ["de.1.json".into(), "fr.2.json".into()];
        let page = in_words(html, "en-US", &texts(&english()), &names, escaped).unwrap();
        let expected = r#"<!doctype html><html lang="en-US"><title data-text="title">This &amp; that</title>
            <meta content="&quot;A&quot;" data-text="about" /><script id="start" data-languages="de.1.json fr.2.json"></script>
            <nav data-label="about" aria-label="&quot;A&quot;"></nav>"#;
        assert_eq!(page, expected);
    }

    #[test]
    fn a_text_that_is_not_there_is_told() {
        for html in [
            r#"<p data-text="start">"#,
            r#"<p data-text="nothing">"#,
            r#"<p data-label="title">"#,
            "<html>",
        ] {
            let english = english();
            let outcome = in_words(html, "en-US", &texts(&english), &[], escaped);
            assert!(outcome.is_err(), "{html}");
        }
    }

    #[test]
    fn a_language_is_one_file_whose_name_changes_with_its_texts() {
        let one = file(&english());
        let parsed: Value = serde_json::from_str(&one).unwrap();
        assert_eq!(parsed["document"], json!({ "title": "This & that", "about": "\"A\"" }));
        assert_eq!((&parsed["page"], &parsed["workbench"]), (&json!("Start"), &json!("Saved")));
        let mut other = english();
        other.add("start.ftl", "start-more = More").unwrap();
        let names = [name(&english(), &one), name(&other, &file(&other))];
        assert!(names.iter().all(|name| name.starts_with("en-US.")), "{names:?}");
        assert_ne!(names[0], names[1]);
    }
}
