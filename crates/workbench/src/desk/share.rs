//! How the program and the terminal share the height of the panes.

/// How much of it the program has, in percent. The terminal has the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u8);

/// What a person does to it with the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The program becomes smaller.
    Up,
    /// The program becomes larger.
    Down,
    /// The program becomes as small as it can be.
    Least,
    /// The program becomes as large as it can be.
    Most,
    /// All is as at first.
    Usual,
}

const STEP: u8 = 5;

impl Share {
    /// Some lines of the program can always be seen.
    pub const LEAST: Self = Self(20);
    /// Some lines of the terminal can always be seen.
    pub const MOST: Self = Self(80);
    const USUAL: Self = Self(40);

    /// The nearest that there can be.
    #[must_use]
    pub fn of_percent(percent: f64) -> Self {
        // What is no number becomes 0.
        Self(percent.round() as u8).clamp(Self::LEAST, Self::MOST)
    }

    /// In percent.
    #[must_use]
    pub const fn percent(self) -> u8 {
        self.0
    }

    /// Once a person has done this.
    #[must_use]
    pub fn after(self, moved: Move) -> Self {
        match moved {
            Move::Up => Self(self.0 - STEP).max(Self::LEAST),
            Move::Down => Self(self.0 + STEP).min(Self::MOST),
            Move::Least => Self::LEAST,
            Move::Most => Self::MOST,
            Move::Usual => Self::USUAL,
        }
    }
}

impl Default for Share {
    fn default() -> Self {
        Self::USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_panes_can_always_be_seen() {
        let shares = [-1.0, 0.0, 20.4, 55.5, 99.0, 1e9, f64::NAN].map(Share::of_percent);
        assert_eq!(shares.map(Share::percent), [20, 20, 20, 56, 80, 80, 20]);
        assert_eq!(Share::LEAST.after(Move::Up), Share::LEAST);
        assert_eq!(Share::MOST.after(Move::Down), Share::MOST);
    }

    #[test]
    fn the_keyboard_moves_it_by_steps_to_its_ends_and_back() {
        let share = Share::default().after(Move::Down);
        assert_eq!(share.percent(), 45);
        assert_eq!(share.after(Move::Up), Share::default());
        assert_eq!([Move::Least, Move::Most].map(|end| share.after(end).percent()), [20, 80]);
        assert_eq!(share.after(Move::Usual), Share::default());
    }
}
