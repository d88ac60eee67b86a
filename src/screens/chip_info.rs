//! What the chip and its flash are.

use super::Actions;
use crate::components::{Button, facts, heading, log, paragraph, rich, sentence};
use crate::session::jobs::chip_info::Facts;
use crate::session::{Command, State};
use crate::texts;
use crate::words;
use yew::prelude::*;

/// The facts once they are known; until then, that they are being asked for.
pub(super) fn chip_info(facts_known: Option<&Facts>, state: &State, actions: &Actions) -> Html {
    let title = if facts_known.is_some() { texts::chip_heading() } else { texts::chip_asking() };
    html! {
        <section key="chip-info" class="card">
            { heading(title) }
            if let Some(known) = facts_known {
                { facts(words::chip_info(known)) }
                if state.is_reset_by_hand {
                    { paragraph("", rich(texts::reset_by_hand())) }
                }
                { paragraph("actions", Button::new(texts::chip_back(), actions.giving(|| Command::OfferInstall)).html()) }
            } else {
                { sentence("busy", texts::chip_asking_about()) }
                { actions.cancel_button() }
            }
            { log(texts::installing_log(), &state.log) }
        </section>
    }
}
