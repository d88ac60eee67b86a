//! What the browser keeps for the next visit.

use crate::setup::KeptSpeeds;
use web_sys::Storage;

const SPEEDS: &str = "speeds";

/// The speeds that were kept.
pub(super) fn kept_speeds() -> KeptSpeeds {
    let text = storage().and_then(|storage| storage.get_item(SPEEDS).ok()?);
    KeptSpeeds::from_text(&text.unwrap_or_default())
}

pub(super) fn keep_speeds(speeds: &KeptSpeeds) {
    if let Some(storage) = storage() {
        // Where nothing can be kept, the ladder begins at its top again.
        let _ = storage.set_item(SPEEDS, &speeds.text());
    }
}

/// None where the browser keeps nothing for pages.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
