//! The session failed.

use super::advice::{Advice, Instruction};
use super::job::job;
use super::open::open;
use super::system::System;
use super::unplugged::unplugged;
use crate::session::Failure;
use crate::texts;
use serial_line::LineError;

/// What to say about a failure of the session.
#[must_use]
pub fn failure(failure: &Failure, system: System) -> Advice {
    match failure {
        Failure::Open(error) => open(error, system),
        Failure::Unplugged { during } => unplugged(*during),
        Failure::Job(error) => job(error),
        Failure::Port(error) => port(error),
    }
}

fn port(error: &LineError) -> Advice {
    let mut now: Vec<Instruction> = vec![texts::port_failed_now().into()];
    if let LineError::Refused(words) = error {
        now.push(page_words::said_by_system(words).into());
    }
    Advice::new(texts::port_failed(), now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Activity, OpenError};
    use esp8266_loader::error::Error;
    use serial_line::LineFault;

    #[test]
    fn every_failure_says_what_to_do() {
        let steps = [
            Activity::Probing,
            Activity::Choosing,
            Activity::Preparing,
            Activity::Writing,
            Activity::Terminal,
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
            .chain([Failure::Open(OpenError::TimedOut), Failure::Job(Error::StubSilent)]);
        for value in failures {
            failure(&value, System::Windows).assert_readable();
        }
    }
}
