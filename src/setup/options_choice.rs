//! The options of an installation, as far as a person chose them.

use esp8266_loader::install::{Erase, Options};
use esp8266_loader::ladder::LADDER;

/// The options of an installation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OptionsChoice {
    /// All but what is erased.
    chosen: Options,
    /// What is erased, where a person chose it.
    erase: Option<Erase>,
}

impl OptionsChoice {
    /// The options, for a board on which there are programs that can stay, as far as one knows, or are not.
    /// Where there are, they stay unless a person wants otherwise.
    pub(super) fn with_defaults(&self, can_keep: bool) -> Options {
        let usual = if can_keep { Erase::OnlyWhatIsWritten } else { Erase::Clean };
        Options { erase: self.erase.unwrap_or(usual), ..self.chosen.clone() }
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
        self.chosen = options;
    }

    pub(super) const fn forget_erase(&mut self) {
        self.erase = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use esp8266_loader::image::FlashMode;

    #[test]
    fn programs_that_can_stay_do_unless_a_person_wants_otherwise() {
        let mut choice = OptionsChoice::default();
        assert_eq!(choice.with_defaults(true).erase, Erase::OnlyWhatIsWritten);
        assert_eq!(choice.with_defaults(false).erase, Erase::Clean);
        choice.change(Options { erase: Erase::Clean, ..choice.with_defaults(true) }, true);
        assert_eq!(choice.with_defaults(true).erase, Erase::Clean);
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
