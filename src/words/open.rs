//! The system did not open a port. It says the same words whatever the cause, so the advice follows
//! the system.

use super::advice::{Advice, Instruction};
use super::system::System;
use crate::session::OpenError;
use crate::texts;

pub(super) fn open(error: &OpenError, system: System) -> Advice {
    match error {
        OpenError::AlreadyOpen => Advice::one(texts::open_already(), texts::open_already_now()),
        OpenError::TimedOut => Advice::one(texts::open_timed_out(), texts::open_timed_out_now()),
        OpenError::Refused(_) => Advice::new(texts::open_refused(), refused(system)),
    }
}

fn refused(system: System) -> Vec<Instruction> {
    let mut steps =
        vec![texts::open_refused_programs().into(), texts::open_refused_replug().into()];
    match system {
        System::Windows => steps.push(texts::open_refused_windows().into()),
        System::MacOs => steps.push(texts::open_refused_macos().into()),
        System::ChromeOs => steps.push(texts::open_refused_chromeos().into()),
        System::Linux => steps.extend(linux()),
        System::Android | System::Ios | System::Other => {
            steps.push(texts::open_refused_again().into());
        }
    }
    steps
}

fn linux() -> [Instruction; 4] {
    [
        Instruction::with_code(
            texts::open_refused_linux_rights(),
            "sudo usermod -aG dialout $USER",
        ),
        Instruction::with_code(
            texts::open_refused_linux_snap(),
            "sudo snap connect chromium:raw-usb",
        ),
        Instruction::with_code(
            texts::open_refused_linux_flatpak(),
            "flatpak override --user --filesystem=/run/udev:ro com.google.Chrome",
        ),
        Instruction::with_code(
            texts::open_refused_linux_braille(),
            "sudo systemctl mask --now brltty-udev.service",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_has_its_advice() {
        let systems = [
            System::Windows,
            System::MacOs,
            System::ChromeOs,
            System::Linux,
            System::Android,
            System::Ios,
            System::Other,
        ];
        for system in systems {
            for error in [
                OpenError::AlreadyOpen,
                OpenError::Refused("Failed to open serial port.".into()),
                OpenError::TimedOut,
            ] {
                open(&error, system).assert_readable();
            }
        }
    }

    #[test]
    fn linux_gets_lines_to_copy() {
        let advice = open(&OpenError::Refused(String::new()), System::Linux);
        assert_eq!(advice.now.iter().filter(|step| step.code.is_some()).count(), 4);
    }
}
