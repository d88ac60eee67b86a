//! The options of an installation, as far as a person chose them.

use esp8266_loader::image::FlashMode;
use esp8266_loader::install::{Erase, Options};
use esp8266_loader::ladder::LADDER;

/// The options of an installation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OptionsChoice {
    /// All but what is erased.
    chosen: Options,
    /// What is erased, where a person chose it.
    erase: Option<Erase>,
    /// How this board's firmware is to read the flash, where it did not start in another way.
    safer_mode: Option<FlashMode>,
}

impl OptionsChoice {
    /// The options, for a board on which there are programs that can stay, as far as one knows, or are not.
    /// Where there are, they stay unless a person wants otherwise.
    pub(super) fn with_defaults(&self, can_keep: bool) -> Options {
        let usual = if can_keep { Erase::OnlyWhatIsWritten } else { Erase::Clean };
        let mode = self.safer_mode.or(self.chosen.mode);
        Options { erase: self.erase.unwrap_or(usual), mode, ..self.chosen.clone() }
    }

    /// Whether a person chose what is erased.
    #[must_use]
    pub const fn has_chosen_erase(&self) -> bool {
        self.erase.is_some()
    }

    pub(super) fn has_chosen_speed(&self) -> bool {
        self.chosen.ladder != LADDER
    }

    pub(super) fn change(&mut self, options: Options, can_keep: bool) {
        if options.erase != self.with_defaults(can_keep).erase {
            self.erase = Some(options.erase);
        }
        // What is only for this board is no choice of the person's.
        let is_kept = self.safer_mode.is_some() && options.mode == self.safer_mode;
        let mode = if is_kept { self.chosen.mode } else { options.mode };
        self.safer_mode = self.safer_mode.filter(|_| is_kept);
        self.chosen = Options { mode, ..options };
    }

    /// The mode to try where firmware does not start that says `image` of itself: on fewer wires, and at last in the
    /// one that every flash chip can.
    pub(super) fn next_safer_mode(&self, image: Option<FlashMode>) -> Option<FlashMode> {
        match self.safer_mode.or(self.chosen.mode).or(image) {
            Some(FlashMode::Dout) => None,
            Some(FlashMode::Dio) => Some(FlashMode::Dout),
            _ => Some(FlashMode::Dio),
        }
    }

    pub(super) const fn read_safer(&mut self, mode: FlashMode) {
        self.safer_mode = Some(mode);
    }

    /// What was for one board alone.
    pub(super) const fn forget_board(&mut self) {
        (self.erase, self.safer_mode) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn programs_that_can_stay_do_unless_a_person_wants_otherwise() {
        let mut choice = OptionsChoice::default();
        assert_eq!(choice.with_defaults(true).erase, Erase::OnlyWhatIsWritten);
        assert_eq!(choice.with_defaults(false).erase, Erase::Clean);
        choice.change(Options { erase: Erase::Clean, ..choice.with_defaults(true) }, true);
        assert_eq!(choice.with_defaults(true).erase, Erase::Clean);
    }

    #[test]
    fn what_does_not_start_is_read_on_fewer_wires_and_at_last_by_dout() {
        let mut choice = OptionsChoice::default();
        assert_eq!(choice.next_safer_mode(Some(FlashMode::Qio)), Some(FlashMode::Dio));
        choice.read_safer(FlashMode::Dio);
        assert_eq!(choice.with_defaults(false).mode, Some(FlashMode::Dio));
        assert_eq!(choice.next_safer_mode(Some(FlashMode::Qio)), Some(FlashMode::Dout));
        choice.read_safer(FlashMode::Dout);
        assert_eq!(choice.next_safer_mode(Some(FlashMode::Qio)), None);
        // A person's own choice comes after it.
        let own = Options { mode: None, ..choice.with_defaults(false) };
        choice.change(own, false);
        assert_eq!(choice.with_defaults(false).mode, None);
        choice.read_safer(FlashMode::Dout);
        choice.change(choice.with_defaults(false), false);
        choice.forget_board();
        assert_eq!(choice.with_defaults(false).mode, None);
    }

    #[test]
    fn another_option_leaves_what_is_erased_open() {
        let mut choice = OptionsChoice::default();
        let mode = Some(FlashMode::Dout);
        choice.change(Options { mode, ..choice.with_defaults(true) }, true);
        assert!(!choice.has_chosen_erase());
        assert_eq!(choice.with_defaults(false).erase, Erase::Clean);
        assert_eq!(choice.with_defaults(false).mode, mode);
    }
}
