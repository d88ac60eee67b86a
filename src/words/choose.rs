//! No board was chosen: why, and what to look at.

use super::advice::{Advice, Instruction, Link};
use super::system::System;
use crate::serial::ChooseError;
use crate::texts;

/// What to say when the browser's window gave no board; nothing where a person has closed it.
#[must_use]
pub fn choose(error: &ChooseError) -> Option<Advice> {
    Some(match error {
        error @ ChooseError::Cancelled { .. } if error.is_blocked() => Advice::new(
            texts::choose_blocked(),
            [texts::choose_blocked_site().into(), texts::choose_blocked_school().into()],
        ),
        ChooseError::Cancelled { .. } => return None,
        ChooseError::NotAllowed(_) => {
            Advice::one(texts::choose_not_allowed(), texts::choose_not_allowed_now())
        }
        ChooseError::Other(words) => {
            Advice::one(texts::choose_failed(), texts::ChooseFailedNow { words }.text())
        }
    })
}

/// What to say when the practice board's files can't be had; the browser's words.
#[must_use]
pub fn demo(words: &str) -> Advice {
    Advice::one(texts::demo_failed(), texts::DemoFailedNow { words }.text())
}

/// What to look at when the board is not in the browser's list, the most likely first.
#[must_use]
pub fn not_listed(system: System) -> Vec<Instruction> {
    vec![
        texts::list_wait().into(),
        texts::list_light().into(),
        texts::list_cable().into(),
        texts::list_socket().into(),
        driver(system),
        texts::list_every_port().into(),
        texts::list_neighbour().into(),
    ]
}

const CP210X_DRIVER: &str = "https://www.silabs.com/developer-tools/usb-to-uart-bridge-vcp-drivers";
const CH340_DRIVER: &str = "https://www.wch-ic.com/downloads/CH341SER_ZIP.html";

const DRIVERS: [Link; 2] = [
    Link { label: texts::list_driver_cp210x, address: CP210X_DRIVER },
    Link { label: texts::list_driver_ch340, address: CH340_DRIVER },
];

fn driver(system: System) -> Instruction {
    match system {
        System::MacOs => Instruction::with_links(texts::list_driver_macos(), &DRIVERS),
        System::ChromeOs | System::Linux | System::Android => texts::list_driver_none().into(),
        System::Windows | System::Ios | System::Other => {
            Instruction::with_links(texts::list_driver_windows(), &DRIVERS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;

    const CANCELLED: ChooseError = ChooseError::Cancelled { after: Duration::from_secs(4) };
    const BLOCKED: ChooseError = ChooseError::Cancelled { after: Duration::from_millis(20) };

    #[test]
    fn every_reason_has_its_advice() {
        for error in [
            BLOCKED,
            ChooseError::NotAllowed("No permission.".into()),
            ChooseError::Other("Out of luck.".into()),
        ] {
            choose(&error).unwrap().assert_readable();
        }
        for system in [System::Windows, System::MacOs, System::ChromeOs, System::Linux] {
            Advice::new(texts::choose_cancelled(), not_listed(system)).assert_readable();
        }
        demo("Failed to fetch.").assert_readable();
    }

    #[test]
    fn who_closes_the_window_has_no_trouble() {
        assert_eq!(choose(&CANCELLED), None);
    }

    #[test]
    fn a_refusal_in_no_time_does_not_blame_the_person() {
        assert_eq!(choose(&BLOCKED).unwrap().what, texts::choose_blocked());
    }
}
