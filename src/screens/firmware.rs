//! Choosing the firmware, and what it is.

use crate::app::{Choice, Chosen, Shelf};
use crate::components::{Button, notice, select};
use crate::firmware::{Entry, Firmware};
use crate::texts;
use crate::words::{self, Text};
use web_sys::{DragEvent, HtmlInputElement};
use yew::prelude::*;

/// Where MicroPython's authors offer it for this chip.
const NEWER: &str = "https://micropython.org/download/ESP8266_GENERIC/";

/// The card: the shelf, a file of one's own (also dropped anywhere on it), and what was chosen.
pub(super) fn firmware_card(firmware: &Choice) -> Html {
    let hover = |is_over: bool| {
        let (was_over, hover) = (firmware.is_over, firmware.hover.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            // Browsers tell it again and again.
            if is_over != was_over {
                hover.emit(is_over);
            }
        })
    };
    let ondrop = {
        let (hover, read) = (firmware.hover.clone(), firmware.read.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            hover.emit(false);
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                read.emit(file);
            }
        })
    };
    html! {
        <fieldset
            class="firmware"
            data-over={firmware.is_over.then_some("")}
            ondragover={hover(true)}
            ondragleave={hover(false)}
            {ondrop}
        >
            <legend>{ texts::firmware_heading() }</legend>
            <p>{ texts::firmware_about() }</p>
            { shelf(firmware) }
            { own_file(firmware) }
            { chosen(&firmware.chosen) }
            <p class="newer">
                { texts::firmware_newer() }{ " " }
                <a href={NEWER} rel="noreferrer" target="_blank">
                    { texts::firmware_newer_link() }
                </a>{ ". " }
                { texts::firmware_newer_then() }
            </p>
        </fieldset>
    }
}

fn shelf(firmware: &Choice) -> Html {
    match &firmware.shelf {
        Shelf::Loading => html! { <p>{ texts::firmware_list_loading() }</p> },
        Shelf::Failed(error) => {
            let again = Button::new(texts::shelf_again(), firmware.again.clone());
            notice(&words::firmware(error), again.html(), None)
        }
        Shelf::Has(found) => {
            let entries = &found.entries;
            let name = |entry: &Entry| -> Text {
                texts::FirmwareVersion { name: &entry.name, version: &entry.version }.text().into()
            };
            let on_shelf = entries.iter().map(|entry| (Some(entry.clone()), name(entry)));
            let taken = firmware.chosen.name();
            let current = entries.iter().find(|entry| Some(&entry.path) == taken.as_ref()).cloned();
            // A file of one's own is none of the list.
            let own = current.is_none().then(|| (None, texts::firmware_own().into()));
            let take = firmware.take.clone();
            let choices = on_shelf.chain(own).collect();
            select(words::source(&found.origin), choices, &current, move |entry| {
                if let Some(entry) = entry {
                    take.emit(entry.clone());
                }
            })
        }
    }
}

fn own_file(firmware: &Choice) -> Html {
    let onchange = {
        let read = firmware.read.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                read.emit(file);
            }
            // So that the same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <p class="own">
            <label class="button">
                { texts::firmware_own_choose() }
                <input type="file" accept=".bin,application/octet-stream" {onchange} />
            </label>
            { " " }
            { if firmware.is_over { texts::firmware_dropping() } else { texts::firmware_own_drop() } }
        </p>
    }
}

fn chosen(chosen: &Chosen) -> Html {
    match chosen {
        Chosen::Nothing => Html::default(),
        Chosen::Loading(name) => {
            html! { <p role="status">{ texts::FirmwareLoading { name }.text() }</p> }
        }
        Chosen::Ready(firmware) => facts(firmware),
        Chosen::Refused(name, error) => html! {
            <>
                <p class="refused">{ words::refused(name).to_string() }</p>
                { notice(&words::firmware(error), Html::default(), None) }
            </>
        },
    }
}

fn facts(firmware: &Firmware) -> Html {
    let row =
        |name: &'static str, value: String| html! { <><dt>{ name }</dt><dd>{ value }</dd></> };
    html! {
        <dl class="facts">
            { row(texts::firmware_file(), firmware.name.clone()) }
            { row(texts::firmware_size(), words::size(firmware.image().bytes().len()).to_string()) }
            { row(texts::firmware_content(), words::content(firmware).to_string()) }
            { row(texts::firmware_source(), words::source(&firmware.origin).to_string()) }
            <dt class="mark" aria-hidden="true"></dt>
            <dd>{ words::wholeness(firmware) }</dd>
        </dl>
    }
}
