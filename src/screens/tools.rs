//! Above the terminal: how things are, and what one can do with the board.

use super::{Wish, wishing};
use crate::components::{Button, Kind, Report, notice, steps};
use crate::serial::ChosenPort;
use crate::session::{Command, Python};
use crate::terminal::Handle;
use crate::texts;
use crate::words::{self, Advice, Outcome, Step};
use yew::prelude::*;

/// The tools.
#[derive(Debug)]
pub struct Tools<'a> {
    /// Whether there is a prompt.
    pub python: Python,
    /// The version that Python told.
    pub version: Option<&'a str>,
    /// How the installation before this ended, if there was one.
    pub outcome: Option<Outcome>,
    /// The terminal below.
    pub terminal: &'a Handle,
    /// Takes wishes for the session.
    pub wish: &'a Wish,
    /// Erases everything and installs the chosen firmware.
    pub erase_and_install: Callback<()>,
    /// Makes the report for a helper.
    pub report: &'a Report,
}

impl Tools<'_> {
    /// The screen, but for the terminal itself.
    pub fn html(&self) -> Html {
        let clear = {
            let terminal = self.terminal.clone();
            Callback::from(move |()| {
                terminal.clear();
                terminal.focus();
            })
        };
        let leaving =
            |label: &'static str, command| Button::new(label, wishing(self.wish, command)).html();
        html! {
            <section key="tools" class="tools">
                <h1>{ texts::terminal_heading() }</h1>
                if let Some(outcome) = self.outcome {
                    <p class="outcome">{ outcome.text() }</p>
                }
                <p class="state">{ words::python(self.python, self.version) }</p>
                <div class="toolbar" role="toolbar" aria-label={texts::terminal_tools()}>
                    { self.button(texts::terminal_stop(), || Command::Interrupt).keys(texts::terminal_stop_keys()).html() }
                    { self.button(texts::terminal_restart(), || Command::RestartPython).keys(texts::terminal_restart_keys()).html() }
                    { self.button(texts::terminal_reset(), || Command::ResetBoard).html() }
                    { Button::new(texts::terminal_clear(), clear).html() }
                    { leaving(texts::terminal_reinstall(), || Command::OfferInstall) }
                    { leaving(texts::terminal_disconnect(), || Command::Disconnect) }
                </div>
                { self.trouble() }
            </section>
        }
    }

    /// After it, the keyboard is the terminal's again.
    fn button(&self, label: &'static str, command: fn() -> Command<ChosenPort>) -> Button {
        let (wish, terminal) = (self.wish.clone(), self.terminal.clone());
        let pressed = move |()| {
            wish.emit(command());
            terminal.focus();
        };
        Button::new(label, pressed.into())
    }

    fn trouble(&self) -> Html {
        match self.python {
            Python::Missing => {
                let more = html! {
                    <>
                        <p class="actions">
                            { self.button(texts::prompt_missing_enter(), || Command::PressEnter).html() }
                            { self.button(texts::prompt_missing_stop(), || Command::Interrupt).html() }
                            { self.button(texts::prompt_missing_reset(), || Command::ResetBoard).html() }
                        </p>
                        { steps(&[Step::from(texts::prompt_missing_reinstall())]) }
                    </>
                };
                let advice = Advice::one(texts::prompt_missing(), texts::prompt_missing_now());
                notice(&advice, more, Some(self.report))
            }
            Python::FilesystemCorrupt => {
                let install = Button::new(texts::corrupt_install(), self.erase_and_install.clone());
                let more = html! { <p class="actions">{ install.kind(Kind::Primary).html() }</p> };
                let advice = Advice::one(texts::corrupt(), texts::corrupt_now());
                notice(&advice, more, Some(self.report))
            }
            Python::Unknown | Python::Awaited | Python::Ready => Html::default(),
        }
    }
}
