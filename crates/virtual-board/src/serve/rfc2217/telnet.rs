//! Telnet, as far as RFC 2217 needs it: data, options, and one subnegotiation. Sans-IO.
//!
//! ```text
//! FF FF                      a data byte FF
//! FF FB|FC|FD|FE option      WILL, WON'T, DO, DON'T
//! FF FA option … FF F0       subnegotiation; an FF inside is doubled
//! FF other                   a command without argument: nothing here
//! ```

const IAC: u8 = 0xFF;
const SB: u8 = 0xFA;
const SE: u8 = 0xF0;
const WILL: u8 = 0xFB;
const DONT: u8 = 0xFE;
/// Longer ones than any of RFC 2217 are not kept.
const SUBNEGOTIATION_BYTES: usize = 64;

/// Whether a client that begins so speaks telnet.
pub(crate) const fn is_greeting(first: &[u8]) -> bool {
    matches!(first, [IAC, ..])
}

/// Something that a client said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    Data(Vec<u8>),
    /// WILL, WON'T, DO or DON'T, and the option.
    Option {
        verb: Verb,
        option: u8,
    },
    /// Option and content.
    Subnegotiation(Vec<u8>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Will,
    Wont,
    Do,
    Dont,
}

/// Takes what a client sends apart, in chunks of any size.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    state: State,
    subnegotiation: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Data,
    Iac,
    Verb(Verb),
    Subnegotiation,
    SubnegotiationIac,
}

impl Parser {
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Vec<Said> {
        let mut said = Vec::new();
        let mut data = Vec::new();
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::Data, IAC) => State::Iac,
                (State::Data, byte) => {
                    data.push(byte);
                    State::Data
                }
                (State::Iac, IAC) => {
                    data.push(IAC);
                    State::Data
                }
                (State::Iac, SB) => {
                    self.subnegotiation.clear();
                    State::Subnegotiation
                }
                (State::Iac, verb @ WILL..=DONT) => State::Verb(Verb::of(verb)),
                (State::Iac, _) => State::Data,
                (State::Verb(verb), option) => {
                    flush(&mut data, &mut said);
                    said.push(Said::Option { verb, option });
                    State::Data
                }
                (State::Subnegotiation, IAC) => State::SubnegotiationIac,
                (State::SubnegotiationIac, SE) => {
                    flush(&mut data, &mut said);
                    said.push(Said::Subnegotiation(std::mem::take(&mut self.subnegotiation)));
                    State::Data
                }
                (State::Subnegotiation | State::SubnegotiationIac, byte) => {
                    if self.subnegotiation.len() < SUBNEGOTIATION_BYTES {
                        self.subnegotiation.push(byte);
                    }
                    State::Subnegotiation
                }
            };
        }
        flush(&mut data, &mut said);
        said
    }
}

fn flush(data: &mut Vec<u8>, said: &mut Vec<Said>) {
    if !data.is_empty() {
        said.push(Said::Data(std::mem::take(data)));
    }
}

impl Verb {
    const fn of(byte: u8) -> Self {
        match byte {
            WILL => Self::Will,
            0xFC => Self::Wont,
            0xFD => Self::Do,
            _ => Self::Dont,
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Will => WILL,
            Self::Wont => 0xFC,
            Self::Do => 0xFD,
            Self::Dont => DONT,
        }
    }
}

/// Data for the wire: each FF doubled.
pub(crate) fn data(bytes: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        wire.push(byte);
        if byte == IAC {
            wire.push(IAC);
        }
    }
    wire
}

pub(crate) fn option(verb: Verb, option: u8) -> Vec<u8> {
    vec![IAC, verb.byte(), option]
}

pub(crate) fn subnegotiation(content: &[u8]) -> Vec<u8> {
    [&[IAC, SB], &data(content)[..], &[IAC, SE]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_options_and_subnegotiations_are_told_apart_however_they_are_cut() {
        let wire = [
            0x41, 0xFF, 0xFF, 0x42, // A FF B
            0xFF, 0xFD, 0x2C, // DO com-port-option
            0xFF, 0xFA, 0x2C, 0x01, 0x00, 0x00, 0xFF, 0xFF, 0x00, 0xFF,
            0xF0, // baud 0x0000FF00
            0xFF, 0xF1, // NOP
            0x43,
        ];
        let expected = [
            Said::Data(vec![0x41, 0xFF, 0x42]),
            Said::Option { verb: Verb::Do, option: 0x2C },
            Said::Subnegotiation(vec![0x2C, 0x01, 0x00, 0x00, 0xFF, 0x00]),
            Said::Data(vec![0x43]),
        ];
        for cut in 0..=wire.len() {
            let mut parser = Parser::default();
            let mut said = parser.push(&wire[..cut]);
            said.extend(parser.push(&wire[cut..]));
            assert_eq!(joined(said), expected, "cut at {cut}");
        }
    }

    fn joined(said: Vec<Said>) -> Vec<Said> {
        let mut joined: Vec<Said> = Vec::new();
        for next in said {
            match (joined.last_mut(), next) {
                (Some(Said::Data(before)), Said::Data(more)) => before.extend(more),
                (_, next) => joined.push(next),
            }
        }
        joined
    }

    #[test]
    fn what_is_sent_is_understood() {
        let content = [44, 101, 0x00, 0xFF, 0x12, 0x00];
        let said = Parser::default().push(&subnegotiation(&content));
        assert_eq!(said, [Said::Subnegotiation(content.to_vec())]);
        assert_eq!(data(&[1, 0xFF]), [1, 0xFF, 0xFF]);
        assert_eq!(option(Verb::Will, 44), [0xFF, 0xFB, 44]);
    }

    #[test]
    fn an_endless_subnegotiation_takes_no_endless_memory() {
        let mut parser = Parser::default();
        parser.push(&[0xFF, 0xFA, 44]);
        parser.push(&[1; 10_000]);
        assert!(parser.subnegotiation.len() <= SUBNEGOTIATION_BYTES);
    }
}
