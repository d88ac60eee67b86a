//! The texts that both programs say, made from `www/texts/*/shared/` at build time.

use crate::table::{Table, Value};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

#[cfg(test)]
mod tests {
    use page_texts::{Language, Owner, unused};

    #[test]
    fn every_text_is_used() {
        let english = Language::read("../../www/texts/en-US".as_ref()).unwrap();
        assert_eq!(unused(&english, Owner::Shared, "src".as_ref()).unwrap(), [""; 0]);
    }
}
