//! Files as text. The editor keeps their line ends and byte order mark, so that what is opened and saved
//! unchanged is the same to the byte.

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// It is text as some Windows programs save it, two bytes a letter.
    Utf16,
    /// It has letters in an old one-byte form.
    OneByte,
    /// It is none at all: a picture, a compiled program.
    Binary,
}

/// The text of a file.
///
/// # Errors
///
/// What it is instead.
pub fn text_of(bytes: &[u8]) -> Result<String, NotText> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(NotText::Utf16);
    }
    if bytes.contains(&0) {
        return Err(NotText::Binary);
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if is_one_byte(bytes) => Err(NotText::OneByte),
        Err(_) => Err(NotText::Binary),
    }
}

/// Whether bytes that are no UTF-8 look like text: few control codes, and mostly ASCII.
fn is_one_byte(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < 32 && !b"\t\n\r\x0C".contains(byte) || *byte == 127;
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    !bytes.iter().any(is_control) && high * 4 <= bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_as_it_is() {
        for text in ["", "a = 1\n", "a\r\nb\nc\r", "\u{FEFF}x", "grün 😀\n", "\t x"] {
            assert_eq!(text_of(text.as_bytes()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_called_by_what_it_is() {
        assert_eq!(text_of(b"\xFF\xFEa\0"), Err(NotText::Utf16));
        assert_eq!(text_of(b"\xFE\xFF\0a"), Err(NotText::Utf16));
        assert_eq!(text_of(b"print('gr\xFCn')\n"), Err(NotText::OneByte));
        for bytes in [&b"M\x06\x00\x1F"[..], b"\x89PNG\r\n\x1A\n", b"\xC3\x28\x01\xA0\xA1\xE2"] {
            assert_eq!(text_of(bytes), Err(NotText::Binary));
        }
    }
}
