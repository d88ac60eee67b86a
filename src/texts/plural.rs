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
    let language = gloo::utils::document_element().get_attribute("lang");
    PluralRules::new(language.as_deref().unwrap_or("en")).select(number)
}

/// On this computer, as in English.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn category(number: u32) -> &'static str {
    if number == 1 { "one" } else { "other" }
}
