//! Whether a request is meant for this computer, and comes from it.
//!
//! Any page in this computer's browser may open a WebSocket to such a server; the `Origin` gives it
//! away. A page of another site may also have its own name pointed at this computer, after it was
//! loaded, and is then of one origin with what is served here: all that gives it away is the `Host`.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It names another computer, none, or several.
    Host,
    /// It comes from a page of another computer.
    Origin,
}

/// Whether a request is meant for this computer and no page of another one sends it, by each `Host` and
/// each `Origin` that it has. Programs have no `Origin`; browsers always have the page's.
///
/// # Errors
///
/// Which of the two is not this computer's.
pub fn admit<'a>(
    hosts: impl IntoIterator<Item = &'a str>,
    origins: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refused> {
    let mut hosts = hosts.into_iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) if is_this_computer(host) => {}
        _ => return Err(Refused::Host),
    }
    if origins.into_iter().all(is_of_this_computer) { Ok(()) } else { Err(Refused::Origin) }
}

/// Whether a `Host`, with or without a port, names this computer and nothing else.
fn is_this_computer(host: &str) -> bool {
    if let Some((address, port)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_loopback = address.parse().is_ok_and(|address: Ipv6Addr| address.is_loopback());
        return is_loopback && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let name = match host.split_once(':') {
        Some((name, port)) if is_port(port) => name,
        Some(_) => return false,
        None => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
}

/// Whether an `Origin` is a page that this computer serves.
fn is_of_this_computer(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.is_some_and(is_this_computer)
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_and_each_origin_are_this_computers() {
        let ours = "http://localhost:8080";
        for origins in [&[][..], &[ours], &[ours, "http://127.0.0.1"]] {
            assert_eq!(admit(["localhost"], origins.iter().copied()), Ok(()), "{origins:?}");
        }
        for hosts in [&[][..], &["a.example"], &["localhost", "a.example"], &["localhost"; 2]] {
            let refused = admit(hosts.iter().copied(), [ours]);
            assert_eq!(refused, Err(Refused::Host), "{hosts:?}");
        }
        for origins in [&["null"][..], &["http://a.example"], &[ours, "http://a.example"]] {
            let refused = admit(["localhost"], origins.iter().copied());
            assert_eq!(refused, Err(Refused::Origin), "{origins:?}");
        }
    }

    #[test]
    fn only_this_computer_is_this_computer() {
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:80"] {
            assert!(is_this_computer(host), "{host}");
        }
        for host in [
            "",
            ":80",
            "localhost:",
            "localhost:x",
            "localhost:80:80",
            "localhost.",
            "a.localhost.example",
            "127.0.0.1.example",
            "0.0.0.0",
            "192.168.0.1",
            "[::1",
            "[::1]x",
            "[::2]",
            "::1",
            "localhost@example.org",
        ] {
            assert!(!is_this_computer(host), "{host}");
        }
    }

    #[test]
    fn an_origin_is_a_scheme_and_this_computer() {
        assert!(is_of_this_computer("http://localhost:8080"));
        for origin in
            ["localhost", "null", "ws://localhost", "http://localhost/", "http://a.example"]
        {
            assert!(!is_of_this_computer(origin), "{origin}");
        }
    }
}
