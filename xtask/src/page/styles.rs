//! One style sheet in place of several: fewer requests, and gzip sees what they have in common.

use std::fs;
use std::path::Path;

use super::fingerprint::fingerprint;
use crate::failure::{During, Failure, Outcome};
use crate::html::{attribute, tags};

/// Joins the sheets that the page in `stage` links to, in its order.
pub(super) fn join(stage: &Path) -> Outcome {
    let index = stage.join("index.html");
    let html = fs::read_to_string(&index).during("read the staged page")?;
    let mut joined = String::new();
    for sheet in sheets(&html) {
        let path = stage.join(beside_the_page(sheet)?);
        let doing = format!("join {}", path.display());
        joined += &fs::read_to_string(&path).during(&doing)?;
        fs::remove_file(&path).during(&doing)?;
    }
    if joined.is_empty() {
        return Err(Failure::new("the staged page links to no style sheet that is known as one."));
    }
    let name = format!("styles-{}.css", fingerprint(&joined));
    fs::write(stage.join(&name), joined).during(format!("write {name}"))?;
    fs::write(&index, linked_to(&html, &name)).during("write the staged page")
}

/// The tags of the links to style sheets.
fn links(html: &str) -> impl Iterator<Item = &str> {
    tags(html).filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
}

/// The style sheets that a page links to, in its order.
pub(super) fn sheets(html: &str) -> impl Iterator<Item = &str> {
    links(html).filter_map(|tag| attribute(tag, "href"))
}

fn beside_the_page(sheet: &str) -> Outcome<&str> {
    sheet.strip_prefix("./").filter(|name| !name.contains('/')).ok_or_else(|| {
        Failure::new(format!("the style sheet {sheet} does not lie beside the staged page."))
    })
}

/// The page with one link, to `sheet`, where the first was.
fn linked_to(html: &str, sheet: &str) -> String {
    let mut page = html.to_owned();
    let mut link = format!(r#"<link rel="stylesheet" href="./{sheet}"/>"#);
    for tag in links(html) {
        page = page.replacen(&format!("<{tag}>"), &std::mem::take(&mut link), 1);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<link rel="icon" href="icon.svg" />
        <link rel="stylesheet" href="./a-1.css" data-integrity="none"/><p>
        <link rel="stylesheet" href="./b-2.css" data-integrity="none"/>"#;

    #[test]
    fn the_sheets_are_found_in_the_order_of_the_page() {
        assert_eq!(sheets(HTML).collect::<Vec<_>>(), ["./a-1.css", "./b-2.css"]);
    }

    #[test]
    fn a_sheet_that_lies_elsewhere_is_left_there() {
        assert_eq!(beside_the_page("./a-1.css"), Ok("a-1.css"));
        for elsewhere in ["/x/a.css", "../a.css", "https://host/a.css", "./x/a.css"] {
            assert!(beside_the_page(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn the_one_link_is_where_the_first_was() {
        let page = linked_to(HTML, "c-3.css");
        assert_eq!(sheets(&page).collect::<Vec<_>>(), ["./c-3.css"]);
        assert!(page.find("c-3") < page.find("<p>"), "{page}");
    }
}
