//! The session failed.

use super::advice::{Advice, Step};
use super::install::install;
use super::open::open;
use super::system::System;
use crate::session::{self, Failure};
use crate::texts;
use serial_line::LineError;

/// What to say about a failure of the session.
#[must_use]
pub fn failure(failure: &Failure, system: System) -> Advice {
    match failure {
        Failure::Open(error) => open(error, system),
        Failure::Unplugged { during } => unplugged(*during),
        Failure::Install(error) => install(error),
        Failure::Port(error) => port(error),
    }
}

pub(super) fn unplugged(during: session::Step) -> Advice {
    let now = match during {
        session::Step::Looking | session::Step::Choosing | session::Step::Terminal => {
            texts::unplugged_now()
        }
        session::Step::Preparing => texts::unplugged_preparing(),
        session::Step::Writing => texts::unplugged_writing(),
    };
    Advice::new(texts::unplugged(), [now.into(), texts::unplugged_not_me().into()])
}

fn port(error: &LineError) -> Advice {
    let mut now: Vec<Step> = vec![texts::port_failed_now().into()];
    if let LineError::Refused(words) = error {
        now.push(texts::PortFailedSaid { words }.text().into());
    }
    Advice::new(texts::port_failed(), now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::OpenError;
    use esp8266_loader::error::Error;
    use serial_line::LineFault;

    #[test]
    fn every_failure_says_what_to_do() {
        let steps = [
            session::Step::Looking,
            session::Step::Choosing,
            session::Step::Preparing,
            session::Step::Writing,
            session::Step::Terminal,
        ];
        let ports = [
            LineError::TimedOut,
            LineError::LineFault(LineFault::Framing),
            LineError::Lost,
            LineError::Refused("Out of luck.".into()),
        ];
        let failures = steps
            .map(|during| Failure::Unplugged { during })
            .into_iter()
            .chain(ports.map(Failure::Port))
            .chain([Failure::Open(OpenError::TimedOut), Failure::Install(Error::StubSilent)]);
        for value in failures {
            failure(&value, System::Windows).assert_readable();
        }
    }
}
