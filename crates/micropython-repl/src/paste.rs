//! What a person pastes, as Python should get it.
//!
//! Programs come from handouts, chats and word processors, which put other letters in place of the plain
//! ones: `print(“Hello”)`, spaces that do not break, invisible marks. Here they become what was meant,
//! and what was changed is counted, so that a page can say so. The text goes through three steps:
//!
//! 1. `transcript`: prompts and answers go, where the text was copied from a prompt.
//! 2. `clean`: letters change where Python would read them as code, and nowhere else.
//! 3. `indent`: what all lines are indented by goes.
//!
//! Deliberately absent: any change inside a string, but for control characters. A program that prints
//! `Er sagte „Hallo“` prints that.

mod clean;
mod closing;
mod indent;
mod letters;
mod lines;
mod transcript;

use alloc::string::String;
use alloc::vec::Vec;

/// A paste, made ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The text. Its lines end with `\n`, and it has no control characters but that and tabs.
    pub text: String,
    /// What was changed to get it.
    pub changes: Changes,
    /// How to send it.
    pub delivery: Delivery,
}

/// What was changed in a paste, each kind with how often.
///
/// Ordinary line ends that became others are no change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Quotation marks that became `"` or `'`.
    pub quotes: usize,
    /// Letters without a shape that went, such as U+200B.
    pub invisible: usize,
    /// Other spaces, such as U+00A0, that became plain ones.
    pub spaces: usize,
    /// Minus signs, dashes, dots and wide signs such as `（` that became those of ASCII.
    pub signs: usize,
    /// Line ends that no keyboard makes, such as U+2028, that became plain ones.
    pub line_ends: usize,
    /// Control characters that went, which the prompt would have obeyed.
    pub controls: usize,
    /// Prompts, as in `>>> `, that went.
    pub prompts: usize,
    /// Lines between prompts that went, which Python had answered.
    pub answers: usize,
    /// Lines that had the indentation of all lines, and lost it.
    pub indented: usize,
}

/// How to send a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// There is nothing to send.
    Nothing,
    /// As if somebody typed it. Python remembers the line, and asks for more where it wants more.
    Keys,
    /// In paste mode, which takes every letter, and neither indents nor completes.
    PasteMode,
}

/// What Python should get of a text that is pasted at an empty prompt.
///
/// Empty lines at the beginning and at the end go. Several lines end with exactly one line end each. One
/// line ends with one if something of the kind stood behind it: without, it waits for the person's Enter.
///
/// ```
/// use micropython_repl::paste::{Delivery, for_python};
///
/// let pasted = for_python(">>> print(“It’s ok”)\nIt’s ok\n");
/// assert_eq!(pasted.text, "print(\"It’s ok\")\n");
/// assert_eq!((pasted.changes.quotes, pasted.changes.answers), (2, 1));
/// assert_eq!(pasted.delivery, Delivery::PasteMode, "’ can't be typed");
/// ```
#[must_use]
pub fn for_python(text: &str) -> Pasted {
    let mut changes = Changes::default();
    let mut text = lines::without_controls(text, &mut changes);
    let mut starts;
    loop {
        if let Some(bare) = transcript::without_prompts(&text, &mut changes) {
            text = bare;
        }
        (text, starts) = clean::clean(&text, &mut changes);
        // A wide `＞` or an invisible mark may have hidden a prompt. Each round takes some away.
        if !transcript::is_one(&text) {
            break;
        }
    }
    text = indent::without_common(&text, &starts, &mut changes);
    text = lines::without_empty_ends(&text);
    let delivery = Delivery::of(&text);
    Pasted { text, changes, delivery }
}

/// What a program gets of a text that is pasted while it runs, or where a line has begun.
///
/// That need not be Python: only line ends become `\n`, and control characters go.
#[must_use]
pub fn for_program(text: &str) -> Pasted {
    let mut changes = Changes::default();
    let mut text = lines::without_controls(text, &mut changes);
    text.retain(|letter| {
        let stays = !letter.is_control() || matches!(letter, '\n' | '\t');
        changes.controls += usize::from(!stays);
        stays
    });
    let delivery = if text.is_empty() { Delivery::Nothing } else { Delivery::Keys };
    Pasted { text, changes, delivery }
}

impl Pasted {
    /// The bytes for the board: UTF-8, each line ended with a carriage return as by Enter.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.text.bytes().map(|byte| if byte == b'\n' { b'\r' } else { byte }).collect()
    }

    /// Whether there are letters in it that a friendly prompt drops without a word.
    #[must_use]
    pub fn has_non_ascii(&self) -> bool {
        !self.text.is_ascii()
    }

    /// The length of the longest line, in bytes, without its end.
    #[must_use]
    pub fn longest_line_bytes(&self) -> usize {
        self.text.split('\n').map(str::len).max().unwrap_or_default()
    }
}

impl Changes {
    /// Whether nothing was changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Delivery {
    /// For Python's text.
    fn of(text: &str) -> Self {
        let line = text.strip_suffix('\n').unwrap_or(text);
        if text.is_empty() {
            Self::Nothing
        } else if !line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
            || text != line && is_whole_block(line)
        {
            Self::PasteMode
        } else {
            Self::Keys
        }
    }
}

/// Whether a line is a block with its body, as in `for i in x: print(i)`. Typed, it would wait for an
/// empty line. A block without its body has to: the person goes on with it.
fn is_whole_block(line: &str) -> bool {
    const BLOCKS: [&str; 9] =
        ["async", "class", "def", "for", "if", "match", "try", "while", "with"];
    let word = line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next();
    word.is_some_and(|word| BLOCKS.contains(&word))
        && line.contains(':')
        && !line.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    fn text(pasted: &str) -> String {
        for_python(pasted).text
    }

    #[test]
    fn an_empty_paste_is_empty() {
        for nothing in ["", "\r\n", " \n\t\n", "\u{FEFF}", "\u{4}"] {
            let pasted = for_python(nothing);
            assert_eq!((pasted.text.as_str(), pasted.delivery), ("", Delivery::Nothing));
        }
    }

    #[test]
    fn one_line_waits_for_enter_unless_it_was_pasted_with_one() {
        assert_eq!(for_python("print(1)").to_bytes(), b"print(1)");
        assert_eq!(for_python("\nprint(1)\r\n\r\n").to_bytes(), b"print(1)\r");
        assert_eq!(for_python("print(1)").delivery, Delivery::Keys);
    }

    #[test]
    fn several_lines_end_with_one_line_end_each() {
        let pasted = for_python("for i in range(2):\r\n\tprint(i)\rx");
        assert_eq!(pasted.to_bytes(), b"for i in range(2):\r\tprint(i)\rx\r");
        assert_eq!(pasted.delivery, Delivery::PasteMode);
        assert_eq!(pasted.longest_line_bytes(), 18);
    }

    #[test]
    fn what_a_prompt_would_drop_complete_or_wait_on_goes_in_paste_mode() {
        for line in ["print('Grüße °C')", "x\t=\t1", "for i in x: print(i)\n", "if x: y = {1: 2}\n"]
        {
            assert_eq!(for_python(line).delivery, Delivery::PasteMode, "{line:?}");
        }
        assert!(for_python("print('Grüße °C')").has_non_ascii());
        for line in ["for i in x:\n", "for i in x: print(i)", "format(x)\n", "f(1,\n"] {
            assert_eq!(for_python(line).delivery, Delivery::Keys, "{line:?}");
        }
    }

    #[test]
    fn control_characters_go_everywhere() {
        let pasted = for_python("print('a\x04b')\x03\n\x05# \x01\x02c\x1b\x7f\u{9B}\n");
        assert_eq!(pasted.text, "print('ab')\n# c\n");
        assert_eq!(pasted.changes, Changes { controls: 8, ..Changes::default() });
    }

    #[test]
    fn invisible_letters_and_odd_spaces_go_outside_strings() {
        assert_eq!(text("\u{FEFF}a=1"), "a=1");
        assert_eq!(text("a\u{200B}=1"), "a=1");
        assert_eq!(text("if a:\u{2028}\u{2003}b\u{B}\u{2003}c\u{C}d"), "if a:\n b\n c\nd\n");
        assert_eq!(text("'\u{200B}\u{A0}'"), "'\u{200B}\u{A0}'");
    }

    #[test]
    fn a_lesson_from_a_handout_runs() {
        let handout = "    >>> name = “Ada”\n    >>> for i in range(2):\n    ...     print(name, −i)\n\
                       \x20   Ada 0\n    Ada -1\n";
        let pasted = for_python(handout);
        assert_eq!(pasted.text, "name = \"Ada\"\nfor i in range(2):\n    print(name, -i)\n");
        let expected =
            Changes { quotes: 2, signs: 1, prompts: 3, answers: 2, ..Changes::default() };
        assert_eq!(pasted.changes, expected);
    }

    #[test]
    fn a_prompt_that_wide_signs_hid_goes_too() {
        assert_eq!(text("＞＞＞ >\u{200B}>> x\n1\n"), "x\n");
    }

    #[test]
    fn what_is_no_python_keeps_all_but_controls() {
        let pasted = for_program("  “a”\r\n>>> \u{A0}\x03\tb\r");
        assert_eq!(pasted.text, "  “a”\n>>> \u{A0}\tb\n");
        assert_eq!(pasted.delivery, Delivery::Keys);
    }

    /// Letters that mean something here, and a few that do not.
    fn any_text() -> impl Strategy<Value = String> {
        const PIECES: &str = "[ab:. \t\n\r\\\\#'\"“”„‘’«»…−＞>=（()\u{B}\u{C}\u{85}\u{2028}\u{200B}\
                              \u{A0}\u{4}é]{0,40}";
        prop_oneof![PIECES, "(>>> |\\.\\.\\. |a|\n|\"|“|”| ){0,20}", "\\PC{0,40}"]
    }

    proptest! {
        #[test]
        fn nothing_is_left_to_change(pasted in any_text()) {
            let once = for_python(&pasted);
            let twice = for_python(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert!(twice.changes.is_empty(), "{:?}", twice.changes);
        }

        #[test]
        fn no_control_character_is_left(pasted in any_text()) {
            for made in [for_python(&pasted), for_program(&pasted)] {
                let is_harmless = |letter: char| !letter.is_control() || "\t\n".contains(letter);
                prop_assert!(made.text.chars().all(is_harmless));
            }
        }

        #[test]
        fn several_lines_end_with_exactly_one_end(pasted in any_text()) {
            let made = for_python(&pasted).text;
            prop_assert!(!made.contains('\n') || made.ends_with('\n') && !made.ends_with("\n\n"));
        }

        #[test]
        fn strings_and_comments_are_untouched(
            texts in prop::collection::vec("[^\\p{Cc}\"\\\\]{0,12}", 1..6),
            single in "[^\\p{Cc}'\\\\]{0,12}",
            comment in "[^\\p{Cc}\\p{Z}\\p{Pd}−]{0,12}",
        ) {
            let mut program = String::new();
            for text in &texts {
                program += &format!("x = \"{text}\", '{single}', '''{single}\n  ''' # {comment}\n");
            }
            let made = for_python(&program);
            prop_assert_eq!(made.text, program);
            prop_assert!(made.changes.is_empty());
        }

        #[test]
        fn the_text_of_a_repaired_string_stays(text in "[a-z ’„‘«»]{0,12}") {
            prop_assert_eq!(for_python(&format!("x(“{text}”)")).text, format!("x(\"{text}\")"));
        }
    }
}
