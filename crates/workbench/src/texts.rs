//! The sentences of the workbench, made from `www/texts/*/workbench/` at build time.

use page_words::{Table, Value};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use page_texts::{Language, Owner, unused};

    #[test]
    fn every_text_is_used() {
        let english = Language::read("../../www/texts/en-US".as_ref()).unwrap();
        assert_eq!(unused(&english, Owner::Workbench, "src".as_ref()).unwrap(), [""; 0]);
    }
}
