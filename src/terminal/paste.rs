//! What is pasted, as the board's prompt takes it.

/// The board takes no more at once: it keeps 256 bytes until Python reads them.
pub const CHUNK_BYTES: usize = 128;

/// Starts and ends MicroPython's paste mode, which indents nothing by itself.
const PASTE_MODE: u8 = 0x05;
const PASTE_END: u8 = 0x04;

/// Where the paste goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An empty prompt: several lines go there in paste mode.
    EmptyPrompt,
    /// Anything else, such as a paste mode that the person has started.
    Elsewhere,
}

/// The bytes to send.
///
/// Lines end with a carriage return, tabs become spaces, quotation marks of word processors become
/// those of Python, and prompts that were copied with a program go away.
#[must_use]
pub fn prepare(text: &str, place: Place) -> Vec<u8> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_program = text.trim_end_matches('\n').contains('\n');
    let text = without_prompts(&text).unwrap_or(text);
    let text: String = text.chars().map(plain).collect();
    let text = text.replace('\t', "    ");
    if is_program && place == Place::EmptyPrompt {
        let body = text.trim_end_matches('\n').replace('\n', "\r");
        return [&[PASTE_MODE], body.as_bytes(), &[b'\r', PASTE_END]].concat();
    }
    text.replace('\n', "\r").into_bytes()
}

/// The text without `>>> ` and `... `, where every line has one.
fn without_prompts(text: &str) -> Option<String> {
    let of_line = |line| -> Option<&str> {
        let prompts = [">>> ", "... ", ">>>", "..."];
        prompts.into_iter().find_map(|prompt| str::strip_prefix(line, prompt))
    };
    let ends_line = text.ends_with('\n');
    let lines: Option<Vec<_>> = text.trim_end_matches('\n').split('\n').map(of_line).collect();
    let mut bare = lines?.join("\n");
    if ends_line {
        bare.push('\n');
    }
    Some(bare)
}

const fn plain(letter: char) -> char {
    match letter {
        '\u{201C}' | '\u{201D}' | '\u{201E}' => '"',
        '\u{2018}' | '\u{2019}' | '\u{201A}' => '\'',
        '\u{00A0}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_sent_as_it_is() {
        assert_eq!(prepare("print(1)", Place::EmptyPrompt), b"print(1)");
        assert_eq!(prepare("print(1)\r\n", Place::EmptyPrompt), b"print(1)\r");
    }

    #[test]
    fn a_program_goes_into_paste_mode_so_that_nothing_is_indented_twice() {
        let program = "for i in range(2):\r\n\tprint(i)\r\n";
        let expected = b"\x05for i in range(2):\r    print(i)\r\x04";
        assert_eq!(prepare(program, Place::EmptyPrompt), expected);
    }

    #[test]
    fn what_goes_into_a_program_or_a_paste_mode_gets_no_marks_of_its_own() {
        assert_eq!(prepare("a\nb\n", Place::Elsewhere), b"a\rb\r");
    }

    #[test]
    fn prompts_of_a_handout_go_away() {
        let handout = ">>> for i in range(2):\n...     print(i)\n...\n>>> print(\u{201C}x\u{201D})";
        let expected = b"\x05for i in range(2):\r    print(i)\r\rprint(\"x\")\r\x04";
        assert_eq!(prepare(handout, Place::EmptyPrompt), expected);
        assert_eq!(prepare(">>> 1\n1", Place::Elsewhere), b">>> 1\r1");
    }
}
