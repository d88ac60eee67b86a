//! Above the terminal: how things are, and what one can do with the board.

use crate::components::{Button, Heading, Kind, Notice, steps};
use crate::serial::ChosenPort;
use crate::session::{Command, Python};
use crate::terminal::Handle;
use crate::texts;
use crate::words::{self, Advice, Outcome, Step};
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// Whether there is a prompt.
    pub python: Python,
    /// The version that Python told.
    pub version: Option<String>,
    /// How the installation before this ended, if there was one.
    pub outcome: Option<Outcome>,
    /// The terminal below.
    pub terminal: Handle,
    /// Takes wishes for the session.
    pub wish: Callback<Command<ChosenPort>>,
    /// Erases everything and installs the chosen firmware.
    pub erase_and_install: Callback<()>,
    /// Makes the report for a helper.
    pub report: Callback<(), String>,
}

/// The tools.
#[component]
pub fn Tools(props: &Props) -> Html {
    let terminal = props.terminal.clone();
    // After each button the keyboard is the terminal's again.
    let wish = |command: fn() -> Command<ChosenPort>| {
        let (wish, terminal) = (props.wish.clone(), terminal.clone());
        Callback::from(move |()| {
            wish.emit(command());
            terminal.focus();
        })
    };
    let clear = {
        let terminal = terminal.clone();
        Callback::from(move |()| {
            terminal.clear();
            terminal.focus();
        })
    };
    let leave = |command: fn() -> Command<ChosenPort>| props.wish.reform(move |()| command());
    html! {
        <section class="tools">
            <Heading text={texts::terminal_heading()} takes_focus={false} />
            if let Some(outcome) = props.outcome {
                <p class="outcome">{ outcome.text() }</p>
            }
            <p class="state">{ words::python(props.python, props.version.as_deref()).to_string() }</p>
            <div class="toolbar" role="toolbar" aria-label={texts::terminal_tools()}>
                <Button label={texts::terminal_stop()} keys={texts::terminal_stop_keys()} pressed={wish(|| Command::Interrupt)} />
                <Button label={texts::terminal_restart()} keys={texts::terminal_restart_keys()} pressed={wish(|| Command::RestartPython)} />
                <Button label={texts::terminal_reset()} pressed={wish(|| Command::ResetBoard)} />
                <Button label={texts::terminal_clear()} pressed={clear} />
                <Button label={texts::terminal_reinstall()} pressed={leave(|| Command::OfferInstall)} />
                <Button label={texts::terminal_disconnect()} pressed={leave(|| Command::Disconnect)} />
            </div>
            { trouble(props, &wish) }
        </section>
    }
}

fn trouble(props: &Props, wish: &dyn Fn(fn() -> Command<ChosenPort>) -> Callback<()>) -> Html {
    match props.python {
        Python::Missing => html! {
            <Notice
                advice={Advice { what: texts::prompt_missing().into(), now: vec![texts::prompt_missing_now().into()] }}
                report={props.report.clone()}
            >
                <p class="actions">
                    <Button label={texts::prompt_missing_enter()} pressed={wish(|| Command::PressEnter)} />
                    <Button label={texts::prompt_missing_stop()} pressed={wish(|| Command::Interrupt)} />
                    <Button label={texts::prompt_missing_reset()} pressed={wish(|| Command::ResetBoard)} />
                </p>
                { steps(&[Step::from(texts::prompt_missing_reinstall())]) }
            </Notice>
        },
        Python::FilesystemCorrupt => html! {
            <Notice
                advice={Advice { what: texts::corrupt().into(), now: vec![texts::corrupt_now().into()] }}
                report={props.report.clone()}
            >
                <p class="actions">
                    <Button
                        label={texts::corrupt_install()}
                        kind={Kind::Primary}
                        pressed={props.erase_and_install.clone()}
                    />
                </p>
            </Notice>
        },
        Python::Unknown | Python::Awaited | Python::Ready => Html::default(),
    }
}
