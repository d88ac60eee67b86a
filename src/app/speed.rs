//! The speed that has served an adapter, kept by the browser for the next board of its kind.

use crate::session::{SpeedReason, State, UsbIds};
use esp8266_loader::install::Options;
use esp8266_loader::ladder::{LADDER, Rung, Way};
use web_sys::Storage;
use yew::prelude::*;

/// The options with the ladder that suits the adapter, and why it does; a speed that a person chose
/// stays.
pub(super) fn with_known_speed(options: Options, usb: Option<UsbIds>) -> (Options, SpeedReason) {
    if options.ladder != LADDER {
        return (options, SpeedReason::Chosen);
    }
    match usb.and_then(known) {
        Some(rung) => (Options { ladder: rung.and_below(), ..options }, SpeedReason::ServedBefore),
        None => (options, SpeedReason::Fastest),
    }
}

/// Keeps the speed of each installation that succeeded.
#[hook]
pub(super) fn use_keeping_the_speed(state: &State) {
    use_effect_with((state.usb, state.served), |(usb, served)| {
        if let (Some(usb), Some(rung), Some(storage)) = (usb, served, storage()) {
            // Where nothing can be kept, the ladder begins at its top again.
            let _ = storage.set_item(&key(*usb), &text(*rung));
        }
    });
}

fn known(usb: UsbIds) -> Option<Rung> {
    let text_kept = storage()?.get_item(&key(usb)).ok()??;
    LADDER.into_iter().find(|rung| text(*rung) == text_kept)
}

fn key(UsbIds { vendor, product }: UsbIds) -> String {
    format!("speed of {vendor:04x}:{product:04x}")
}

fn text(rung: Rung) -> String {
    let way = match rung.way {
        Way::FromTheFirstByte => "",
        Way::ChangedByTheStub => " changed",
    };
    format!("{}{way}", rung.baud)
}

/// None where the browser keeps nothing for pages.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
