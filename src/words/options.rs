//! What can be chosen for an installation, with its names.

use crate::texts;
use esp8266_loader::image::{FlashFrequency, FlashMode, FlashSize};
use esp8266_loader::install::{Erase, SizeSetting};
use esp8266_loader::ladder::{LADDER, Rung, Way};
use page_words::{Text, flash_size};

/// The speeds to try with their names: the ladder, or a speed of it alone.
#[must_use]
pub fn speeds() -> Vec<(Vec<Rung>, Text)> {
    let mut choices = vec![(LADDER.to_vec(), texts::options_speed_automatic().into())];
    let speeds = LADDER.into_iter().filter(|rung| rung.way == Way::FromTheFirstByte);
    choices.extend(
        speeds.map(|rung| (vec![rung], texts::OptionsSpeedValue { baud: rung.baud }.text().into())),
    );
    choices
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
    let mut choices = vec![(None, texts::options_mode_keep().into())];
    choices.extend(FlashMode::ALL.map(|mode| (Some(mode), name(mode).into())));
    choices
}

/// The flash sizes with their names.
#[must_use]
pub fn sizes() -> Vec<(SizeSetting, Text)> {
    let mut choices = vec![
        (SizeSetting::Detected, texts::options_size_detected().into()),
        (SizeSetting::Keep, texts::options_size_keep().into()),
    ];
    let sizes = FlashSize::ALL.into_iter().filter(|size| size.bytes() >= FlashSize::Kb512.bytes());
    choices.extend(sizes.map(|size| (SizeSetting::Fixed(size), flash_size(size.bytes()))));
    choices
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
    let mut choices = vec![(None, texts::options_frequency_keep().into())];
    choices.extend(FlashFrequency::ALL.map(|frequency| {
        (
            Some(frequency),
            texts::OptionsFrequencyValue { megahertz: frequency.megahertz() }.text().into(),
        )
    }));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use esp8266_loader::install::Options;

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
        assert_eq!(speeds()[0].0, usual.ladder);
    }

    #[test]
    fn choices_are_named_as_the_tools_name_them() {
        assert_eq!(labels(mode()), ["Keep", "QIO", "QOUT", "DIO", "DOUT"]);
        let sizes = labels(sizes());
        assert_eq!(sizes, ["Detected", "Keep", "512K", "1M", "2M", "4M", "8M", "16M"]);
        assert_eq!(labels(frequency()), ["Keep", "20 MHz", "26 MHz", "40 MHz", "80 MHz"]);
    }

    #[test]
    fn a_speed_that_a_person_chooses_is_the_only_one_tried() {
        let speeds = speeds();
        let bauds = |(rungs, _): &(Vec<Rung>, Text)| match rungs[..] {
            [rung] => Some(rung.baud),
            _ => None,
        };
        let fixed: Vec<_> = speeds.iter().skip(1).map(bauds).collect();
        assert_eq!(fixed, [Some(921_600), Some(460_800), Some(230_400), Some(115_200)]);
    }
}
