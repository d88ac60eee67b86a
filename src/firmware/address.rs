//! Where firmware may come from: addresses in the page's own, and which of them the host allows.

/// An address that was taken apart; a browser does that best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// All of it.
    pub href: String,
    /// Scheme, host and port.
    pub origin: String,
    /// The host and port alone.
    pub host: String,
}

/// Why an address can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is none.
    #[error("{text} is no address")]
    Malformed {
        /// What stands there.
        text: String,
    },
    /// It is another site's, and the host of this page did not allow that one.
    #[error("{origin} is not allowed here")]
    NotAllowed {
        /// The other site.
        origin: String,
    },
}

impl Address {
    /// Lets this page's own origin pass, and those that its host allowed.
    ///
    /// # Errors
    ///
    /// [`AddressError::NotAllowed`].
    pub fn checked(self, own: &str, allowed: &str) -> Result<Self, AddressError> {
        let is_allowed = self.origin == own || allowed.split(' ').any(|it| it == self.origin);
        // A `data:` or `blob:` address has an origin that is no site's.
        let is_a_site = self.href.starts_with("http:") || self.href.starts_with("https:");
        if is_allowed && is_a_site {
            Ok(self)
        } else {
            Err(AddressError::NotAllowed { origin: self.origin })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(href: &str, origin: &str) -> Address {
        Address { href: href.into(), origin: origin.into(), host: "example.org".into() }
    }

    const OWN: &str = "https://class.example";

    #[test]
    fn this_site_and_what_its_host_allowed_pass() {
        let other = address("https://example.org/a.bin", "https://example.org");
        assert!(address("https://class.example/a.bin", OWN).checked(OWN, "").is_ok());
        assert!(other.clone().checked(OWN, "https://b.example https://example.org").is_ok());
        let refused = AddressError::NotAllowed { origin: "https://example.org".into() };
        assert_eq!(other.checked(OWN, "https://b.example"), Err(refused));
    }

    #[test]
    fn what_is_no_site_passes_never() {
        for (href, origin) in [("data:text/html,x", "null"), ("blob:https://class.example/1", OWN)]
        {
            assert!(address(href, origin).checked(OWN, "null").is_err(), "{href}");
        }
    }
}
