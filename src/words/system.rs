//! Which computer and which browser a person sits at, as far as that changes the advice.

/// The computer's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Windows.
    Windows,
    /// A Mac.
    MacOs,
    /// A Chromebook.
    ChromeOs,
    /// Linux.
    Linux,
    /// A phone or tablet with Android.
    Android,
    /// An iPhone or iPad.
    Ios,
    /// Something else.
    Other,
}

/// The browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Firefox, with its version.
    Firefox {
        /// The number before the first dot.
        version: u32,
    },
    /// Chrome, Edge, Opera and others built on the same base.
    Chromium,
    /// Safari.
    Safari,
    /// Something else.
    Other,
}

impl System {
    /// Reads the text by which a browser presents itself, and how many fingers its screen feels at once.
    #[must_use]
    pub fn of(user_agent: &str, touch_points: i32) -> Self {
        const SIGNS: [(&str, System); 8] = [
            ("Android", System::Android),
            ("iPhone", System::Ios),
            ("iPad", System::Ios),
            ("CrOS", System::ChromeOs),
            ("Windows", System::Windows),
            ("Macintosh", System::MacOs),
            ("Linux", System::Linux),
            ("X11", System::Linux),
        ];
        match first_sign(user_agent, &SIGNS).unwrap_or(Self::Other) {
            // An iPad says that it is a Mac; no Mac has a screen to touch.
            Self::MacOs if touch_points > 1 => Self::Ios,
            system => system,
        }
    }
}

impl Browser {
    /// Reads the text by which a browser presents itself.
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        if let Some(version) = user_agent.split(' ').find_map(|part| part.strip_prefix("Firefox/"))
        {
            let number = version.split('.').next().and_then(|number| number.parse().ok());
            return Self::Firefox { version: number.unwrap_or(0) };
        }
        const SIGNS: [(&str, Browser); 2] =
            [("Chrome/", Browser::Chromium), ("Safari/", Browser::Safari)];
        first_sign(user_agent, &SIGNS).unwrap_or(Self::Other)
    }
}

fn first_sign<T: Copy>(text: &str, signs: &[(&str, T)]) -> Option<T> {
    let has = |sign: &str| text.as_bytes().windows(sign.len()).any(|part| part == sign.as_bytes());
    signs.iter().find(|(sign, _)| has(sign)).map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(user_agent: &str) -> (System, Browser) {
        (System::of(user_agent, 0), Browser::of(user_agent))
    }

    #[test]
    fn real_browsers_are_recognised() {
        let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(
            of(&format!("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {chrome}")),
            (System::ChromeOs, Browser::Chromium)
        );
        assert_eq!(
            of(&format!("Mozilla/5.0 (Linux; Android 10; K) {chrome}")),
            (System::Android, Browser::Chromium)
        );
        assert_eq!(
            of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:151.0) Gecko/20100101 Firefox/151.0"),
            (System::Windows, Browser::Firefox { version: 151 })
        );
        assert_eq!(
            of("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                (KHTML, like Gecko) Version/18.0 Safari/605.1.15"),
            (System::MacOs, Browser::Safari)
        );
        assert_eq!(of("curl"), (System::Other, Browser::Other));
    }

    #[test]
    fn an_ipad_that_says_it_is_a_mac_is_an_ipad() {
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                   (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
        assert_eq!(System::of(mac, 5), System::Ios);
        assert_eq!(System::of(mac, 0), System::MacOs);
        // Windows and Chromebooks do have screens to touch.
        assert_eq!(System::of("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", 10), System::Windows);
    }
}
