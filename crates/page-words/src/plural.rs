//! Which of a language's plural forms goes with a number.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: u32) -> String;
}

/// In a browser, as it knows of the page's language.
#[cfg(target_arch = "wasm32")]
pub(super) fn category(number: u32) -> String {
    let page = web_sys::window().and_then(|window| window.document()?.document_element());
    let language = page.and_then(|page| page.get_attribute("lang"));
    PluralRules::new(language.as_deref().unwrap_or("en")).select(number)
}

/// On this computer, as in English.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn category(number: u32) -> &'static str {
    if number == 1 { "one" } else { "other" }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_browser_knows_the_plural_forms_of_the_pages_language() {
        let of = |language| {
            let document = web_sys::window().unwrap().document().unwrap();
            document.document_element().unwrap().set_attribute("lang", language).unwrap();
            [1, 3, 5, 21].map(category)
        };
        assert_eq!(of("en-US"), ["one", "other", "other", "other"]);
        assert_eq!(of("en-XA"), ["one", "other", "other", "other"]);
        assert_eq!(of("pl"), ["one", "few", "many", "many"]);
        assert_eq!(of("ru"), ["one", "few", "many", "one"]);
        assert_eq!(of("ja"), ["other", "other", "other", "other"]);
    }
}
