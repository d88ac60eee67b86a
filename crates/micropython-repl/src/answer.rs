//! The answer to a program that was sent in raw mode: its output, then its error, then where Python is.
//!
//! ```text
//! output 04 error 04 >                            raw mode again
//! output 04 error 04 MPY: soft reboot … raw REPL; CTRL-B to exit\r\n>     the program ended Python
//! ```

use crate::bytes::{BANNER_END, CTRL_D, RAW_GREETING, SOFT_REBOOT};
use alloc::vec::Vec;

/// An error text longer than this is none: the program prints bytes of the protocol.
const MOST_HELD_BYTES: usize = 64 << 10;

/// Where Python is after a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    /// In raw mode; what the program defined is still there.
    Raw,
    /// In raw mode, started anew: the program ended Python, as `sys.exit()` does since v1.24.
    SoftReset,
    /// At a friendly prompt: the board restarted.
    Restarted,
}

/// Reads an answer from what arrives.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// From the first end mark on: the end of the answer, unless more comes.
    held: Vec<u8>,
    /// The last of the output.
    tail: Vec<u8>,
}

/// How an answer ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) error: Vec<u8>,
    pub(crate) afterwards: Afterwards,
}

/// What bytes from an end mark on are.
enum Looks {
    Complete(End),
    Begun,
    /// Python starts anew, which takes as long as `boot.py` does.
    SoftReset,
    Output,
}

impl Answer {
    /// Takes bytes. What is output for certain goes to `output`.
    pub(crate) fn push(&mut self, bytes: &[u8], output: &mut dyn FnMut(&[u8])) {
        self.held.extend_from_slice(bytes);
        while let Some(mark) = self.held.iter().position(|&byte| byte == CTRL_D) {
            self.pass(mark, output);
            if !matches!(looks(&self.held), Looks::Output) {
                return;
            }
            self.pass(1, output);
        }
        self.pass(self.held.len(), output);
    }

    /// The end, if what has come is one.
    pub(crate) fn end(&self) -> Option<End> {
        if self.held.is_empty() {
            return self
                .tail
                .ends_with(BANNER_END)
                .then(|| End { error: Vec::new(), afterwards: Afterwards::Restarted });
        }
        match looks(&self.held) {
            Looks::Complete(end) => Some(end),
            Looks::Begun | Looks::SoftReset | Looks::Output => None,
        }
    }

    /// Whether an end has begun that comes without a pause.
    pub(crate) fn has_begun_to_end(&self) -> bool {
        !self.held.is_empty() && matches!(looks(&self.held), Looks::Begun)
    }

    /// No more has come for long: what looked like the beginning of an end is output.
    pub(crate) fn give_up_end(&mut self, output: &mut dyn FnMut(&[u8])) {
        self.pass(self.held.len(), output);
    }

    /// The last bytes that came.
    pub(crate) fn heard(&self) -> Vec<u8> {
        [self.tail.as_slice(), &self.held].concat()
    }

    fn pass(&mut self, count: usize, output: &mut dyn FnMut(&[u8])) {
        const TAIL_BYTES: usize = 256;
        if count == 0 {
            return;
        }
        let passed: Vec<u8> = self.held.drain(..count).collect();
        output(&passed);
        self.tail.extend_from_slice(&passed);
        self.tail.drain(..self.tail.len().saturating_sub(TAIL_BYTES));
    }
}

/// What bytes are that begin with an end mark.
fn looks(held: &[u8]) -> Looks {
    let after_first = held.get(1..).unwrap_or_default();
    let Some(second) = after_first.iter().position(|&byte| byte == CTRL_D) else {
        return if held.len() > MOST_HELD_BYTES { Looks::Output } else { Looks::Begun };
    };
    let (error, rest) = after_first.split_at(second);
    let rest = rest.get(1..).unwrap_or_default();
    let end = |afterwards| Looks::Complete(End { error: error.to_vec(), afterwards });
    match rest {
        b">" => end(Afterwards::Raw),
        rest if begins_soft_reset(rest) => match rest {
            rest if rest.ends_with(RAW_GREETING) => end(Afterwards::SoftReset),
            rest if rest.ends_with(BANNER_END) => end(Afterwards::Restarted),
            [] => Looks::Begun,
            _ if rest.len() > MOST_HELD_BYTES => Looks::Output,
            _ => Looks::SoftReset,
        },
        _ => Looks::Output,
    }
}

/// Whether this is `MPY: soft reboot` or `PYB: soft reboot`, or begins so as far as it goes.
fn begins_soft_reset(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\r\n").unwrap_or(bytes);
    [b"MPY", b"PYB"].iter().any(|name| {
        let expected = name.iter().chain(SOFT_REBOOT);
        bytes.iter().zip(expected).all(|(byte, expected)| byte == expected)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    /// What is output, and how it ends, of an answer that comes in pieces.
    fn read(answer: &[u8], piece: usize) -> (Vec<u8>, Option<End>) {
        let (mut reader, mut printed) = (Answer::default(), Vec::new());
        for bytes in answer.chunks(piece) {
            reader.push(bytes, &mut |bytes| printed.extend_from_slice(bytes));
        }
        let end = reader.end();
        (printed, end)
    }

    fn ended(error: &[u8], afterwards: Afterwards) -> Option<End> {
        Some(End { error: error.to_vec(), afterwards })
    }

    #[test]
    fn output_and_error_are_told_apart_however_they_are_cut() {
        let answer = b"1\r\n\x04ZeroDivisionError: divide by zero\r\n\x04>";
        for piece in 1..=answer.len() {
            let error = b"ZeroDivisionError: divide by zero\r\n";
            assert_eq!(read(answer, piece), (b"1\r\n".to_vec(), ended(error, Afterwards::Raw)));
        }
    }

    #[test]
    fn a_program_that_ends_python_leaves_it_started_anew() {
        for name in ["MPY", "PYB"] {
            let mut answer = b"1\r\n\x04\x04".to_vec();
            answer.extend(name.bytes());
            answer.extend(b": soft reboot\r\nboot.py says hello\r\nraw REPL; CTRL-B to exit\r\n>");
            for piece in 1..=answer.len() {
                let (printed, end) = read(&answer, piece);
                assert_eq!((&*printed, end), (&b"1\r\n"[..], ended(b"", Afterwards::SoftReset)));
            }
        }
    }

    #[test]
    fn a_program_may_print_the_marks_of_the_protocol() {
        let answer = b"a\x04b\x04c>\x04\x04d\x04\x04>";
        for piece in 1..=answer.len() {
            let (printed, end) = read(answer, piece);
            assert_eq!(
                (&*printed, end),
                (&b"a\x04b\x04c>\x04\x04d"[..], ended(b"", Afterwards::Raw))
            );
        }
    }

    #[test]
    fn a_mark_without_an_end_is_output_in_the_end() {
        let (mut reader, mut printed) = (Answer::default(), vec![]);
        reader.push(b"a\x04b", &mut |bytes| printed.extend_from_slice(bytes));
        assert!(reader.has_begun_to_end());
        assert_eq!(printed, b"a");
        let mut later = vec![];
        reader.give_up_end(&mut |bytes| later.extend_from_slice(bytes));
        assert_eq!(later, b"\x04b");
        assert_eq!(reader.end(), None);
    }

    #[test]
    fn a_banner_tells_of_a_board_that_restarted() {
        let answer = b"bye\r\nrl\x00l\x9c\r\nMicroPython v1.23.0 on 2024-06-02; ESP module with \
                       ESP8266\r\nType \"help()\" for more information.\r\n>>> ";
        assert_eq!(read(answer, 7).1, ended(b"", Afterwards::Restarted));
    }

    proptest::proptest! {
        #[test]
        fn no_byte_of_the_output_is_lost(
            printed in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300),
            piece in 1_usize..40,
        ) {
            let answer = [printed.as_slice(), b"!\x04\x04>"].concat();
            let (output, end) = read(&answer, piece);
            proptest::prop_assert_eq!(output, [printed.as_slice(), b"!"].concat());
            proptest::prop_assert_eq!(end, ended(b"", Afterwards::Raw));
        }
    }
}
