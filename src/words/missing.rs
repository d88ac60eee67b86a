//! Why there is no Connect button, and where there would be one.

use super::advice::Advice;
use super::system::{Browser, System};
use crate::serial::Missing;
use crate::texts;

/// The first Firefox that can talk to boards.
const FIRST_FIREFOX: u32 = 151;

/// What to say in place of the Connect button.
#[must_use]
pub fn missing(missing: Missing, system: System, browser: Browser) -> Advice {
    match missing {
        Missing::InsecureContext => {
            Advice::one(texts::missing_insecure(), texts::missing_insecure_now())
        }
        Missing::Frame => Advice::one(texts::missing_frame(), texts::missing_frame_now()),
        Missing::ForeignFrame => {
            Advice::one(texts::missing_frame(), texts::missing_foreign_frame_now())
        }
        Missing::Browser => no_web_serial(system, browser),
    }
}

fn no_web_serial(system: System, browser: Browser) -> Advice {
    let (what, now) = match (system, browser) {
        (System::Ios, _) => (texts::missing_ios(), texts::missing_ios_now()),
        (System::Android, _) => (texts::missing_android(), texts::missing_android_now()),
        (_, Browser::Safari) => (texts::missing_safari(), texts::missing_safari_now()),
        (_, Browser::Firefox { version }) if version < FIRST_FIREFOX => {
            (texts::missing_firefox_old(), texts::missing_firefox_old_now())
        }
        (_, Browser::Firefox { .. }) => {
            (texts::missing_firefox_off(), texts::missing_firefox_off_now())
        }
        (_, Browser::Chromium) => (texts::missing_chromium(), texts::missing_chromium_now()),
        (_, Browser::Other) => (texts::missing_other(), texts::missing_other_now()),
    };
    Advice::one(what, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_browser_without_web_serial_is_told_where_to_go() {
        let systems = [
            System::Windows,
            System::MacOs,
            System::ChromeOs,
            System::Linux,
            System::Android,
            System::Ios,
            System::Other,
        ];
        let browsers = [
            Browser::Firefox { version: 140 },
            Browser::Firefox { version: 151 },
            Browser::Chromium,
            Browser::Safari,
            Browser::Other,
        ];
        let reasons =
            [Missing::InsecureContext, Missing::Frame, Missing::ForeignFrame, Missing::Browser];
        for reason in reasons {
            for system in systems {
                for browser in browsers {
                    missing(reason, system, browser).assert_readable();
                }
            }
        }
    }

    #[test]
    fn a_new_firefox_without_web_serial_was_restricted() {
        let advice = missing(Missing::Browser, System::Windows, Browser::Firefox { version: 151 });
        assert_eq!(advice.what, texts::missing_firefox_off());
    }
}
