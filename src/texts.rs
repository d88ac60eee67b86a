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

use page_words::{Table, Value};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use page_texts::{Language, Owner, unused};
    use std::fs;

    #[test]
    fn every_text_is_used() {
        let english = Language::read("www/texts/en-US".as_ref()).unwrap();
        assert_eq!(unused(&english, Owner::Page, "src".as_ref()).unwrap(), [""; 0]);
        let index = fs::read_to_string("index.html").unwrap();
        for (id, _) in english.plain(Owner::Document) {
            assert!(index.contains(&format!("data-text=\"{id}\"")), "nobody sees {id}");
        }
    }
}
