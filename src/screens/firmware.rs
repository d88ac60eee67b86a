//! Choosing the firmware, and what it is.

use super::Actions;
use crate::components::{Button, drop_place, facts, file_button, notice, select};
use crate::firmware::Firmware;
use crate::page::Page;
use crate::setup::{Action, FirmwareChoice, Item, List, Pick};
use crate::texts;
use crate::words::{self, Text};
use yew::prelude::*;

/// Where MicroPython's authors offer it for this chip.
const NEWER: &str = "https://micropython.org/download/ESP8266_GENERIC/";

/// The card: the shelf, a file of one's own (also dropped anywhere on it), and what was chosen.
pub(super) fn firmware_card(page: &Page, actions: &Actions) -> Html {
    let firmware = &page.setup.firmware;
    let place = drop_place(page.is_file_over, &actions.file_over, actions.pick_file.clone());
    html! {
        <fieldset
            class="firmware"
            data-over={page.is_file_over.then_some("")}
            ondragover={place.over}
            ondragleave={place.left}
            ondrop={place.dropped}
        >
            <legend>{ texts::firmware_heading() }</legend>
            <p>{ texts::firmware_about() }</p>
            { shelf(firmware, actions) }
            { own_file(page.is_file_over, actions) }
            { chosen(firmware, actions) }
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

fn shelf(firmware: &FirmwareChoice, actions: &Actions) -> Html {
    match &firmware.list {
        List::Unasked | List::Loading => {
            waiting(texts::firmware_list_loading(), Action::ListCancelled, actions)
        }
        List::GivenUp => html! {
            <p class="actions">
                { texts::firmware_from_shelf() }
                { again(Action::ListWanted, actions) }
            </p>
        },
        List::Failed(error) => {
            notice(&words::firmware(error), again(Action::ListWanted, actions), None)
        }
        List::Has(found) => {
            let on_shelf =
                found.entries.iter().map(|entry| (Some(entry.clone()), words::version(entry)));
            let chosen = firmware.chosen().map(|chosen| chosen.pick);
            let (current, other) = match chosen {
                Some(Pick::Entry(entry)) => (Some(entry.clone()), None),
                // A file of one's own is none of the list.
                Some(Pick::File { .. }) => (None, Some(texts::firmware_own())),
                None => (None, Some(texts::firmware_none())),
            };
            let choices = on_shelf.chain(other.map(|other| (None, other.into()))).collect();
            let setup = actions.setup.clone();
            select(words::source(&found.origin), choices, &current, move |entry| {
                if let Some(entry) = entry {
                    setup.emit(Action::EntryPicked(entry.clone()));
                }
            })
        }
    }
}

fn own_file(is_file_over: bool, actions: &Actions) -> Html {
    let kinds = Some(".bin,.gz,.zip,application/octet-stream");
    html! {
        <p class="own">
            { file_button(texts::firmware_own_choose(), kinds, false, actions.pick_file.clone()) }
            { " " }
            { if is_file_over { texts::firmware_dropping() } else { texts::firmware_own_drop() } }
        </p>
    }
}

fn chosen(firmware: &FirmwareChoice, actions: &Actions) -> Html {
    let Some(chosen) = firmware.chosen() else { return Html::default() };
    let name = chosen.pick.name();
    match chosen.item {
        Item::Loading => waiting(words::loading(name), Action::LoadingCancelled, actions),
        Item::Ready(firmware) => what_it_is(firmware),
        Item::Refused(error) => {
            let again = match chosen.pick {
                Pick::Entry(entry) => again(Action::EntryPicked(entry.clone()), actions),
                Pick::File { .. } => Html::default(),
            };
            html! {
            <>
                <p class="refused">{ words::refused(name).to_string() }</p>
                { notice(&words::firmware(error), again, None) }
            </>
            }
        }
    }
}

/// What is waited for, and the way not to.
fn waiting(what: impl Into<Text>, cancel: Action, actions: &Actions) -> Html {
    let what: Text = what.into();
    let cancel = actions.setup.reform(move |()| cancel.clone());
    html! {
        <p class="actions">
            <span role="status">{ what }</span>
            { Button::new(texts::page_cancel(), cancel).html() }
        </p>
    }
}

/// The way to what did not come.
fn again(wanted: Action, actions: &Actions) -> Html {
    let again = actions.setup.reform(move |()| wanted.clone());
    Button::new(texts::shelf_again(), again).html()
}

fn what_it_is(firmware: &Firmware) -> Html {
    let mut rows = vec![
        (texts::firmware_file(), words::name(&firmware.name)),
        (texts::firmware_size(), words::size(firmware.image().bytes().len())),
        (texts::firmware_content(), words::content(firmware)),
    ];
    rows.extend(words::boards(firmware).map(|boards| (texts::firmware_boards(), boards)));
    rows.push((texts::firmware_source(), words::source(&firmware.origin)));
    html! {
        <>
            { facts(rows) }
            <p class="whole">{ words::wholeness(firmware) }</p>
        </>
    }
}
