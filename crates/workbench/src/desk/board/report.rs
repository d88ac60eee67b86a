//! A row for `docs/hardware.md`: what served a real board, and nothing about the person. In English for all, since it is
//! for those who read that file.

use super::Facts;
use esp8266_loader::event::Stage;
use page_words::{flash_size, one_decimal};

/// The row. `browser` is what the browser calls itself.
#[must_use]
pub fn report(facts: &Facts, browser: &str) -> String {
    let unknown = || "?".to_owned();
    let adapter = facts.usb.map(|(vendor, product)| format!("{vendor:04x}:{product:04x}"));
    let chip = facts.chip.map(|chip| format!("{}, {} MHz", chip.variant, chip.crystal.megahertz()));
    let speeds: Vec<_> = facts.served.iter().map(u32::to_string).collect();
    let seconds: Vec<_> = facts.phases.iter().map(phase).collect();
    let python = facts.python.as_ref().map(|python| format!(", MicroPython {python}"));
    let versions = format!("Boardwalk {}{}", env!("CARGO_PKG_VERSION"), python.unwrap_or_default());
    let cells = [
        adapter.unwrap_or_else(unknown),
        browser.to_owned(),
        chip.unwrap_or_else(unknown),
        flash(facts).unwrap_or_else(unknown),
        if speeds.is_empty() { unknown() } else { speeds.join(", ") },
        if seconds.is_empty() { unknown() } else { seconds.join(", ") },
        versions,
    ];
    let cells = cells.map(|cell| cell.replace(['\r', '\n'], " ").replace('|', "\\|"));
    format!("| {} |", cells.join(" | "))
}

fn flash(facts: &Facts) -> Option<String> {
    let id = facts.flash?;
    let size = |bytes: Option<u32>| match bytes {
        Some(bytes) => format!("{}B", flash_size(bytes)),
        None => "?".into(),
    };
    let table = facts.table_bytes.map(|bytes| match bytes {
        Some(bytes) => format!(", SFDP {}", size(Some(bytes))),
        None => ", no SFDP".into(),
    });
    let maker = id.maker_name().unwrap_or("?");
    Some(format!("{id} {maker} {}{}", size(id.flash_bytes()), table.unwrap_or_default()))
}

fn phase((stage, took): &(Stage, core::time::Duration)) -> String {
    let name = match stage {
        Stage::Connect => "connect",
        Stage::Erase => "erase",
        Stage::Read => "read",
        Stage::Write => "write",
        Stage::Verify => "verify",
        Stage::Restart => "restart",
    };
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    format!("{name} {}", one_decimal(millis, 1_000))
}
