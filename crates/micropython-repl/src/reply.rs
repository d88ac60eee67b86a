//! The answers of our own programs, told apart from all else that a board prints.
//!
//! ```text
//! <bw 19 32768 7 6d61696e2e>
//! ```
//!
//! A number of bytes, a space, and so many letters, digits, spaces and signs of base64. Wi-Fi, timers and
//! interrupts may print between any two bytes of it; they end their lines. What does not fit is noticed.

use alloc::vec::Vec;

const OPEN: &[u8] = b"<bw ";
const CLOSE: u8 = b'>';
/// A text in the middle of a part that has more closing signs is too much.
const MOST_CLOSES: usize = 4;

/// What a program of ours answered.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The framed parts, in their order.
    pub(crate) parts: Vec<Vec<u8>>,
    /// What else was printed meanwhile.
    pub(crate) other: Vec<u8>,
    /// A part could not be read.
    pub(crate) is_damaged: bool,
}

impl Reply {
    /// Reads all that a program printed.
    pub(crate) fn read(printed: &[u8]) -> Self {
        let mut reply = Self::default();
        let mut left = printed;
        while let Some(at) = crate::bytes::find(left, OPEN) {
            let (before, from) = left.split_at(at);
            reply.other.extend_from_slice(before);
            let from = from.get(OPEN.len()..).unwrap_or_default();
            match part(from) {
                Some((part, other, rest)) => {
                    reply.parts.push(part);
                    reply.other.extend(other);
                    left = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
                }
                None => {
                    reply.is_damaged = true;
                    left = from;
                }
            }
        }
        reply.other.extend_from_slice(left);
        if reply.is_damaged {
            // Pieces of our own answers are not for a person.
            reply.other.clear();
        }
        reply
    }
}

/// A part, what stood in the middle of it, and what follows. What stood there may hold the closing sign.
fn part(from: &[u8]) -> Option<(Vec<u8>, Vec<u8>, &[u8])> {
    let closes = from.iter().enumerate().filter(|(_, byte)| **byte == CLOSE).map(|(at, _)| at);
    closes.take(MOST_CLOSES).find_map(|at| {
        let (inside, rest) = (from.get(..at)?, from.get(at + 1..)?);
        if !(rest.is_empty() || rest.starts_with(b"\r\n") || rest.starts_with(b"\n")) {
            return None;
        }
        let (part, other) = match whole(inside) {
            Some(part) => (part.to_vec(), Vec::new()),
            None => parted(inside)?,
        };
        Some((part, other, rest))
    })
}

/// A part with one text in its middle that ends its line: it has as many bytes as there are too many.
fn parted(inside: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let end = inside.iter().rposition(|&byte| byte == b'\n')? + 1;
    // It may stand within the number.
    (0..end).rev().find_map(|start| {
        let joined = [inside.get(..start)?, inside.get(end..)?].concat();
        Some((whole(&joined)?.to_vec(), inside.get(start..end)?.to_vec()))
    })
}

/// The bytes of a part that has as many as it says.
fn whole(inside: &[u8]) -> Option<&[u8]> {
    let (count, part) = split_at_byte(inside, b' ')?;
    let is_ours = part.iter().all(|byte| byte.is_ascii_alphanumeric() || b" +/=".contains(byte));
    (number(count)? == part.len() && is_ours).then_some(part)
}

pub(crate) fn number(digits: &[u8]) -> Option<usize> {
    core::str::from_utf8(digits).ok()?.parse().ok()
}

pub(crate) fn split_at_byte(bytes: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|&other| other == byte)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;

    fn read(printed: &str) -> Reply {
        Reply::read(printed.as_bytes())
    }

    fn of(parts: &[&str], other: &str) -> Reply {
        let parts = parts.iter().map(|part| part.as_bytes().to_vec()).collect();
        Reply { parts, other: other.into(), is_damaged: false }
    }

    #[test]
    fn parts_are_told_apart_from_other_text() {
        let printed = "scandone\r\n<bw 2 ab>\r\nstate: 5 -> 0 (0)\r\n<bw 0 >\r\n";
        assert_eq!(read(printed), of(&["ab", ""], "scandone\r\nstate: 5 -> 0 (0)\r\n"));
    }

    #[test]
    fn a_text_in_the_middle_of_a_part_is_passed_on_wherever_it_stands() {
        let part = "6d61696e2e7079 8 1234";
        for text in ["scandone\r\n", "state: 5 -> 0 (0)\r\n", "add 1\r\naid 2\r\n"] {
            let framed = format!("{} {part}", part.len());
            for at in 0..=framed.len() {
                let (before, after) = framed.split_at(at);
                let printed = format!("<bw {before}{text}{after}>\r\n");
                assert_eq!(read(&printed), of(&[part], text), "{printed}");
            }
        }
    }

    #[test]
    fn what_can_not_be_mended_is_noticed_and_nothing_of_it_is_shown() {
        for printed in ["<bw 3 ab>", "<bw 3 ab", "<bw x ab>", "<bw 2 a\nx\nb\n>"] {
            let reply = read(printed);
            assert!(reply.is_damaged && reply.parts.is_empty(), "{printed}: {reply:?}");
            assert_eq!(String::from_utf8_lossy(&reply.other), "");
        }
    }
}
