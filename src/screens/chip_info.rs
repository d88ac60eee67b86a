//! What the chip and its flash are.

use super::Actions;
use crate::components::{Button, facts, log, rich};
use crate::session::jobs::chip_info::Facts;
use crate::session::{Command, State};
use crate::texts;
use crate::words::{self, Text};
use yew::prelude::*;

/// The facts once they are known; until then, that they are being asked for.
pub(super) fn chip_info(facts_known: Option<&Facts>, state: &State, actions: &Actions) -> Html {
    let heading = if facts_known.is_some() { texts::chip_heading() } else { texts::chip_asking() };
    html! {
        <section key="chip-info" class="card">
            <h1 tabindex="-1">{ heading }</h1>
            if let Some(known) = facts_known {
                { facts(rows(known)) }
                if state.is_reset_by_hand {
                    <p>{ rich(texts::reset_by_hand()) }</p>
                }
                <p class="actions">
                    { Button::new(texts::chip_back(), actions.giving(|| Command::OfferInstall)).html() }
                </p>
            } else {
                <p class="busy">{ texts::chip_asking_about() }</p>
                { actions.cancel_button() }
            }
            { log(texts::installing_log(), &state.log) }
        </section>
    }
}

/// The facts under their names.
fn rows(facts: &Facts) -> Vec<(&'static str, Text)> {
    let flash = match facts.flash_bytes {
        Some(bytes) => {
            texts::ChipFlashValue { size: &words::flash_size(bytes), id: &facts.flash.to_string() }
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
