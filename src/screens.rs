//! The screens, each from the values it shows to HTML.

mod bar;
mod firmware;
mod installing;
mod messages;
mod offer;
mod options;
mod remarks;
mod start;
mod work_bar;

use crate::components::{Button, Chosen, Report};
use crate::handover;
use crate::layout;
use crate::page::{Page, Practice};
use crate::serial::{ChosenPort, Filter};
use crate::session::jobs::View;
use crate::session::{Command, Phase};
use crate::terminal::Handle;
use crate::{setup, texts};
use core::time::Duration;
use esp8266_loader::install::Erase;
use workbench_api::Purpose;
use yew::prelude::*;

/// What the screens can ask for.
#[derive(Debug)]
pub struct Actions {
    /// Something of the session.
    pub commands: Callback<Command<ChosenPort>>,
    /// An installation of what was chosen.
    pub install: Callback<setup::Click>,
    /// The same, over which the board's files are kept.
    pub keep: Callback<()>,
    /// Another firmware, or other options.
    pub setup: Callback<setup::Action>,
    /// Firmware of the person's: the first of these files.
    pub pick_file: Callback<Chosen>,
    /// Files for the board.
    pub hand_over: Callback<(Purpose, Chosen)>,
    /// Something about a file for the board.
    pub handover: Callback<handover::Action>,
    /// Something about what is open.
    pub layout: Callback<layout::Action>,
    /// A pane: shown, or closed where it is seen.
    pub pane: Callback<layout::Pane>,
    /// What the editor has is to be run.
    pub run: Callback<()>,
    /// What the editor has is to be saved to the board.
    pub save: Callback<()>,
    /// Words are to be found in the terminal.
    pub find: Callback<()>,
    /// The terminal is to be emptied.
    pub clear: Callback<()>,
    /// Told whether a file is held over the place where it can be dropped.
    pub file_over: Callback<bool>,
    /// The browser's window.
    pub choose: Callback<Filter>,
    /// The board that can be connected without asking.
    pub go_on: Callback<()>,
    /// Whether it is connected when the page is opened.
    pub by_itself: Callback<bool>,
    /// The board is to be left, and asked for again the next time.
    pub forget: Callback<()>,
    /// The board is to be taken from another tab.
    pub take: Callback<()>,
    /// The practice board.
    pub practise: Callback<Practice>,
    /// The terminal of the board.
    pub terminal: Handle,
    /// Makes the report for a helper.
    pub report: Report,
}

/// The screen that is on; `elapsed` is how long the stage of an installation has lasted.
pub fn screen(page: &Page, actions: &Actions, elapsed: Duration) -> Html {
    match &page.session.phase {
        Phase::Start => start::start(page, actions),
        Phase::Probing => html! {
            <section key="probing" class="card">
                <h1 tabindex="-1">{ texts::looking_heading() }</h1>
                <p class="busy">{ texts::looking_about() }</p>
            </section>
        },
        Phase::Offer(offer) => offer::offer(offer.found, page, actions),
        Phase::Job(View::Install(progress)) => {
            installing::installing(progress, elapsed, &page.session, actions)
        }
        Phase::Terminal(python) => messages::messages(*python, page, actions),
    }
}

/// What stands around the working screen; on the others there is nothing.
#[derive(Debug, Default)]
pub struct Bar {
    /// How things are.
    pub state: Html,
    /// What is pressed most.
    pub act: Html,
    /// What else can be shown.
    pub tabs: Html,
    /// What is needed now and then.
    pub more: Html,
}

/// The bar, where there is a working screen.
pub fn bar(page: &Page, actions: &Actions) -> Option<Bar> {
    let Phase::Terminal(python) = page.session.phase else { return None };
    Some(Bar {
        state: bar::state(python, page),
        act: bar::act(page, actions),
        tabs: bar::tabs(page, actions),
        more: bar::more(page, actions),
    })
}

impl Actions {
    /// A callback for a button that gives this command.
    fn giving(&self, command: fn() -> Command<ChosenPort>) -> Callback<()> {
        self.commands.reform(move |()| command())
    }

    /// A callback that installs in a safer mode, and writes what is to be changed for that.
    fn safer(&self) -> Callback<()> {
        let (setup, install) = (self.setup.clone(), self.install.clone());
        Callback::from(move |()| {
            setup.emit(setup::Action::SaferWanted);
            install.emit(setup::Click::Erasing(Erase::OnlyWhatIsWritten));
        })
    }

    /// The same for a button that goes away with it: the keyboard is the terminal's then.
    fn then_terminal(&self, pressed: Callback<()>) -> Callback<()> {
        let terminal = self.terminal.clone();
        Callback::from(move |()| {
            pressed.emit(());
            terminal.focus();
        })
    }

    /// A button that gives up the job that runs.
    fn cancel_button(&self) -> Html {
        html! {
            <p class="actions">{ Button::new(texts::page_cancel(), self.giving(|| Command::Cancel)).html() }</p>
        }
    }
}
