//! The sentences that people read, made from `www/texts/` at build time.
//!
//! A text without values is a function. One with values is a struct of them, by name, so that a
//! missing, unknown or misspelt one does not compile:
//!
//! ```
//! # use boardwalk::texts;
//! assert_eq!(texts::LogCompared { all: 600_888, different: 65_536 }.text(), "Of 600888 bytes, 65536 differ.");
//! ```
//!
//! ```compile_fail
//! # use boardwalk::texts;
//! texts::LogCompared { all: 600_888 }.text();
//! ```
//!
//! ```compile_fail
//! # use boardwalk::texts;
//! texts::LogCompared { all: 600_888, different: 65_536, other: 1 }.text();
//! ```

mod plural;
mod table;

pub use table::speak;
use table::{Value, fill, text};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use page_texts::{Language, item_name};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// All of the page's code, as one text.
    fn code(folder: &Path) -> String {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| match path.extension() {
                None if path.is_dir() => code(&path),
                Some(kind) if kind == "rs" => fs::read_to_string(&path).unwrap(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn every_text_is_used() {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let english = Language::read(&top.join("www/texts/en-US")).unwrap();
        let code = code(&top.join("src"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let used: BTreeSet<_> = code
            .split("texts::")
            .skip(1)
            .filter_map(|after| after.split(|c| !is_name(c)).next())
            .collect();
        let items = english.of_program().map(|(id, message)| item_name(id, message));
        let unused: Vec<_> = items.filter(|item| !used.contains(item.as_str())).collect();
        assert!(unused.is_empty(), "texts that nobody sees: {unused:?}");
        let index = fs::read_to_string(top.join("index.html")).unwrap();
        for (id, _) in english.of_document() {
            assert!(index.contains(&format!("data-text=\"{id}\"")), "nobody sees {id}");
        }
    }
}
