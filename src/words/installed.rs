//! What an installation has put on a board.

use crate::session::State;
use crate::texts;
use esp8266_loader::install::Verification;
use page_words::{Text, name as plain};

/// That it is there, and whether it was compared; nothing where none ended.
#[must_use]
pub fn installed(state: &State) -> Option<Text> {
    let verification = state.installed.as_ref()?.verification;
    Some(match (verification, &state.other) {
        (Verification::Md5, None) => texts::installed_checked().into(),
        (Verification::None, None) => texts::installed_unchecked().into(),
        (Verification::Md5, Some(other)) => {
            texts::InstalledOtherChecked { name: &plain(other) }.text().into()
        }
        (Verification::None, Some(other)) => {
            texts::InstalledOtherUnchecked { name: &plain(other) }.text().into()
        }
    })
}

/// What an installation is called.
#[must_use]
pub fn installing(other: Option<&str>) -> Text {
    match other {
        None => texts::installing_heading().into(),
        Some(other) => texts::InstallingOther { name: &plain(other) }.text().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Event;
    use crate::session::jobs::JobEvent;
    use crate::session::jobs::install::InstallEvent;
    use esp8266_loader::chip::{Chip, Crystal, Mac, Variant};
    use esp8266_loader::install::{Erase, Installed};
    use esp8266_loader::ladder::LADDER;

    fn said(verification: Verification, other: Option<&str>) -> String {
        let mac = Mac([0x5C, 0xCF, 0x7F, 0x5E, 0xF1, 0x2A]);
        let chip = Chip { variant: Variant::Esp8266Ex, mac, crystal: Crystal::Mhz26 };
        let (erase, rung, written_bytes, restart) = (Erase::Clean, LADDER[0], 4, None);
        let done = Installed { chip, verification, erase, rung, written_bytes, restart };
        let state = State::default()
            .after(Event::Job(JobEvent::Install(InstallEvent::Named(other.map(Into::into)))))
            .after(Event::Job(JobEvent::Install(InstallEvent::Installed(done))));
        installed(&state).unwrap().to_string()
    }

    #[test]
    fn what_is_no_micropython_is_called_by_its_own_name() {
        for verification in [Verification::Md5, Verification::None] {
            assert!(said(verification, None).starts_with("MicroPython is installed"));
            let other = said(verification, Some("tasmota.bin"));
            assert!(other.contains("tasmota.bin") && !other.contains("MicroPython"), "{other}");
            assert!(other.contains("no Python prompt"), "{other}");
        }
        assert_eq!(installed(&State::default()), None);
        assert!(installing(Some("tasmota.bin")).contains("tasmota.bin"));
    }
}
