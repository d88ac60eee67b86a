//! What the browser keeps for the next visit.

use crate::browser::asks_for;
use crate::layout::{Layout, Letters, Side};
use crate::setup::KeptSpeeds;
use web_sys::Storage;

const SPEEDS: &str = "speeds";
const LETTERS: &str = "letters";
const SIDE: &str = "side";
const LESSON: &str = "lesson";
const FILES: &str = "files";
const BY_ITSELF: &str = "connect";
const CHOSEN: &str = "chosen";
const YES: &str = "yes";

/// The speeds that were kept.
pub(super) fn kept_speeds() -> KeptSpeeds {
    KeptSpeeds::from_text(&kept(SPEEDS).unwrap_or_default())
}

/// Where nothing can be kept, the ladder begins at its top again.
pub(super) fn keep_speeds(speeds: &KeptSpeeds) {
    keep(SPEEDS, &speeds.text());
}

/// How the working screen was. On a first visit, and where the page's address asks for one, the lesson stands beside
/// the prompt; where it brings a program, the program is open.
pub(super) fn kept_layout() -> Layout {
    let px = kept(LETTERS).and_then(|px| px.parse().ok());
    let side = match kept(SIDE).as_deref() {
        _ if asks_for("lesson=") => Some(Side::Lesson),
        Some(LESSON) | None => Some(Side::Lesson),
        Some(FILES) => Some(Side::Files),
        Some(_) => None,
    };
    let letters = px.map_or_else(Letters::default, Letters::of_px);
    Layout { letters, side, has_program: asks_for("code="), ..Layout::default() }
}

/// Whether a board's files may be kept, which the workbench then offers. It makes this mark.
pub(super) fn has_kept_files() -> bool {
    kept("kept-files").is_some()
}

pub(super) fn keep_layout(layout: &Layout) {
    keep(LETTERS, &layout.letters.px().to_string());
    keep(
        SIDE,
        match layout.side {
            Some(Side::Lesson) => LESSON,
            Some(Side::Files) => FILES,
            // They are about a program that runs now, or a board.
            Some(Side::Plot | Side::Board) | None => "",
        },
    );
}

/// Whether the board is connected when the page is opened. Where nobody has ever picked a port, a permission is a
/// policy's, and it is.
pub(super) fn kept_by_itself() -> bool {
    kept(BY_ITSELF).map_or_else(|| kept(CHOSEN).is_none(), |kept| kept == YES)
}

pub(super) fn keep_by_itself(by_itself: bool) {
    keep(BY_ITSELF, if by_itself { YES } else { "" });
}

/// A person has picked a port.
pub(super) fn keep_chosen() {
    keep(CHOSEN, YES);
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
