//! What there is to say about the prompt, in one line each.

use crate::handover::Cut;
use crate::session::{Fault, Firmware, Pasted, State};
use crate::texts;
use page_words::Text;
use page_words::name;

/// The speeds of most boards' programs, and of the messages of their ROM.
const SPEEDS: &[u32] = &[115_200, 9_600, 74_880];

/// So often a board restarts by itself before it is said: once may have been its button.
const RESTARTS: u32 = 2;

/// A remark, and what a person can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Something that a person can close.
    Closable(Text),
    /// A paste waits for a person's word.
    HeldPaste(Text),
    /// What was being saved when the cable was pulled can be saved again.
    CutSave(Text),
    /// The board may speak at another speed: at which it is listened to, and at which else it could be.
    Speed(Text, &'static [u32]),
    /// It goes when it is not true any more.
    Lasting(Text),
}

/// All that there is to say now, of the board and of what was being saved.
#[must_use]
pub fn remarks(state: &State, cut: Option<&Cut>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some(cut) = cut.filter(|_| !state.is_working()) {
        let name = &name(&cut.request.name);
        remarks.push(Remark::CutSave(texts::SaveCut { name }.text().into()));
    }
    match &state.pasted {
        Some(Pasted::Held { .. }) => remarks.push(Remark::HeldPaste(texts::pasted_held().into())),
        Some(Pasted::Sent { changed: Some(text) }) => {
            remarks.push(Remark::Closable(text.clone().into()));
        }
        Some(Pasted::Sent { changed: None } | Pasted::Dropped) | None => {}
    }
    if state.are_letters_dropped {
        remarks.push(Remark::Closable(texts::letters_dropped().into()));
    }
    if state.are_keys_waiting {
        remarks.push(Remark::Lasting(texts::keys_wait().into()));
    }
    remarks.extend(speed(state));
    if state.restarts >= RESTARTS {
        remarks.push(Remark::Lasting(texts::restarts_again().into()));
    }
    remarks.extend(state.fault.and_then(fault).map(|text| Remark::Lasting(text.into())));
    remarks.extend(state.firmware.map(|firmware| {
        Remark::Lasting(texts::FirmwareOther { name: firmware_name(firmware) }.text().into())
    }));
    remarks
}

/// Which other speeds there are, where a person may want one.
fn speed(state: &State) -> Option<Remark> {
    let (usual, others) = SPEEDS.split_first()?;
    let now = state.speed.unwrap_or(*usual);
    let baud = &now.to_string();
    let text = if state.is_other_speed && state.is_unstarted() {
        // It is what restarts again and again, and no program that speaks in another way.
        return None;
    } else if state.is_other_speed {
        texts::SpeedOther { baud }.text()
    } else if now != *usual {
        texts::SpeedChosen { baud }.text()
    } else {
        return None;
    };
    let offered = if state.speed.is_none() { others } else { SPEEDS };
    Some(Remark::Speed(text.into(), offered))
}

fn fault(fault: Fault) -> Option<&'static str> {
    match fault {
        Fault::NoFiles => Some(texts::fault_no_files()),
        Fault::OutOfMemory => Some(texts::fault_memory()),
        // It has a notice of its own.
        Fault::FilesDamaged => None,
    }
}

/// The name of another firmware, which is the same in every language.
const fn firmware_name(firmware: Firmware) -> &'static str {
    match firmware {
        Firmware::CircuitPython => "CircuitPython",
        Firmware::NodeMcu => "NodeMCU",
        Firmware::Tasmota => "Tasmota",
        Firmware::At => "ESP-AT",
        Firmware::Espruino => "Espruino",
        Firmware::EspEasy => "ESP Easy",
        Firmware::EspHome => "ESPHome",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_remarked_on_only_where_it_was_changed() {
        let sent = |changed| {
            let pasted = Some(Pasted::Sent { changed });
            remarks(&State { pasted, ..State::default() }, None)
        };
        assert_eq!(sent(None), []);
        let said = sent(Some("Pasted, with changes.".into()));
        assert_eq!(said, [Remark::Closable("Pasted, with changes.".into())]);
    }

    #[test]
    fn a_board_that_restarts_once_is_not_remarked_on() {
        let after = |restarts| remarks(&State { restarts, ..State::default() }, None).len();
        assert_eq!((after(1), after(2)), (0, 1));
    }

    #[test]
    fn a_board_that_can_not_be_read_is_listened_to_at_other_speeds_and_at_the_usual_one_again() {
        let offered = |speed, is_other_speed| {
            let state = State { speed, is_other_speed, ..State::default() };
            match remarks(&state, None).pop() {
                Some(Remark::Speed(text, speeds)) => {
                    assert!(text.contains(&speed.unwrap_or(115_200).to_string()), "{text}");
                    speeds.to_vec()
                }
                _ => vec![],
            }
        };
        assert!(offered(None, false).is_empty());
        assert_eq!(offered(None, true), [9_600, 74_880]);
        assert_eq!(offered(Some(9_600), false), [115_200, 9_600, 74_880]);
        assert!(offered(Some(115_200), false).is_empty());
        assert_eq!(offered(Some(115_200), true), [115_200, 9_600, 74_880]);
    }

    #[test]
    fn keys_that_wait_are_remarked_on() {
        let waiting = State { are_keys_waiting: true, ..State::default() };
        assert_eq!(remarks(&waiting, None).len(), 1);
    }

    #[test]
    fn every_trouble_has_its_remark() {
        for fault in [Fault::NoFiles, Fault::OutOfMemory] {
            assert_eq!(remarks(&State { fault: Some(fault), ..State::default() }, None).len(), 1);
        }
        let other = State { firmware: Some(Firmware::Tasmota), ..State::default() };
        assert!(
            matches!(&remarks(&other, None)[..], [Remark::Lasting(text)] if text.contains("Tasmota"))
        );
    }
}
