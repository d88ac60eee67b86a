//! The list of what passes, and whatever a board may say besides.

use super::*;

const SCREEN: Screen = Screen { rows: 24, columns: 80 };

fn sanitized(bytes: impl AsRef<[u8]>) -> String {
    let output = Sanitizer::default().push(bytes.as_ref(), SCREEN);
    String::from_utf8(output).unwrap()
}

#[test]
fn text_passes_as_it_is() {
    for text in
        ["print('x')\r\n", "a\tb\x08c", "Grüße, 23 °C, Температура, 温度 🌡\r\n", "> >> >>>\n"]
    {
        assert_eq!(sanitized(text), text);
    }
}

#[test]
fn what_programs_draw_with_passes() {
    for drawing in [
        "\x1B[2J\x1B[H",
        "\x1B[1;31mred\x1B[0m\x1B[m",
        "\x1B[38;2;255;255;255;48;2;255;255;255;1;4mx",
        "\x1B[4:3mwavy",
        "\r\x1B[K\x1B[1K\x1B[3J",
        "\r\x1B[4D",
        "\x1B[5;7H\x1B[;3f\x1B[7d\x1B[9G\x1B[9`",
        "\x1B[A\x1B[2B\x1B[3C\x1B[4D\x1B[5E\x1B[6F\x1B[7a\x1B[8e",
        "\x1B[2L\x1B[2M\x1B[2@\x1B[2P\x1B[2X\x1B[2S\x1B[2T\x1B[2I\x1B[2Z\x1B[2b",
        "\x1B[2;20r",
        "\x1B7\x1B8\x1B[s\x1B[u\x1BD\x1BE\x1BM",
        "\x1B[?25l\x1B[?25h",
    ] {
        assert_eq!(sanitized(drawing), drawing);
    }
}

#[test]
fn a_count_is_no_larger_than_the_screen_in_its_direction() {
    for rows in "ABEFLMSTde".chars() {
        assert_eq!(sanitized(format!("\x1B[2147483647{rows}")), format!("\x1B[24{rows}"));
    }
    for columns in "@CDGIPXZ`ab".chars() {
        assert_eq!(
            sanitized(format!("\r\x1B[99999999999999999{columns}")),
            format!("\r\x1B[80{columns}")
        );
    }
    assert_eq!(sanitized("\x1B[999;999H"), "\x1B[24;80H");
    assert_eq!(sanitized("\x1B[0;25r"), "\x1B[0;24r");
    assert_eq!(sanitized("a\x1B[99999999b"), "a\x1B[80b");
}

#[test]
fn a_line_is_edited_over_its_rows_and_no_further() {
    let line = format!(">>> {}", "x".repeat(200));
    let edited = sanitized(format!("{line}\x1B[199D\x1B[K"));
    assert_eq!(edited.split_once('x').unwrap().1.trim_start_matches('x').len(), 199 + 3);
    assert!(edited.ends_with("\x08\x1B[J"), "{edited:?}");
    // There are only so many letters to go back over, however often that is said.
    for (said, backs) in [("abc\x1B[9D\x1B[9D", 3), ("abc\x08\x08\x1B[9D", 3), ("abc\x1B[D", 1)] {
        assert_eq!(sanitized(said).matches('\x08').count(), backs, "{said:?}");
    }
}

#[test]
fn what_a_program_draws_over_is_not_taken_for_an_edited_line() {
    for drawn in ["12 %\r\x1B[K", "\x1B[2A12\x1B[K\r\n34\x1B[K\x1B[2D", "a\tb\x1B[2D\x1B[K"] {
        assert_eq!(sanitized(drawn), drawn);
    }
    assert_eq!(sanitized("12 %\r\n34\x1B[K"), "12 %\r\n34\x1B[J");
    let later = sanitized("\x1B[5;5H>>> 1\x1B[D");
    assert!(later.ends_with("1\x08"), "{later:?}");
}

#[test]
fn a_question_never_passes() {
    for question in [
        "\x1B[c",
        "\x1B[0c",
        "\x1B[>c",
        "\x1B[=c",
        "\x1BZ",
        "\u{9B}c", // who are you
        "\x1B[5n",
        "\x1B[6n",
        "\x1B[?6n",
        "\x1B[?15n",
        "\x1B[?996n", // how are you
        "\x1B[>q",
        "\x1B[x",
        "\x1B[1x",
        "\x1B[?u",
        "\x1B[?4m",
        "\x1B[5$p",
        "\x1B[?2026$p",
        "\x1B[14t",
        "\x1B[16t",
        "\x1B[18t",
        "\x1B[21t",
        "\x1B[?1;1;0S",
        "\x1B[1*y",
        "\x1B[0&u",
        "\x1B]4;1;?\x07",
        "\x1B]10;?\x1B\\",
        "\x1B]11;?\u{9C}",
        "\u{9D}12;?\x07",
        "\x1B]52;c;?\x07",
        "\x1BP$qm\x1B\\",
        "\u{90}$qr\u{9C}",
        "\x1BP+q544e\x1B\\",
        "\x05",
    ] {
        assert_eq!(sanitized(question), "", "{question:?}");
    }
}

#[test]
fn no_mode_is_set_that_a_key_or_the_mouse_would_be_told_by() {
    for mode in
        [1, 2, 3, 5, 6, 7, 9, 12, 45, 47, 66, 67, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016]
            .into_iter()
            .chain([1047, 1048, 1049, 2004, 2026, 2031, 9001])
    {
        assert_eq!(sanitized(format!("\x1B[?{mode}h\x1B[?{mode}l")), "");
    }
    for setting in [
        "\x1B[4h",
        "\x1B[20h",
        "\x1B[?25;1h",
        "\x1B=",
        "\x1B>",
        "\x1B[>4;2m",
        "\x1B[>1u",
        "\x1B[2 q",
    ] {
        assert_eq!(sanitized(setting), "", "{setting:?}");
    }
}

#[test]
fn no_other_letters_and_no_sound_are_chosen() {
    for choice in [
        "\x0E", "\x0F", "\x07", "\0", "\x1B(0", "\x1B)0", "\x1B%G", "\x1Bn", "\x1B~", "\x1B#8",
        "\x7F",
    ] {
        assert_eq!(sanitized(format!("{choice}lqk")), "lqk", "{choice:?}");
    }
}

#[test]
fn titles_links_and_the_clipboard_are_no_matter_of_the_board() {
    assert_eq!(sanitized("\x1B]0;gone\x07a\x1B]2;gone\x1B\\b\u{9D}1;gone\u{9C}c"), "abc");
    assert_eq!(sanitized("\x1B]8;;https://example.com\x1B\\words\x1B]8;;\x1B\\"), "words");
    assert_eq!(
        sanitized(
            "\x1B]52;c;aGk=\x07\x1BPq#0~~\x1B\\\x1B_Gf=100;AA\x1B\\\x1B^x\x1B\\\x1BXx\x1B\\."
        ),
        "."
    );
}

#[test]
fn what_never_ends_ends_with_its_line() {
    assert_eq!(sanitized("\x1B]0;no end\r\n>>"), "\r\n>>");
    assert_eq!(sanitized("\x1BPq no end\r\n>>"), "\r\n>>");
    assert_eq!(sanitized("\x1B[1;2;3\r\n>>"), "\r\n>>");
    assert_eq!(sanitized("\x1B(\r\n>>"), "\r\n>>");
    assert_eq!(sanitized(format!("\x1B[{}mx", "1;".repeat(1_000_000))), "x");
}

#[test]
fn colours_and_the_scroll_region_end_at_a_prompt() {
    assert_eq!(
        sanitized("\x1B[31mred\r\n>>> "),
        "\x1B[31mred\r\n\x1B[!p\x1B[?45h>>> \x1B[!p\x1B[?45h"
    );
    assert_eq!(sanitized("x>>>> y"), "x>\x1B[!p\x1B[?45h>>> \x1B[!p\x1B[?45hy");
    let mut sanitizer = Sanitizer::default();
    assert_eq!(sanitizer.push(b"\x1B[8mx>>", SCREEN), b"\x1B[8mx>>");
    assert_eq!(sanitizer.push(b"> ", SCREEN), b"> \x1B[!p\x1B[?45h");
}

#[test]
fn a_full_reset_keeps_what_has_scrolled_away() {
    assert_eq!(sanitized("\x1Bcx"), "\x1B[!p\x1B[?45h\x1B[H\x1B[2Jx");
}

#[test]
fn what_is_no_utf_8_is_left_out_and_makes_no_sequence_of_what_is_around_it() {
    assert_eq!(
        sanitized(b"a\xFFb\xC3(\xE2\x82c\xF0\x9F\x98d\xC0\x9B6n\xE0\x82\x9B6n\xED\xA0\x80e"),
        "ab(cd6n6ne"
    );
    assert_eq!(sanitized(b"\xC2\x1B[6n\x9B6n\xC2\0\x9Bc"), "6nc");
}

#[test]
fn a_letter_or_a_sequence_in_two_pieces_is_one() {
    for whole in ["a–b“c”", "\x1B[1;31m", "\u{9B}2J", "\x1B]0;gone\x1B\\x", "\x1B[99999999S"]
    {
        for at in 0..whole.len() {
            let mut sanitizer = Sanitizer::default();
            let (before, after) = whole.as_bytes().split_at(at);
            let mut both = sanitizer.push(before, SCREEN);
            assert!(String::from_utf8(both.clone()).is_ok(), "whole letters");
            both.extend(sanitizer.push(after, SCREEN));
            assert_eq!(String::from_utf8(both).unwrap(), sanitized(whole));
        }
    }
}

#[test]
fn marks_do_not_pile_up_on_one_letter_without_end() {
    let marks = "\u{301}".repeat(1_000);
    for text in [format!("a{marks}"), marks.replace('\u{301}', "\u{301}\0\x1B[6n")] {
        let output = sanitized(text);
        assert!(output.split('\0').all(|part| part.chars().count() <= 129), "{output:?}");
        assert_eq!(output.chars().filter(|&it| it == '\u{301}').count(), 1_000);
    }
    let line = "Температура снаружи минус двадцать три градуса\r\n".repeat(9);
    assert_eq!(sanitized(&line), line);
}

/// Whatever comes.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// What sequences, letters and prompts are made of.
    const PARTS: &[&[u8]] = &[
        b"\x1B",
        b"\x1B[",
        b"\xC2\x9B",
        b"\x1B]",
        b"\x1B\\",
        b"\xC2",
        b"\x9B",
        b"\xCC\x81",
        b"?",
        b">",
        b"$",
        b";",
        b"99999",
        b"6n",
        b"c",
        b"25h",
        b"m",
        b"H",
        b"r",
        b">>> ",
        b"\r\n",
    ];

    /// All that may follow an escape.
    fn is_harmless(sequence: &[u8]) -> bool {
        let Some((&b'[', sequence)) = sequence.split_first() else {
            return matches!(sequence.first(), Some(b'7' | b'8' | b'D' | b'E' | b'M'));
        };
        let Some(end) = sequence.iter().position(|&it| matches!(it, b'@'..=b'~')) else {
            return false;
        };
        let parameters = core::str::from_utf8(&sequence[..end]).unwrap();
        match sequence[end] {
            b'm' => end <= MOST_PARAMETER_BYTES,
            b'p' => parameters == "!",
            b'h' | b'l' => parameters == "?25",
            b'@'..=b'M'
            | b'P'
            | b'S'
            | b'T'
            | b'X'
            | b'Z'
            | b'`'
            | b'a'
            | b'b'
            | b'd'
            | b'e'
            | b'f'
            | b'r'
            | b's'
            | b'u' => {
                parameters.split(';').all(|it| it.is_empty() || it.parse::<u16>().unwrap() <= 80)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_only_what_is_on_the_list_passes(
            pieces in vec(
                prop_oneof![
                    any::<u8>().prop_map(|byte| [byte].to_vec()),
                    select(PARTS).prop_map(<[u8]>::to_vec),
                ],
                0..64,
            ),
        ) {
            let mut sanitizer = Sanitizer::default();
            let output: Vec<u8> =
                pieces.iter().flat_map(|piece| sanitizer.push(piece, SCREEN)).collect();
            let output = String::from_utf8(output).unwrap();
            let is_harmless_letter = |letter: char| {
                matches!(letter, '\0' | '\x08' | '\t' | '\n' | '\r' | '\u{1B}' | ' '..='~' | '\u{A0}'..)
            };
            prop_assert!(output.chars().all(is_harmless_letter), "{output:?}");
            // What is ours is not the board's.
            for sequence in output.replace("\x1B[?45h", "").split('\u{1B}').skip(1) {
                prop_assert!(is_harmless(sequence.as_bytes()), "{sequence:?} in {output:?}");
            }
            // However the stream is cut, the same passes; only where a prompt becomes plain differs.
            let whole = Sanitizer::default().push(&pieces.concat(), SCREEN);
            let whole = String::from_utf8(whole).unwrap();
            let but_plain = |text: &str| text.replace("\x1B[!p\x1B[?45h", "");
            prop_assert_eq!(but_plain(&whole), but_plain(&output));
        }
    }
}
