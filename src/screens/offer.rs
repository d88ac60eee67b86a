//! A board is connected: what is on it, and what can be done.

use super::firmware::firmware_card;
use super::options::options;
use super::{Wish, wishing};
use crate::app::{Choice, Shelf, system};
use crate::components::{Button, Kind, Report, notice};
use crate::session::{Command, Failure, Found};
use crate::texts;
use crate::words;
use esp8266_loader::install::{Erase, Options};
use yew::prelude::*;

/// The offer.
#[derive(Debug)]
pub struct Offer<'a> {
    /// What is on the board.
    pub found: Found,
    /// Why the last installation failed, if it did.
    pub failure: Option<&'a Failure>,
    /// What to install.
    pub firmware: &'a Choice,
    /// How.
    pub options: &'a Options,
    /// Called with other options.
    pub changed: &'a Callback<Options>,
    /// Installs.
    pub install: Callback<()>,
    /// Takes wishes for the session.
    pub wish: &'a Wish,
    /// Makes the report for a helper.
    pub report: &'a Report,
}

impl Offer<'_> {
    /// The screen.
    pub fn html(&self) -> Html {
        let (heading, about) = words::found(self.found);
        html! {
            <section key="offer" class="card offer">
                <h1 tabindex="-1">{ heading }</h1>
                <p class="lead">{ about }</p>
                if let Some(failure) = self.failure {
                    { notice(&words::failure(failure, system()), Html::default(), Some(self.report)) }
                }
                if self.found == Found::Program {
                    { self.without_installing() }
                    <h2>{ texts::offer_install_heading() }</h2>
                    { self.install() }
                } else {
                    { self.install() }
                    { self.without_installing() }
                }
                { firmware_card(self.firmware) }
                { options(self.options, self.changed) }
            </section>
        }
    }

    /// The button, above what is chosen so that nobody has to look for it, and what it does.
    fn install(&self) -> Html {
        let ready = self.firmware.chosen.ready();
        let consequence = match self.options.erase {
            _ if ready.is_none() => not_ready(self.firmware),
            Erase::Clean | Erase::WholeChip => texts::install_consequence(),
            Erase::OnlyWhatIsWritten => texts::install_consequence_keep(),
        };
        let kind = if self.found == Found::Program { Kind::Secondary } else { Kind::Primary };
        let button = Button::new(words::install_label(ready), self.install.clone());
        html! {
            <p class="actions">
                { button.kind(kind).disabled(ready.is_none()).html() }
                <span class="consequence">{ consequence }</span>
            </p>
        }
    }

    /// What one can do with the board as it is.
    fn without_installing(&self) -> Html {
        let button = |label: &'static str, command, kind| {
            Button::new(label, wishing(self.wish, command)).kind(kind).html()
        };
        let terminal = match self.found {
            Found::Program => texts::offer_watch(),
            Found::Prompt => texts::offer_back(),
            _ => texts::offer_terminal(),
        };
        html! {
            <p class="actions">
                if self.found == Found::Program {
                    { button(texts::offer_stop(), || Command::Interrupt, Kind::Primary) }
                }
                { button(terminal, || Command::OpenTerminal, Kind::Secondary) }
                { button(texts::offer_disconnect(), || Command::Disconnect, Kind::Quiet) }
            </p>
        }
    }
}

fn not_ready(firmware: &Choice) -> &'static str {
    match firmware.shelf {
        Shelf::Loading => texts::firmware_list_loading(),
        Shelf::Has(_) | Shelf::Failed(_) => texts::install_not_ready(),
    }
}
