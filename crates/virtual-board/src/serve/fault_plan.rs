//! A plan of faults as a file, for `--faults`.
//!
//! ```json
//! {
//!   "line": [
//!     { "heard": 1200, "kind": "drop" },
//!     { "sent": 44, "kind": { "flip": 1 } }
//!   ],
//!   "board": { "stub_start": "never", "stuck_cells": [ { "address": 4096, "zero_bits": 1 } ] }
//! }
//! ```
//!
//! Both parts may be absent. In `line`, a fault strikes one byte on the way to the host (`heard`) or
//! to the board (`sent`), counted from 0 since the server began, over all openings of the port. It
//! strikes once.
//!
//! | `kind` | what happens |
//! |---|---|
//! | `"drop"` | the byte is lost |
//! | `"double"` | it comes twice |
//! | `{"flip":1}` | these bits of it are inverted, 1 to 255 |
//! | `{"garbage":8}` | so many bytes of noise come before it, up to 65,535 |
//! | `{"repeat":8}` | so many of the up to 256 bytes before it come once more |
//! | `{"stall_ms":500}` | it, and all bytes behind it, come this much later on the board's clock |
//! | `"split"` | a message ends before it; only `heard` |
//! | `{"line":"framing"}` | a line fault before it, or `break`, `parity`, `overrun`, `unknown`; only `heard`, and shown by the WebSocket link alone |
//! | `"unplug"` | the cable is pulled before it |
//!
//! | in `board` | values; the first is a sound board's |
//! |---|---|
//! | `stub_start` | `"normal"`, `{"late_ms":500}`, `"never"` |
//! | `mem_end_reply` | `"sent"`, `"lost"` |
//! | `baud_change` | `"followed"`, `"ignored"` |
//! | `erase` | `"normal"`, `"never"` |
//! | `stuck_cells` | bytes of the flash with bits, 1 to 255, that read 0 whatever is done |

use std::num::NonZeroU8;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use serial_line::LineFault;
use virtual_board::{
    BaudChange, Defects, EraseEnd, Fault, FaultAt, FaultKind, MemEndReply, StubStart, StuckCell,
};

/// What a file asks for.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) line: Vec<Fault>,
    pub(crate) board: Defects,
}

/// Reads a file for a board with this much flash. A sentence says what is wrong with it, and where.
pub(crate) fn read(path: &Path, flash_bytes: u32) -> Result<Plan, String> {
    let json = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&json, flash_bytes).map_err(|problem| format!("{}: {problem}", path.display()))
}

fn parse(json: &[u8], flash_bytes: u32) -> Result<Plan, String> {
    let mut json = serde_json::Deserializer::from_slice(json);
    let file: File = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        format!("{field}: {}", error.into_inner())
    })?;
    json.end().map_err(|error| error.to_string())?;
    let line =
        file.line.iter().enumerate().map(|(index, fault)| {
            fault.meant().map_err(|problem| format!("line[{index}].{problem}"))
        });
    Ok(Plan { line: line.collect::<Result<_, _>>()?, board: file.board.meant(flash_bytes)? })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    line: Vec<LineEntry>,
    #[serde(default)]
    board: BoardEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineEntry {
    heard: Option<u64>,
    sent: Option<u64>,
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Drop,
    Double,
    Flip(NonZeroU8),
    Garbage(u16),
    Repeat(u16),
    StallMs(u64),
    Split,
    Line(LineKind),
    Unplug,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LineKind {
    Framing,
    Break,
    Parity,
    Overrun,
    Unknown,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BoardEntry {
    stub_start: Start,
    mem_end_reply: MemEnd,
    baud_change: Baud,
    erase: Erase,
    stuck_cells: Vec<Cell>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Start {
    #[default]
    Normal,
    LateMs(u64),
    Never,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MemEnd {
    #[default]
    Sent,
    Lost,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Baud {
    #[default]
    Followed,
    Ignored,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Erase {
    #[default]
    Normal,
    Never,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cell {
    address: u32,
    zero_bits: NonZeroU8,
}

impl LineEntry {
    fn meant(&self) -> Result<Fault, String> {
        let at = match (self.heard, self.sent) {
            (Some(place), None) => FaultAt::Heard(place),
            (None, Some(place)) => FaultAt::Sent(place),
            (None, None) => return Err("heard: it or `sent` must name a byte".into()),
            (Some(_), Some(_)) => return Err("sent: it can't stand beside `heard`".into()),
        };
        let kind = match self.kind {
            Kind::Drop => FaultKind::Drop,
            Kind::Double => FaultKind::Double,
            Kind::Flip(bits) => FaultKind::Flip(bits.get()),
            Kind::Garbage(bytes) => FaultKind::Garbage(bytes),
            Kind::Repeat(bytes) => FaultKind::Repeat(bytes),
            Kind::StallMs(time) => FaultKind::Stall(Duration::from_millis(time)),
            Kind::Split => FaultKind::Split,
            Kind::Line(fault) => FaultKind::Line(fault.meant()),
            Kind::Unplug => FaultKind::Unplug,
        };
        match (at, kind) {
            (FaultAt::Sent(_), FaultKind::Split | FaultKind::Line(_)) => {
                Err("kind: this strikes only what is heard".into())
            }
            (at, kind) => Ok(Fault { at, kind }),
        }
    }
}

impl LineKind {
    const fn meant(self) -> LineFault {
        match self {
            Self::Framing => LineFault::Framing,
            Self::Break => LineFault::Break,
            Self::Parity => LineFault::Parity,
            Self::Overrun => LineFault::Overrun,
            Self::Unknown => LineFault::Unknown,
        }
    }
}

impl BoardEntry {
    fn meant(&self, flash_bytes: u32) -> Result<Defects, String> {
        let beyond = self.stuck_cells.iter().position(|cell| cell.address >= flash_bytes);
        if let Some(index) = beyond {
            return Err(format!(
                "board.stuck_cells[{index}].address: the flash has only {flash_bytes} bytes"
            ));
        }
        Ok(Defects {
            stub_start: match self.stub_start {
                Start::Normal => StubStart::Normal,
                Start::LateMs(time) => StubStart::Late(Duration::from_millis(time)),
                Start::Never => StubStart::Never,
            },
            mem_end_reply: match self.mem_end_reply {
                MemEnd::Sent => MemEndReply::Sent,
                MemEnd::Lost => MemEndReply::Lost,
            },
            baud_change: match self.baud_change {
                Baud::Followed => BaudChange::Followed,
                Baud::Ignored => BaudChange::Ignored,
            },
            erase: match self.erase {
                Erase::Normal => EraseEnd::Normal,
                Erase::Never => EraseEnd::Never,
            },
            stuck_cells: self
                .stuck_cells
                .iter()
                .map(|cell| StuckCell { address: cell.address, zero_bits: cell.zero_bits.get() })
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLASH_BYTES: u32 = 4 << 20;

    #[test]
    fn a_plan_is_read_as_it_is_written() {
        let json = br#"{
            "line": [
                { "heard": 1200, "kind": "drop" },
                { "sent": 44, "kind": { "flip": 1 } },
                { "heard": 3, "kind": { "line": "break" } },
                { "sent": 5, "kind": { "stall_ms": 500 } }
            ],
            "board": {
                "stub_start": { "late_ms": 20 }, "mem_end_reply": "lost", "erase": "never",
                "stuck_cells": [ { "address": 4096, "zero_bits": 129 } ]
            } }"#;
        let fault = |at, kind| Fault { at, kind };
        let expected = Plan {
            line: vec![
                fault(FaultAt::Heard(1200), FaultKind::Drop),
                fault(FaultAt::Sent(44), FaultKind::Flip(1)),
                fault(FaultAt::Heard(3), FaultKind::Line(LineFault::Break)),
                fault(FaultAt::Sent(5), FaultKind::Stall(Duration::from_millis(500))),
            ],
            board: Defects {
                stub_start: StubStart::Late(Duration::from_millis(20)),
                mem_end_reply: MemEndReply::Lost,
                erase: EraseEnd::Never,
                stuck_cells: vec![StuckCell { address: 4096, zero_bits: 129 }],
                ..Defects::default()
            },
        };
        assert_eq!(parse(json, FLASH_BYTES), Ok(expected));
        let none = Plan { line: Vec::new(), board: Defects::default() };
        assert_eq!(parse(b"{}", FLASH_BYTES), Ok(none));
    }

    #[test]
    fn a_mistake_is_named_with_its_field() {
        for (json, field) in [
            (r#"{ "lines": [] }"#, "lines"),
            (r#"{ "line": [{ "heard": -1, "kind": "drop" }] }"#, "line[0].heard: "),
            (r#"{ "line": [{ "heard": 1, "kind": "lose" }] }"#, "line[0].kind"),
            (r#"{ "line": [{ "heard": 1, "kind": { "flip": 0 } }] }"#, "line[0].kind.flip: "),
            (r#"{ "line": [{ "heard": 1, "kind": { "line": "x" } }] }"#, "line[0].kind.line"),
            (r#"{ "line": [{ "heard": 1 }] }"#, "`kind`"),
            (r#"{ "line": [{ "kind": "drop" }] }"#, "line[0].heard: "),
            (r#"{ "line": [{ "heard": 1, "sent": 1, "kind": "drop" }] }"#, "line[0].sent: "),
            (r#"{ "line": [{ "sent": 1, "kind": "split" }] }"#, "line[0].kind: "),
            (r#"{ "board": { "erase": "lost" } }"#, "board.erase"),
            (
                r#"{ "board": { "stuck_cells": [{ "address": 4194304, "zero_bits": 1 }] } }"#,
                "board.stuck_cells[0].address: ",
            ),
        ] {
            let problem = parse(json.as_bytes(), FLASH_BYTES).unwrap_err();
            assert!(problem.contains(field), "{json}: {problem}");
        }
        assert!(parse(b"{} {}", FLASH_BYTES).is_err());
        assert!(parse(b"{", FLASH_BYTES).is_err());
    }
}
