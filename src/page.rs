//! All that the page knows, and the one place where it changes.
//!
//! [`Page::update`] takes what happened and gives what is to be done about it; it needs no browser, and
//! what carries its effects out decides nothing.

use crate::serial::ChooseError;
use crate::session::{Event, Phase, State};
use crate::setup::{self, Effect, Setup};

/// All that the page knows: of the board, and of what is to be put on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The board.
    pub session: State,
    /// What will be installed, and how.
    pub setup: Setup,
    /// How far the way to a port is.
    pub port_choice: PortChoice,
    /// A file is held over the place where it can be dropped.
    pub is_file_over: bool,
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
    FetchingPractice,
    /// There is no port.
    Refused(NoPort),
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
    /// On the way to a port.
    PortChoice(PortChoice),
    /// A file came over the place where it can be dropped, or left it.
    FileOver(bool),
}

impl Page {
    /// Takes what happened; gives what is to be done about it.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Session(event) => {
                let effect = self.setup.learn(&event, &self.session);
                if matches!(event, Event::Opening { .. }) {
                    self.port_choice = PortChoice::Idle;
                }
                self.session = core::mem::take(&mut self.session).after(event);
                self.is_file_over &= matches!(self.session.phase, Phase::Offer(_));
                effect
            }
            Action::Setup(action) => self.setup.update(action, &self.session),
            Action::PortChoice(choice) => {
                self.port_choice = choice;
                None
            }
            Action::FileOver(is_over) => {
                self.is_file_over = is_over;
                None
            }
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
    use crate::session::Adapter;

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
}
