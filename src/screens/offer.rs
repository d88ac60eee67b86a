//! A board is connected: what is on it, and what can be done.

use super::Actions;
use super::firmware::firmware_card;
use super::options::options;
use crate::browser::system;
use crate::components::{Button, Kind, notice, rich};
use crate::page::Page;
use crate::session::{Command, Failure, Found};
use crate::setup::{Action, Chosen, Click, FirmwareChoice, Item, List};
use crate::texts;
use crate::words::{self, Text};
use esp8266_loader::error::Error;
use esp8266_loader::install::{Erase, Options};
use yew::prelude::*;

/// The offer.
pub(super) fn offer(found: Found, page: &Page, actions: &Actions) -> Html {
    let (heading, about) = words::found(found);
    let state = &page.session;
    let chosen = page.setup.options(state);
    html! {
        <section key="offer" class="card offer">
            <h1 tabindex="-1">{ heading }</h1>
            <div inert={state.is_in_loader()}>
                <p class="lead">{ rich(about) }</p>
                if let Some(failure) = &state.failure {
                    { notice(&words::failure(failure, system()), misfit(failure, page, actions), Some(&actions.report)) }
                }
                if state.is_reset_by_hand {
                    <p>{ rich(texts::reset_by_hand()) }</p>
                }
                if may_run_a_program(found) {
                    { without_installing(found, actions) }
                    <h2>{ texts::offer_install_heading() }</h2>
                    { install(found, page, &chosen, actions) }
                } else {
                    { install(found, page, &chosen, actions) }
                    { without_installing(found, actions) }
                }
                { firmware_card(page, actions) }
                { options(&chosen, actions) }
            </div>
        </section>
    }
}

/// What else can be done where the firmware has no room for files on this board.
fn misfit(failure: &Failure, page: &Page, actions: &Actions) -> Html {
    let Failure::Job(Error::NoRoomForFiles { flash_bytes, .. }) = failure else {
        return Html::default();
    };
    let fitting = page.setup.firmware.fitting(*flash_bytes).map(|entry| {
        let name = words::version(entry);
        let entry = entry.clone();
        let picked = actions.setup.reform(move |()| Action::EntryPicked(entry.clone()));
        Button::new(texts::OfferFitting { name: &name }.text(), picked).kind(Kind::Primary).html()
    });
    let anyway = actions.install.reform(|()| Click::WithoutFiles);
    html! {
        <p class="actions">
            { fitting }
            { Button::new(texts::offer_without_files(), anyway).html() }
        </p>
    }
}

/// A board that prints something, or nothing, may run a program that somebody wants to keep: stopping
/// it shows what is there, and changes nothing.
const fn may_run_a_program(found: Found) -> bool {
    matches!(found, Found::Program | Found::Silence)
}

/// The buttons, above what is chosen so that nobody has to look for them, and what they do.
fn install(found: Found, page: &Page, chosen: &Options, actions: &Actions) -> Html {
    let ready = page.setup.firmware.ready();
    let lost = page.setup.lost_version(&page.session);
    let line = |label: &'static str, pressed, kind, consequence: Text| {
        html! {
            <p class="actions">
                { Button::new(label, pressed).kind(kind).disabled(ready.is_none()).html() }
                <span class="consequence">{ rich(&consequence) }</span>
            </p>
        }
    };
    let button = |label, click: Click, kind, consequence| {
        line(label, actions.install.reform(move |()| click), kind, consequence)
    };
    let consequence = match chosen.erase {
        _ if ready.is_none() => not_ready(&page.setup.firmware),
        Erase::OnlyWhatIsWritten | Erase::Clean if let Some(version) = lost => {
            texts::InstallConsequenceLost { version: &words::name(version) }.text().into()
        }
        Erase::Clean | Erase::WholeChip => texts::install_consequence().into(),
        Erase::OnlyWhatIsWritten => texts::install_consequence_keep().into(),
    };
    let is_second = lost.is_some() || may_run_a_program(found);
    let kind = if is_second { Kind::Secondary } else { Kind::Primary };
    let offers_clean = page.setup.can_keep(&page.session) && !page.setup.options.has_chosen_erase();
    html! {
        <>
            if lost.is_some() {
                { line(texts::install_saving(), actions.keep.clone(), Kind::Primary, texts::install_saving_about().into()) }
            }
            { button(words::install_label(ready), Click::AsChosen, kind, consequence) }
            if page.setup.safer_mode(&page.session).is_some() {
                { line(texts::unstarted_install(), actions.safer(), Kind::Secondary, texts::unstarted_now().into()) }
            }
            if offers_clean && ready.is_some() {
                { button(texts::install_clean_button(), Click::Erasing(Erase::Clean), Kind::Secondary, texts::install_consequence().into()) }
            }
        </>
    }
}

/// What one can do with the board as it is.
fn without_installing(found: Found, actions: &Actions) -> Html {
    let button = |label: &'static str, command, kind| {
        Button::new(label, actions.giving(command)).kind(kind).html()
    };
    let terminal = match found {
        Found::Program => texts::offer_watch(),
        Found::Prompt => texts::offer_back(),
        _ => texts::offer_terminal(),
    };
    html! {
        <p class="actions">
            if may_run_a_program(found) {
                { button(texts::offer_stop(), || Command::Interrupt, Kind::Primary) }
            }
            { button(terminal, || Command::OpenTerminal, Kind::Secondary) }
            { button(texts::offer_disconnect(), || Command::Disconnect, Kind::Quiet) }
        </p>
    }
}

fn not_ready(firmware: &FirmwareChoice) -> Text {
    match (firmware.chosen(), &firmware.list) {
        (Some(Chosen { pick, item: Item::Loading }), _) => words::loading(pick.name()),
        (None, List::Unasked | List::Loading) => texts::firmware_list_loading().into(),
        _ => texts::install_not_ready().into(),
    }
}
