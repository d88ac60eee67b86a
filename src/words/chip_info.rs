//! What the chip and its flash are, in words.

use super::advice::Text;
use super::amount::flash_size;
use crate::session::jobs::chip_info::Facts;
use crate::texts;

/// The facts under their names.
#[must_use]
pub fn chip_info(facts: &Facts) -> Vec<(&'static str, Text)> {
    let flash = match facts.flash_bytes {
        Some(bytes) => {
            texts::ChipFlashValue { size: &flash_size(bytes), id: &facts.flash.to_string() }
                .text()
                .into()
        }
        None => texts::ChipFlashUnknown { id: &facts.flash.to_string() }.text().into(),
    };
    vec![
        (texts::chip_chip(), facts.chip.variant.to_string().into()),
        (texts::chip_mac(), facts.chip.mac.to_string().into()),
        (
            texts::chip_crystal(),
            texts::OptionsFrequencyValue { megahertz: facts.chip.crystal.megahertz() }
                .text()
                .into(),
        ),
        (texts::chip_flash(), flash),
        (texts::chip_speed(), texts::OptionsSpeedValue { baud: facts.rung.baud }.text().into()),
    ]
}
