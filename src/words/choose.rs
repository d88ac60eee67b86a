//! No board was chosen: why, and what to look at.

use super::advice::{Advice, Instruction, Link};
use super::system::System;
use crate::serial::ChooseError;
use crate::texts;

/// What to say when the browser's window closed without a board.
#[must_use]
pub fn choose(error: &ChooseError, system: System) -> Advice {
    match error {
        error @ ChooseError::Cancelled { .. } if error.is_blocked() => Advice::new(
            texts::choose_blocked(),
            [texts::choose_blocked_site().into(), texts::choose_blocked_school().into()],
        ),
        ChooseError::Cancelled { .. } => {
            let mut now = vec![texts::choose_cancelled_now().into()];
            now.extend(not_listed(system));
            Advice::new(texts::choose_cancelled(), now)
        }
        ChooseError::NotAllowed(_) => {
            Advice::one(texts::choose_not_allowed(), texts::choose_not_allowed_now())
        }
        ChooseError::Other(words) => {
            Advice::one(texts::choose_failed(), texts::ChooseFailedNow { words }.text())
        }
    }
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

    #[test]
    fn every_reason_has_its_advice() {
        for system in [System::Windows, System::MacOs, System::ChromeOs, System::Linux] {
            for error in [
                ChooseError::Cancelled { after: Duration::from_millis(20) },
                ChooseError::Cancelled { after: Duration::from_secs(4) },
                ChooseError::NotAllowed("No permission.".into()),
                ChooseError::Other("Out of luck.".into()),
            ] {
                choose(&error, system).assert_readable();
            }
        }
        demo("Failed to fetch.").assert_readable();
    }

    #[test]
    fn a_refusal_in_no_time_does_not_blame_the_person() {
        let fast = ChooseError::Cancelled { after: Duration::from_millis(20) };
        assert_eq!(choose(&fast, System::Windows).what, texts::choose_blocked());
    }
}
