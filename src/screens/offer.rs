//! A board is connected: what is on it, and what can be done.

use super::firmware::FirmwareCard;
use super::options::OptionsFold;
use crate::app::{Choice, Shelf, system};
use crate::components::{Button, Heading, Kind, Notice};
use crate::serial::ChosenPort;
use crate::session::{Command, Failure, Found};
use crate::texts;
use crate::words;
use esp8266_loader::install::{Erase, Options};
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on the board.
    pub found: Found,
    /// Why the last installation failed, if it did.
    pub failure: Option<Failure>,
    /// What to install.
    pub firmware: Choice,
    /// How.
    pub options: Options,
    /// Called with other options.
    pub changed: Callback<Options>,
    /// Installs.
    pub install: Callback<()>,
    /// Takes wishes for the session.
    pub wish: Callback<Command<ChosenPort>>,
    /// Makes the report for a helper.
    pub report: Callback<(), String>,
}

/// The offer.
#[component]
pub fn Offer(props: &Props) -> Html {
    let (heading, about) = words::found(props.found);
    html! {
        <section class="card offer">
            <Heading text={heading} />
            <p class="lead">{ about }</p>
            if let Some(failure) = &props.failure {
                <Notice advice={words::failure(failure, system())} report={props.report.clone()} />
            }
            if props.found == Found::Program {
                { without_installing(props) }
                <h2>{ texts::offer_install_heading() }</h2>
                { install(props) }
            } else {
                { install(props) }
                { without_installing(props) }
            }
            <FirmwareCard firmware={props.firmware.clone()} />
            <OptionsFold options={props.options.clone()} changed={props.changed.clone()} />
        </section>
    }
}

/// The button, above what is chosen so that nobody has to look for it, and what it does.
fn install(props: &Props) -> Html {
    let ready = props.firmware.chosen.ready();
    let consequence = match props.options.erase {
        _ if ready.is_none() => not_ready(&props.firmware),
        Erase::Clean | Erase::WholeChip => texts::install_consequence(),
        Erase::OnlyWhatIsWritten => texts::install_consequence_keep(),
    };
    let kind = if props.found == Found::Program { Kind::Secondary } else { Kind::Primary };
    html! {
        <p class="actions">
            <Button
                label={words::install_label(ready)}
                {kind}
                disabled={ready.is_none()}
                pressed={props.install.clone()}
            />
            <span class="consequence">{ consequence }</span>
        </p>
    }
}

fn not_ready(firmware: &Choice) -> &'static str {
    match firmware.shelf {
        Shelf::Loading => texts::firmware_list_loading(),
        Shelf::Has(_) | Shelf::Failed(_) => texts::install_not_ready(),
    }
}

/// What one can do with the board as it is.
fn without_installing(props: &Props) -> Html {
    let pressed = |command: fn() -> Command<ChosenPort>| props.wish.reform(move |()| command());
    let terminal = match props.found {
        Found::Program => texts::offer_watch(),
        Found::Prompt => texts::offer_back(),
        _ => texts::offer_terminal(),
    };
    html! {
        <p class="actions">
            if props.found == Found::Program {
                <Button
                    label={texts::offer_stop()}
                    kind={Kind::Primary}
                    pressed={pressed(|| Command::Interrupt)}
                />
            }
            <Button label={terminal} pressed={pressed(|| Command::OpenTerminal)} />
            <Button
                label={texts::offer_disconnect()}
                kind={Kind::Quiet}
                pressed={pressed(|| Command::Disconnect)}
            />
        </p>
    }
}
