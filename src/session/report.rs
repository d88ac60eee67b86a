//! What "Copy details" copies: what a helper needs to know, and nothing about the person.

use super::event::Failure;
use super::jobs::View;
use super::state::{Phase, State};
use crate::texts;

/// What belongs into a report and is not known to the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportContext {
    /// The browser's user agent text.
    pub user_agent: String,
    /// The address of the page, without parameters.
    pub page: String,
    /// The name of the firmware that is chosen.
    pub firmware: Option<String>,
    /// What failed before there was a board.
    pub problem: Option<String>,
}

/// The report, as plain text of some lines.
#[must_use]
pub fn report(state: &State, context: &ReportContext) -> String {
    let unknown = texts::report_unknown;
    let usb = state.adapter.usb.map(|usb| usb.to_string());
    let problem = context.problem.clone().or(state.failure.as_ref().map(Failure::to_string));
    let lines = [
        texts::ReportPage { version: env!("CARGO_PKG_VERSION"), page: &context.page }.text(),
        texts::ReportBrowser { browser: &context.user_agent }.text(),
        texts::ReportAdapter { usb: usb.as_deref().unwrap_or(unknown()) }.text(),
        texts::ReportStep { step: &step(state) }.text(),
        texts::ReportProblem { problem: problem.as_deref().unwrap_or(texts::report_no_problem()) }
            .text(),
        texts::ReportFirmware { firmware: context.firmware.as_deref().unwrap_or(unknown()) }.text(),
        texts::ReportPython { python: state.python.as_deref().unwrap_or(unknown()) }.text(),
        texts::ReportHeard { count: u32::try_from(state.heard.len()).unwrap_or(u32::MAX) }.text(),
        hex(&state.heard),
    ];
    lines.join("\n")
}

fn step(state: &State) -> String {
    match (&state.failure, &state.phase) {
        (Some(Failure::Unplugged { during }), _) => format!("{during:?}"),
        (_, Phase::Job(View::Install(progress))) => format!("Installing, {:?}", progress.stage),
        (_, Phase::Offer(offer)) => format!("Offer, {:?}", offer.found),
        (_, Phase::Terminal(python)) => format!("Terminal, {python:?}"),
        (_, Phase::Probing) => "Probing".into(),
        (_, Phase::Start) => "Start".into(),
    }
}

/// Rows of 16 bytes.
fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for (index, byte) in bytes.iter().enumerate() {
        for digit in [byte >> 4, byte & 0xF] {
            text.extend(char::from_digit(digit.into(), 16));
        }
        text.push(if index % 16 == 15 { '\n' } else { ' ' });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Adapter, Event, OpenError, UsbIds};

    #[test]
    fn a_report_names_browser_adapter_problem_and_what_was_heard() {
        let usb = Some(UsbIds { vendor: 0x1A86, product: 0x7523 });
        let refused = OpenError::Refused("Failed to open serial port.".into());
        let state = [
            Event::Opening { adapter: Adapter { usb, ..Adapter::default() } },
            Event::Heard([0x72, 0x6C, 0x00].into()),
            Event::Failed(Failure::Open(refused)),
        ]
        .into_iter()
        .fold(State::default(), State::after);
        let context = ReportContext {
            user_agent: "Chrome/156".into(),
            page: "https://host/".into(),
            firmware: Some("mp.bin".into()),
            problem: None,
        };
        let report = report(&state, &context);
        for part in ["Chrome/156", "1a86:7523", "Failed to open serial port.", "mp.bin", "72 6c 00"]
        {
            assert!(report.contains(part), "{part} is not in:\n{report}");
        }
    }

    #[test]
    fn what_failed_before_there_was_a_board_is_the_problem() {
        let problem = Some("NetworkError: no list".to_owned());
        let context = ReportContext { problem, ..ReportContext::default() };
        assert!(report(&State::default(), &context).contains("Problem: NetworkError: no list"));
    }
}
