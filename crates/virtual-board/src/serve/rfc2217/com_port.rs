//! The COM port option: what a client asks of the port, and what it is answered. Sans-IO.
//!
//! | code | content | meaning here |
//! |---|---|---|
//! | 1 | u32 BE | speed; 0 asks for it |
//! | 2, 3, 4 | u8 | data bits, parity, stop bits: always 8, none, 1 |
//! | 5 | u8 | 8, 9: DTR on, off; 11, 12: RTS on, off; others ask |
//! | 10, 11 | u8 | masks of what the client wants to be told of: lines and modem |
//! | 12 | u8 | 1, 3: throw away what has come; 2, 3: what has not left |
//!
//! | 8, 9 | | hold back, go on: not answered, for 108 and 109 would tell the client to; not obeyed |
//!
//! Each other is answered under its code plus 100, with the value that holds now.

use super::telnet::{self, Said, Verb};
use crate::bench::Command;

const COM_PORT: u8 = 44;
const BINARY: u8 = 0;
const SUPPRESS_GO_AHEAD: u8 = 3;
const FROM_SERVER: u8 = 100;

const SET_BAUDRATE: u8 = 1;
const SET_CONTROL: u8 = 5;
const FLOWCONTROL_SUSPEND: u8 = 8;
const FLOWCONTROL_RESUME: u8 = 9;
const PURGE_DATA: u8 = 12;

/// The port as the client has set it.
#[derive(Debug)]
pub(crate) struct ComPort {
    baud: u32,
    dtr: bool,
    rts: bool,
}

/// What follows from what a client said.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// For the board.
    pub(crate) commands: Vec<Command>,
    /// For the client.
    pub(crate) wire: Vec<u8>,
}

impl ComPort {
    /// An open port: both lines are on.
    pub(crate) const fn open(baud: u32) -> Self {
        Self { baud, dtr: true, rts: true }
    }

    pub(crate) fn answer(&mut self, said: Said) -> Outcome {
        let mut outcome = Outcome::default();
        match said {
            Said::Data(bytes) => outcome.commands.push(Command::Bytes(bytes)),
            Said::Option { verb, option } => outcome.wire = agree(verb, option),
            Said::Subnegotiation(content) => {
                if let [COM_PORT, code, value @ ..] = &content[..] {
                    self.set(*code, value, &mut outcome);
                }
            }
        }
        outcome
    }

    fn set(&mut self, code: u8, value: &[u8], outcome: &mut Outcome) {
        let holds: Vec<u8> = match (code, value) {
            (FLOWCONTROL_SUSPEND | FLOWCONTROL_RESUME, _) => return,
            (SET_BAUDRATE, value) => {
                let asked = value.try_into().map_or(0, u32::from_be_bytes);
                if asked > 0 {
                    self.baud = asked;
                    outcome.commands.push(Command::Baud(asked));
                }
                self.baud.to_be_bytes().to_vec()
            }
            (SET_CONTROL, [control]) => vec![self.control(*control, outcome)],
            (PURGE_DATA, [what]) => {
                // What has come is in the client's hands already.
                if matches!(what, 2 | 3) {
                    outcome.commands.push(Command::DiscardUnsent);
                }
                vec![*what]
            }
            (2, _) => vec![8],
            (3 | 4, _) => vec![1],
            (_, value) => value.to_vec(),
        };
        let answer = [&[COM_PORT, code.wrapping_add(FROM_SERVER)], &holds[..]].concat();
        outcome.wire = telnet::subnegotiation(&answer);
    }

    /// Sets or tells a line. The answer is the code of what holds.
    fn control(&mut self, control: u8, outcome: &mut Outcome) -> u8 {
        match control {
            7..=9 => self.switch(control, 8, 9, |port| &mut port.dtr, outcome),
            10..=12 => self.switch(control, 11, 12, |port| &mut port.rts, outcome),
            // No flow control, no break.
            0..=3 => 1,
            4..=6 => 6,
            13..=16 => 14,
            other => other,
        }
    }

    fn switch(
        &mut self,
        control: u8,
        on: u8,
        off: u8,
        line: fn(&mut Self) -> &mut bool,
        outcome: &mut Outcome,
    ) -> u8 {
        if control == on || control == off {
            *line(self) = control == on;
            outcome.commands.push(Command::Signals { dtr: self.dtr, rts: self.rts });
        }
        if *line(self) { on } else { off }
    }
}

/// Every option that this protocol uses is welcome, and no other.
fn agree(verb: Verb, option: u8) -> Vec<u8> {
    let is_known = matches!(option, COM_PORT | BINARY | SUPPRESS_GO_AHEAD);
    let answer = match verb {
        Verb::Will if is_known => Verb::Do,
        Verb::Do if is_known => Verb::Will,
        Verb::Will => Verb::Dont,
        Verb::Do => Verb::Wont,
        Verb::Wont | Verb::Dont => return Vec::new(),
    };
    telnet::option(answer, option)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(port: &mut ComPort, content: &[u8]) -> Outcome {
        port.answer(Said::Subnegotiation([&[COM_PORT], content].concat()))
    }

    #[test]
    fn a_speed_is_set_and_told() {
        let mut port = ComPort::open(115_200);
        let outcome = set(&mut port, &[1, 0, 0x07, 0x08, 0]);
        assert!(matches!(outcome.commands[..], [Command::Baud(460_800)]));
        let answer = [0xFF, 0xFA, 44, 101, 0, 0x07, 0x08, 0, 0xFF, 0xF0];
        assert_eq!(outcome.wire, answer);
        let asked = set(&mut port, &[1, 0, 0, 0, 0]);
        assert!(asked.commands.is_empty());
        assert_eq!(asked.wire, answer);
    }

    #[test]
    fn the_lines_are_switched_one_by_one() {
        let mut port = ComPort::open(115_200);
        let off = set(&mut port, &[5, 9]);
        assert!(matches!(off.commands[..], [Command::Signals { dtr: false, rts: true }]));
        assert_eq!(off.wire, [0xFF, 0xFA, 44, 105, 9, 0xFF, 0xF0]);
        let off = set(&mut port, &[5, 12]);
        assert!(matches!(off.commands[..], [Command::Signals { dtr: false, rts: false }]));
        let asked = set(&mut port, &[5, 7]);
        assert!(asked.commands.is_empty());
        assert_eq!(asked.wire, [0xFF, 0xFA, 44, 105, 9, 0xFF, 0xF0]);
    }

    #[test]
    fn a_purge_and_the_masks_are_acknowledged() {
        let mut port = ComPort::open(115_200);
        let purge = set(&mut port, &[12, 3]);
        assert!(matches!(purge.commands[..], [Command::DiscardUnsent]));
        assert_eq!(purge.wire, [0xFF, 0xFA, 44, 112, 3, 0xFF, 0xF0]);
        assert_eq!(set(&mut port, &[11, 0xFE]).wire, [0xFF, 0xFA, 44, 111, 0xFE, 0xFF, 0xF0]);
    }

    #[test]
    fn only_what_a_port_can_do_is_acknowledged() {
        let mut port = ComPort::open(115_200);
        let mut told = |content: &[u8]| set(&mut port, content).wire;
        assert_eq!(told(&[2, 7]), [0xFF, 0xFA, 44, 102, 8, 0xFF, 0xF0]);
        assert_eq!(told(&[3, 2]), [0xFF, 0xFA, 44, 103, 1, 0xFF, 0xF0]);
        assert_eq!(told(&[4, 2]), [0xFF, 0xFA, 44, 104, 1, 0xFF, 0xF0]);
        // Flow control by RTS and CTS: there is none.
        assert_eq!(told(&[5, 3]), [0xFF, 0xFA, 44, 105, 1, 0xFF, 0xF0]);
    }

    #[test]
    fn a_client_that_holds_back_is_not_told_to_hold_back() {
        let mut port = ComPort::open(115_200);
        assert!(set(&mut port, &[8]).wire.is_empty());
        assert!(set(&mut port, &[9]).wire.is_empty());
    }

    #[test]
    fn options_are_agreed_to_or_refused() {
        let mut port = ComPort::open(115_200);
        let mut said = |verb, option| port.answer(Said::Option { verb, option }).wire;
        assert_eq!(said(Verb::Will, COM_PORT), [0xFF, 0xFD, 44]);
        assert_eq!(said(Verb::Do, BINARY), [0xFF, 0xFB, 0]);
        assert_eq!(said(Verb::Do, 1), [0xFF, 0xFC, 1]);
        assert!(said(Verb::Wont, 1).is_empty());
    }
}
