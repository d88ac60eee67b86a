//! All that the page knows, and the one place where it changes.
//!
//! [`Page::update`] takes what happened and gives what is to be done about it; it needs no browser, and
//! what carries its effects out decides nothing.

use crate::handover::{self, Handover};
use crate::layout::{self, Layout};
use crate::returning::{Occasion, Returning};
use crate::serial::ChooseError;
use crate::session::jobs::{Job, View};
use crate::session::{Adapter, Event, Now, Phase, State};
use crate::setup::{self, Setup};
use core::mem::{discriminant, take};
use workbench_api::{Board, Side};

/// All that the page knows: of the board, and of what is to be put on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The board.
    pub session: State,
    /// What will be installed, and how.
    pub setup: Setup,
    /// The file that is on its way to the board.
    pub handover: Handover,
    /// What of the working screen is open.
    pub layout: Layout,
    /// Why what stands beside the prompt could not be fetched when it was last wanted: the browser's words.
    pub unloaded: Option<String>,
    /// How far the way to a port is.
    pub port_choice: PortChoice,
    /// The board that can be connected without asking.
    pub returning: Returning,
    /// What other tabs of this page have, where a port did not open here.
    pub elsewhere: Elsewhere,
    /// A file is held over the place where it can be dropped.
    pub is_file_over: bool,
    /// There is something in the terminal that a person may want to read.
    pub has_terminal_text: bool,
}

/// What the terminal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalUse {
    /// It is not on the screen.
    None,
    /// Its text can be read and copied: there is no board.
    Reading,
    /// A person types into it.
    Typing,
}

/// How far the way to a port is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PortChoice {
    /// Nobody is choosing.
    #[default]
    Idle,
    /// The browser's window is open.
    AskingBrowser,
    /// The practice board is on its way.
    FetchingPractice(Practice),
    /// There is no port.
    Refused(NoPort),
}

/// What the practice board has on it at first. Each is a board of its own, with its own files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Practice {
    /// MicroPython, at its prompt.
    AtPrompt,
    /// Nothing: it can be installed.
    Blank,
}

/// What other tabs of this page have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elsewhere {
    /// No board, as far as they say.
    #[default]
    Nowhere,
    /// A board, which they can let go.
    Open,
    /// A board that something is being done to.
    Busy,
}

/// Why there is no port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPort {
    /// None came out of the browser's window.
    Chooser(ChooseError),
    /// The practice board could not be fetched; the browser's words.
    Practice(String),
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// On the board.
    Session(Event),
    /// To what will be installed.
    Setup(setup::Action),
    /// To a file for the board.
    Handover(handover::Action),
    /// To what of the working screen is open.
    Layout(layout::Action),
    /// What stands beside the prompt can't be fetched; the browser's words.
    Unloaded(String),
    /// On the way to a port.
    PortChoice(PortChoice),
    /// Somebody looked which board can be connected without asking.
    Returning(Occasion, Option<Adapter>),
    /// The person wants it to be connected when the page is opened, or not any more.
    ByItself(bool),
    /// Other tabs were asked what they have.
    Elsewhere(Elsewhere),
    /// A file came over the place where it can be dropped, or left it.
    FileOver(bool),
    /// The person emptied the terminal.
    TerminalCleared,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// About what will be installed.
    Setup(setup::Effect),
    /// Have the session do this.
    Start(Job),
    /// Connect the board that can be without asking.
    GoOn,
    /// Keep how the working screen is, for the next visit.
    KeepLayout,
}

impl Page {
    /// Takes what happened; gives what is to be done about it.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Session(event) => self.session_told(event).map(Effect::Setup),
            Action::Setup(action) => self.setup.update(action, &self.session).map(Effect::Setup),
            Action::Handover(action) => {
                self.handover.update(action, &self.session).map(Effect::Start)
            }
            Action::Unloaded(words) => {
                // What can't be there is not open. The next visit may have it.
                self.layout.close_all();
                self.unloaded = Some(words);
                None
            }
            Action::Layout(action) => {
                if action != layout::Action::LargerLetters {
                    self.unloaded = None;
                }
                let kept = |layout: &Layout| (layout.letters, layout.side);
                let before = kept(&self.layout);
                self.layout.update(action);
                (kept(&self.layout) != before).then_some(Effect::KeepLayout)
            }
            Action::PortChoice(choice) => {
                self.port_choice = choice;
                None
            }
            Action::Returning(occasion, board) => {
                self.returning.board = board;
                let is_choosing =
                    !matches!(self.port_choice, PortChoice::Idle | PortChoice::Refused(_));
                let connects = !is_choosing && self.returning.connects(occasion, &self.session);
                connects.then_some(Effect::GoOn)
            }
            Action::ByItself(by_itself) => {
                self.returning.by_itself = by_itself;
                None
            }
            Action::Elsewhere(elsewhere) => {
                self.elsewhere = elsewhere;
                None
            }
            Action::FileOver(is_over) => {
                self.is_file_over = is_over;
                None
            }
            Action::TerminalCleared => {
                self.has_terminal_text = false;
                None
            }
        }
    }

    fn session_told(&mut self, event: Event) -> Option<setup::Effect> {
        let effect = self.setup.learn(&event, &self.session);
        self.handover.learn(&event, &self.session);
        match event {
            Event::Opening { .. } => {
                self.port_choice = PortChoice::Idle;
                self.elsewhere = Elsewhere::Nowhere;
            }
            Event::JobStarted(View::Install(_)) => {
                self.has_terminal_text = false;
                self.layout.is_outcome_closed = false;
            }
            _ => {}
        }
        let before = discriminant(&self.session.phase);
        self.session = take(&mut self.session).after(event);
        self.is_file_over &= discriminant(&self.session.phase) == before;
        self.has_terminal_text |= matches!(self.session.phase, Phase::Terminal(_));
        effect
    }

    /// What the terminal is for now.
    #[must_use]
    pub fn terminal_use(&self) -> TerminalUse {
        match self.session.phase {
            Phase::Terminal(_) => TerminalUse::Typing,
            Phase::Start if self.has_terminal_text => TerminalUse::Reading,
            _ => TerminalUse::None,
        }
    }

    /// Whether anything stands beside what is on the screen: at the terminal what a person wants, and where something
    /// could be installed the board alone.
    #[must_use]
    pub fn has_panes(&self) -> bool {
        match self.session.phase {
            Phase::Terminal(_) => true,
            Phase::Offer(_) => self.layout.side == Some(Side::Board),
            Phase::Start | Phase::Probing | Phase::Job(_) => false,
        }
    }

    /// Whether the board's Python can be asked, for those beside the prompt.
    #[must_use]
    pub fn board(&self) -> Board {
        if self.session.is_in_loader() {
            return Board::Busy;
        }
        let python = match &self.session.phase {
            Phase::Terminal(python) => *python,
            Phase::Start | Phase::Probing => return Board::Gone,
            Phase::Job(View::Install(_)) => return Board::Installing,
            Phase::Offer(_) => return Board::Away,
        };
        match self.session.now(python) {
            Now::Ready => Board::Ready,
            Now::Awaited | Now::Watched | Now::Missing | Now::Corrupt => Board::Away,
            Now::Running | Now::Asking | Now::Block | Now::Special | Now::Busy => Board::Busy,
        }
    }

    /// What went wrong before there was a board, in the words of the program.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        match &self.port_choice {
            PortChoice::Refused(NoPort::Chooser(error)) => Some(error.to_string()),
            PortChoice::Refused(NoPort::Practice(words)) => Some(words.clone()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> PortChoice {
        PortChoice::Refused(NoPort::Chooser(ChooseError::NotAllowed("No permission.".into())))
    }

    #[test]
    fn what_a_chooser_said_is_known_until_a_port_is_opened() {
        let mut page = Page::default();
        page.update(Action::PortChoice(refused()));
        assert!(page.problem().is_some_and(|problem| problem.contains("No permission.")));
        page.update(Action::Session(Event::Opening { adapter: Adapter::default() }));
        assert_eq!(page.problem(), None);
    }

    #[test]
    fn a_board_can_be_asked_at_its_prompt_alone() {
        use crate::session::jobs::install::Progress;
        use crate::session::{Found, Notice, Place};

        let mut page = Page::default();
        assert_eq!(page.board(), Board::Gone);
        page.update(Action::Session(Event::Probed(Found::Prompt)));
        assert_eq!(page.board(), Board::Ready);
        page.update(Action::Session(Event::Notice(Notice::Place(Place::Running))));
        assert_eq!(page.board(), Board::Busy);
        page.update(Action::Session(Event::OfferOpened));
        assert_eq!(page.board(), Board::Away);
        page.update(Action::Session(Event::JobStarted(View::Install(Progress::BEGINNING))));
        assert_eq!(page.board(), Board::Installing);
        page.update(Action::Session(Event::Closed));
        assert_eq!(page.board(), Board::Gone);
    }

    #[test]
    fn nobody_is_connected_over_the_head_of_one_who_chooses() {
        let mut page = Page::default();
        page.update(Action::ByItself(true));
        let came = Action::Returning(Occasion::PluggedIn, Some(Adapter::default()));
        page.update(Action::PortChoice(PortChoice::AskingBrowser));
        assert_eq!(page.update(came.clone()), None);
        page.update(Action::PortChoice(refused()));
        assert_eq!(page.update(came), Some(Effect::GoOn));
    }

    #[test]
    fn the_board_stands_beside_an_offer_and_nothing_else_does() {
        use crate::session::Found;

        let mut page = Page::default();
        let opened = |side| Action::Layout(layout::Action::Opened(layout::Pane::Side(side)));
        page.update(opened(Side::Board));
        assert!(!page.has_panes());
        page.update(Action::Session(Event::Probed(Found::Silence)));
        assert!(page.has_panes());
        page.update(opened(Side::Files));
        assert!(!page.has_panes());
        page.update(Action::Session(Event::Probed(Found::Prompt)));
        assert!(page.has_panes());
    }

    #[test]
    fn nobody_else_is_given_a_board_that_is_in_its_loader() {
        use crate::session::Found;
        use crate::session::jobs::JobEvent;
        use crate::session::jobs::prompt::{Ended, Step, Work};

        let mut page = Page::default();
        page.update(Action::Session(Event::Probed(Found::Silence)));
        page.update(Action::Session(Event::WorkStarted(Work::new(None))));
        assert_eq!(page.board(), Board::Busy);
        let ended = JobEvent::Prompt(Step::Ended(Ended::Done));
        page.update(Action::Session(Event::Job(ended)));
        assert_eq!(page.board(), Board::Away);
    }

    #[test]
    fn what_can_not_be_fetched_is_told_until_it_is_wanted_again() {
        let mut page = Page::default();
        let opened = Action::Layout(layout::Action::Opened(layout::Pane::Program));
        page.update(opened.clone());
        assert_eq!(page.update(Action::Unloaded("Offline.".into())), None);
        assert_eq!((page.unloaded.as_deref(), page.layout.has_program), (Some("Offline."), false));
        page.update(Action::Layout(layout::Action::LargerLetters));
        assert!(page.unloaded.is_some());
        page.update(opened);
        assert_eq!((page.unloaded.as_deref(), page.layout.has_program), (None, true));
    }

    #[test]
    fn how_the_screen_is_is_kept_when_it_changes() {
        let mut page = Page::default();
        let layout = |action| Action::Layout(action);
        let opened = layout(layout::Action::Opened(layout::Pane::Side(Side::Files)));
        assert_eq!(page.update(opened.clone()), Some(Effect::KeepLayout));
        assert_eq!(page.update(opened), None);
        assert_eq!(page.update(layout(layout::Action::OutcomeRead)), None);
        assert_eq!(page.update(layout(layout::Action::LargerLetters)), Some(Effect::KeepLayout));
    }

    #[test]
    fn what_a_board_said_can_be_read_until_another_firmware_begins() {
        use crate::session::jobs::install::Progress;
        use crate::session::{Activity, Failure, Found};

        let mut page = Page::default();
        assert_eq!(page.terminal_use(), TerminalUse::None);
        page.update(Action::Session(Event::Opening { adapter: Adapter::default() }));
        page.update(Action::Session(Event::Probed(Found::Prompt)));
        assert_eq!(page.terminal_use(), TerminalUse::Typing);
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
        page.update(Action::Session(Event::Failed(unplugged)));
        assert_eq!(page.terminal_use(), TerminalUse::Reading);
        page.update(Action::Session(Event::Opening { adapter: Adapter::default() }));
        assert_eq!(page.terminal_use(), TerminalUse::None);
        page.update(Action::Session(Event::JobStarted(View::Install(Progress::BEGINNING))));
        page.update(Action::Session(Event::Closed));
        assert_eq!(page.terminal_use(), TerminalUse::None);
    }
}
