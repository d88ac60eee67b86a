//! Boards that the browser lets the page open without asking, and when it does so by itself.

use crate::session::{Adapter, Failure, Phase, State};

/// What is known of such boards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Returning {
    /// The one such board that is plugged in, if it is one.
    pub board: Option<Adapter>,
    /// It is connected when the page is opened.
    pub by_itself: bool,
}

/// Why somebody looked which such boards there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The page was opened.
    Opened,
    /// A board was plugged in.
    PluggedIn,
    /// A connection has ended, or a board was unplugged.
    Gone,
}

impl Returning {
    /// Whether the board is connected now, without a click.
    #[must_use]
    pub fn connects(&self, occasion: Occasion, session: &State) -> bool {
        let was_unplugged = matches!(session.failure, Some(Failure::Unplugged { .. }));
        self.board.is_some()
            && session.phase == Phase::Start
            && match occasion {
                Occasion::Opened => self.by_itself,
                Occasion::PluggedIn => self.by_itself || was_unplugged,
                Occasion::Gone => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Activity, Event};

    fn returning(by_itself: bool) -> Returning {
        Returning { board: Some(Adapter::default()), by_itself }
    }

    #[test]
    fn a_board_is_connected_by_itself_where_a_person_wants_it() {
        let start = State::default();
        assert!(returning(true).connects(Occasion::Opened, &start));
        assert!(returning(true).connects(Occasion::PluggedIn, &start));
        assert!(!returning(true).connects(Occasion::Gone, &start));
        for occasion in [Occasion::Opened, Occasion::PluggedIn, Occasion::Gone] {
            assert!(!returning(false).connects(occasion, &start));
            assert!(!Returning { board: None, by_itself: true }.connects(occasion, &start));
        }
    }

    #[test]
    fn a_board_that_was_unplugged_comes_back_by_itself() {
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
        let state = State::default().after(Event::Failed(unplugged));
        assert!(returning(false).connects(Occasion::PluggedIn, &state));
        let opening = state.after(Event::Opening { adapter: Adapter::default() });
        assert!(!returning(true).connects(Occasion::PluggedIn, &opening));
    }
}
