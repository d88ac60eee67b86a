//! What can be chosen for an installation, with its names.

use super::advice::Text;
use super::amount::flash_size;
use crate::texts;
use esp8266_loader::image::{FlashFrequency, FlashMode, FlashSize};
use esp8266_loader::install::{Erase, Options, SizeSetting};
use esp8266_loader::ladder::{LADDER, Rung};

/// How fast to talk to the loader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// The usual one, then the one that always works.
    Automatic,
    /// Only this one, in bits per second.
    Fixed(u32),
}

/// What to offer.
pub const SPEEDS: [Speed; 5] = [
    Speed::Automatic,
    Speed::Fixed(921_600),
    Speed::Fixed(460_800),
    Speed::Fixed(230_400),
    Speed::Fixed(115_200),
];

impl Speed {
    /// The speeds to try.
    #[must_use]
    pub fn ladder(self) -> Vec<Rung> {
        match self {
            Self::Automatic => LADDER.to_vec(),
            Self::Fixed(baud) => vec![Rung::new(baud)],
        }
    }

    /// Which choice led to these speeds.
    #[must_use]
    pub fn of(options: &Options) -> Self {
        match options.ladder[..] {
            [rung] => Self::Fixed(rung.baud),
            _ => Self::Automatic,
        }
    }

    /// Its name.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Automatic => texts::options_speed_automatic().into(),
            Self::Fixed(baud) => texts::options_speed_value(baud).into(),
        }
    }
}

/// The flash modes with their names: letters that are printed on data sheets, so no texts.
#[must_use]
pub fn mode() -> Vec<(Option<FlashMode>, Text)> {
    let name = |mode| match mode {
        FlashMode::Qio => "QIO",
        FlashMode::Qout => "QOUT",
        FlashMode::Dio => "DIO",
        FlashMode::Dout => "DOUT",
    };
    let all = FlashMode::ALL.into_iter().map(|mode| (Some(mode), name(mode).into()));
    [(None, texts::options_mode_keep().into())].into_iter().chain(all).collect()
}

/// The flash sizes with their names.
#[must_use]
pub fn sizes() -> Vec<(SizeSetting, Text)> {
    let all = FlashSize::ALL.into_iter().filter(|size| size.bytes() >= FlashSize::Kb512.bytes());
    let fixed = all.map(|size| (SizeSetting::Fixed(size), flash_size(size.bytes())));
    let first: [(SizeSetting, Text); 2] = [
        (SizeSetting::Detected, texts::options_size_detected().into()),
        (SizeSetting::Keep, texts::options_size_keep().into()),
    ];
    first.into_iter().chain(fixed).collect()
}

/// What can be made blank, with its names.
#[must_use]
pub fn erase() -> Vec<(Erase, Text)> {
    vec![
        (Erase::Clean, texts::options_erase_clean().into()),
        (Erase::OnlyWhatIsWritten, texts::options_erase_keep().into()),
        (Erase::WholeChip, texts::options_erase_everything().into()),
    ]
}

/// The flash frequencies with their names.
#[must_use]
pub fn frequency() -> Vec<(Option<FlashFrequency>, Text)> {
    let all = FlashFrequency::ALL.into_iter().map(|frequency| {
        (Some(frequency), texts::options_frequency_value(frequency.megahertz()).into())
    });
    [(None, texts::options_frequency_keep().into())].into_iter().chain(all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels<T>(choices: Vec<(T, Text)>) -> Vec<Text> {
        choices.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn the_first_choice_is_the_usual_one() {
        let usual = Options::default();
        assert_eq!(mode()[0].0, usual.mode);
        assert_eq!(sizes()[0].0, usual.size);
        assert_eq!(erase()[0].0, usual.erase);
        assert_eq!(frequency()[0].0, usual.frequency);
        assert_eq!(SPEEDS[0], Speed::of(&usual));
    }

    #[test]
    fn choices_are_named_as_the_tools_name_them() {
        assert_eq!(labels(mode()), ["Keep", "QIO", "QOUT", "DIO", "DOUT"]);
        let sizes = labels(sizes());
        assert_eq!(sizes, ["Detected", "Keep", "512K", "1M", "2M", "4M", "8M", "16M"]);
        assert_eq!(labels(frequency()), ["Keep", "20 MHz", "26 MHz", "40 MHz", "80 MHz"]);
    }

    #[test]
    fn a_fixed_speed_is_the_only_one_tried() {
        for speed in SPEEDS {
            let options = Options { ladder: speed.ladder(), ..Options::default() };
            assert_eq!(Speed::of(&options), speed);
        }
    }
}
