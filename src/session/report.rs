//! What "Copy details" copies: what a helper needs to know, and nothing about the person.

use super::event::Failure;
use super::state::{Phase, State};
use crate::texts;
use core::fmt::Write as _;

/// What the browser says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Browser {
    /// Its user agent text.
    pub user_agent: String,
    /// The address of the page, without parameters.
    pub page: String,
}

/// The report, as plain text of some lines.
#[must_use]
pub fn report(state: &State, browser: &Browser, firmware: Option<&str>) -> String {
    let unknown = texts::report_unknown;
    let usb = state.usb.map_or_else(
        || unknown().to_owned(),
        |usb| format!("{:04x}:{:04x}", usb.vendor, usb.product),
    );
    let problem = match &state.failure {
        Some(failure) => failure.to_string(),
        None => texts::report_no_problem().to_owned(),
    };
    let lines = [
        texts::ReportPage { version: env!("CARGO_PKG_VERSION"), page: &browser.page }.text(),
        texts::ReportBrowser { browser: &browser.user_agent }.text(),
        texts::ReportAdapter { usb: &usb }.text(),
        texts::ReportStep { step: &step(state) }.text(),
        texts::ReportProblem { problem: &problem }.text(),
        texts::ReportFirmware { firmware: firmware.unwrap_or(unknown()) }.text(),
        texts::ReportPython { python: state.python.as_deref().unwrap_or(unknown()) }.text(),
        texts::ReportHeard { count: u32::try_from(state.heard.len()).unwrap_or(u32::MAX) }.text(),
        hex(&state.heard),
    ];
    lines.join("\n")
}

fn step(state: &State) -> String {
    match (&state.failure, &state.phase) {
        (Some(Failure::Unplugged { during }), _) => format!("{during:?}"),
        (_, Phase::Installing(progress)) => format!("Installing, {:?}", progress.stage),
        (_, Phase::Offer(found)) => format!("Offer, {found:?}"),
        (_, Phase::Terminal(python)) => format!("Terminal, {python:?}"),
        (_, Phase::Looking) => "Looking".into(),
        (_, Phase::Start) => "Start".into(),
    }
}

/// Rows of 16 bytes.
fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for row in bytes.chunks(16) {
        let separators = core::iter::once("").chain(core::iter::repeat(" "));
        for (byte, separator) in row.iter().zip(separators) {
            // Writing to a String can't fail.
            let _ = write!(text, "{separator}{byte:02x}");
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Event, OpenError, UsbIds};

    #[test]
    fn a_report_names_browser_adapter_problem_and_what_was_heard() {
        let usb = Some(UsbIds { vendor: 0x1A86, product: 0x7523 });
        let refused = OpenError::Refused("Failed to open serial port.".into());
        let state = [
            Event::Opening { usb },
            Event::Heard([0x72, 0x6C, 0x00].into()),
            Event::Failed(Failure::Open(refused)),
        ]
        .into_iter()
        .fold(State::default(), State::after);
        let browser = Browser { user_agent: "Chrome/156".into(), page: "https://host/".into() };
        let report = report(&state, &browser, Some("mp.bin"));
        for part in ["Chrome/156", "1a86:7523", "Failed to open serial port.", "mp.bin", "72 6c 00"]
        {
            assert!(report.contains(part), "{part} is not in:\n{report}");
        }
    }
}
