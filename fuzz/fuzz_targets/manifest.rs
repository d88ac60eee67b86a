//! The shelf's list: whatever it says, its images lie on the shelf, as a browser would look for
//! them.
#![no_main]

use boardwalk::firmware::Manifest;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use url::Url;

const SHELF: &str = "https://host.example/page/firmware/";

#[derive(Debug, Arbitrary)]
struct List {
    any: Vec<u8>,
    path: String,
    /// To another offset than 0.
    is_part: bool,
    chip: Option<String>,
}

fuzz_target!(|list: List| {
    check(&list.any);
    let chip = list.chip.as_deref().unwrap_or("ESP8266");
    let parts = serde_json::json!([{ "path": list.path, "offset": u32::from(list.is_part) }]);
    let builds = serde_json::json!([{ "chipFamily": chip, "parts": parts }]);
    let named = serde_json::json!({ "name": "MicroPython", "version": "1", "builds": builds });
    let accepted = check(named.to_string().as_bytes());
    assert!(!accepted || (chip == "ESP8266" && !list.is_part));
});

/// Whether a list is accepted; then all that it names lies on the shelf.
fn check(json: &[u8]) -> bool {
    let Ok(manifest) = Manifest::parse(json) else { return false };
    assert!(!manifest.entries.is_empty());
    for entry in &manifest.entries {
        // The page asks for the path behind the folder's name.
        let address = Url::parse(&format!("{SHELF}{}", entry.path)).expect("an address");
        let on_shelf = address.as_str().strip_prefix(SHELF).unwrap_or_default();
        assert!(!on_shelf.is_empty(), "{:?} leads to {address}", entry.path);
        assert!(address.query().is_none() && address.fragment().is_none());
    }
    true
}
