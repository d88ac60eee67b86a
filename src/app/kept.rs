//! What the browser keeps for the next visit.

use crate::layout::Letters;
use crate::setup::KeptSpeeds;
use web_sys::Storage;

const SPEEDS: &str = "speeds";
const LETTERS: &str = "letters";

/// The speeds that were kept.
pub(super) fn kept_speeds() -> KeptSpeeds {
    KeptSpeeds::from_text(&kept(SPEEDS).unwrap_or_default())
}

/// Where nothing can be kept, the ladder begins at its top again.
pub(super) fn keep_speeds(speeds: &KeptSpeeds) {
    keep(SPEEDS, &speeds.text());
}

/// The size of letters that was kept, or the usual one.
pub(super) fn kept_letters() -> Letters {
    let px = kept(LETTERS).and_then(|px| px.parse().ok());
    px.map_or_else(Letters::default, Letters::of_px)
}

pub(super) fn keep_letters(letters: Letters) {
    keep(LETTERS, &letters.px().to_string());
}

fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full storage keeps nothing, as one that is not there.
        let _ = storage.set_item(name, value);
    }
}

/// None where the browser keeps nothing for pages.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
