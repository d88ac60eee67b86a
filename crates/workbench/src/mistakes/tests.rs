use super::*;
use micropython_repl::exception::Exception;

/// What Python says on the last line, and what a person should read of it.
const TABLE: &[(&str, &str)] = &[
    ("KeyboardInterrupt: ", "you stopped it"),
    ("KeyboardInterrupt", "you stopped it"),
    // Names. 1.29, 1.9.3, and builds with short words.
    ("NameError: name 'onn' isn't defined", "“onn”"),
    ("NameError: name 'onn' is not defined", "“onn”"),
    ("NameError: name not defined", "a name in this line"),
    ("NameError: ", "a name in this line"),
    ("NameError: local variable referenced before assignment", "only later"),
    ("NameError: name '“hi”' isn't defined", "quotation marks"),
    ("AttributeError: 'Signal' object has no attribute 'onn'", "“Signal” has no “onn”"),
    ("AttributeError: module 'sys' has no attribute 'foo'", "“sys” has no “foo”"),
    ("AttributeError: 'module' object has no attribute 'foo'", "“module” has no “foo”"),
    ("AttributeError: type object 'A' has no attribute 'y'", "“A” has no “y”"),
    ("AttributeError: 'NoneType' object has no attribute 'x'", "nothing (None)"),
    ("AttributeError: no such attribute", "behind the dot"),
    ("ImportError: no module named 'urequestsx'", "“urequestsx”"),
    ("ImportError: module not found", "no such module"),
    ("ImportError: can't import name foo", "no “foo”"),
    ("ImportError: cannot import name foo", "no “foo”"),
    // Lines.
    ("IndentationError: unexpected indent", "too many spaces"),
    ("SyntaxError: unexpected indent", "too many spaces"),
    ("IndentationError: unindent doesn't match any outer indent level", "fit none"),
    ("IndentationError: unindent does not match any outer indentation level", "fit none"),
    ("IndentationError: ", "spaces before this line"),
    ("SyntaxError: invalid syntax", "can’t read this"),
    ("SyntaxError: ", "can’t read this"),
    ("SyntaxError: 'return' outside function", "“return”"),
    ("SyntaxError: 'break'/'continue' outside loop", "only in a loop"),
    ("SyntaxError: 'break' outside loop", "only in a loop"),
    ("SyntaxError: can't assign to expression", "=="),
    ("SyntaxError: can't assign to literal", "=="),
    ("SyntaxError: invalid syntax for integer with base 10: '12a'", "digit"),
    ("SyntaxError: argument name reused", "twice"),
    ("SyntaxError: name reused for argument", "twice"),
    // Calls.
    (
        "TypeError: function takes 1 positional arguments but 0 were given",
        "takes 1 between its ( ) and got 0",
    ),
    (
        "TypeError: f2() takes 1 positional arguments but 3 were given",
        "takes 1 between its ( ) and got 3",
    ),
    ("TypeError: function missing 1 required positional arguments", "missing"),
    ("TypeError: function missing required positional argument #2", "missing"),
    ("TypeError: function missing keyword-only argument", "missing"),
    ("TypeError: function expected at most 2 arguments, got 3", "more"),
    ("TypeError: extra positional arguments given", "more"),
    ("TypeError: extra keyword arguments given", "more"),
    ("TypeError: unexpected keyword argument 'c'", "“c”"),
    ("TypeError: unexpected keyword argument", "more"),
    ("TypeError: argument num/types mismatch", "does not fit"),
    ("TypeError: function got multiple values for argument 'a'", "twice"),
    ("TypeError: 'int' object isn't callable", "no function"),
    ("TypeError: 'int' object is not callable", "no function"),
    ("TypeError: object not callable", "no function"),
    // Kinds.
    ("TypeError: unsupported types for __add__: 'str', 'int'", "str and int"),
    ("TypeError: unsupported types for __lt__: 'int', 'str'", "int and str"),
    ("TypeError: unsupported type for __neg__: 'str'", "kind"),
    ("TypeError: unsupported type for operator", "kind"),
    ("TypeError: can't convert 'int' object to str implicitly", "int, and str is needed"),
    ("TypeError: can't convert NoneType to int", "NoneType, and int is needed"),
    ("TypeError: can't convert to int", "kind"),
    ("TypeError: 'int' object isn't iterable", "single"),
    ("TypeError: object not iterable", "single"),
    ("TypeError: object of type 'int' has no len()", "single"),
    ("TypeError: 'int' object isn't subscriptable", "no parts"),
    ("TypeError: list indices must be integers, not str", "whole number"),
    ("TypeError: 'str' object doesn't support item assignment", "new one"),
    ("TypeError: format string needs more arguments", "more places"),
    // Values.
    ("ValueError: invalid syntax for integer with base 10: 'abc'", "“abc”"),
    ("ValueError: invalid syntax for integer with base 10: ''", "empty"),
    ("ValueError: invalid syntax for integer with base 10", "no number"),
    ("ValueError: invalid syntax for integer", "no number"),
    ("ValueError: invalid syntax for number", "no number"),
    ("ValueError: invalid pin", "0 to 16"),
    ("ValueError: expecting a pin", "0 to 16"),
    ("ValueError: too many values to unpack (expected 2)", "as many"),
    ("ValueError: need more than 1 values to unpack", "as many"),
    ("ValueError: wrong number of values to unpack", "as many"),
    ("ValueError: object not in sequence", "not in there"),
    ("ValueError: substring not found", "not in there"),
    ("ValueError: arg is an empty sequence", "empty"),
    ("ZeroDivisionError: divide by zero", "by 0"),
    ("ZeroDivisionError: division by zero", "by 0"),
    ("IndexError: list index out of range", "fewer"),
    ("IndexError: index out of range", "fewer"),
    ("IndexError: pop from empty list", "empty"),
    ("KeyError: b", "“b”"),
    ("KeyError: 'b'", "“b”"),
    ("RuntimeError: maximum recursion depth exceeded", "calls itself"),
    ("RuntimeError: pystack exhausted", "calls itself"),
    ("RuntimeError: schedule queue full", "keep up"),
    ("AssertionError: ", "not true"),
    ("UnicodeError: ", "no text"),
    // The board.
    ("MemoryError: memory allocation failed, allocating 4120 bytes", "full"),
    ("MemoryError: memory allocation failed, allocating %u bytes", "full"),
    ("MemoryError: memory allocation failed, heap is locked", "function"),
    ("MemoryError: ", "full"),
    ("MemoryError", "full"),
    ("OSError: [Errno 2] ENOENT", "no file"),
    ("OSError: 2", "no file"),
    ("OSError: [Errno 2] ENOENT: main.py", "no file"),
    ("OSError: [Errno 5] EIO", "wires"),
    ("OSError: [Errno 13] EACCES", "not allowed"),
    ("OSError: [Errno 16] EBUSY", "else is using"),
    ("OSError: [Errno 17] EEXIST", "already"),
    ("OSError: [Errno 19] ENODEV", "keeps none"),
    ("OSError: [Errno 22] EINVAL", "not possible"),
    ("OSError: 28", "full"),
    ("OSError: 39", "still something"),
    ("OSError: [Errno 110] ETIMEDOUT", "too long"),
    ("OSError: [Errno 113] EHOSTUNREACH", "no way"),
    ("OSError: [Errno 104] ECONNRESET", "other side"),
    ("OSError: -2", "Wi-Fi"),
];

/// As wide as the narrowest terminal.
const COLUMNS: usize = 80;

fn said(line: &str) -> Option<String> {
    explain(&Exception::parse(line.as_bytes()).unwrap())
}

#[test]
fn each_error_that_beginners_meet_has_a_sentence_on_one_line() {
    for (line, words) in TABLE {
        let sentence = said(line).unwrap_or_else(|| panic!("nothing for {line:?}"));
        assert!(sentence.contains(words), "{line:?}: {sentence}");
        assert!(sentence.chars().count() + 2 <= COLUMNS, "{} {sentence}", sentence.len());
    }
}

#[test]
fn what_has_no_sentence_is_left_as_it_is() {
    for line in [
        "Exception: hello",
        "OSError: 4711",
        "OSError: ",
        "OSError: Wifi Internal Error",
        "ValueError: zero step",
        "TypeError: hello",
        "KeyError: ",
        "StopIteration: ",
        "main.Lamp: x",
    ] {
        assert_eq!(said(line), None, "{line:?}");
    }
}

#[test]
fn a_name_breaks_neither_the_line_nor_the_terminal() {
    let long = said(&format!("NameError: name '{}' isn't defined", "x".repeat(300))).unwrap();
    assert!(long.contains(&format!("“{}…”", "x".repeat(20))), "{long}");
    let sentence = said("KeyError: a\x1B[2Jb\r").unwrap();
    assert!(sentence.contains("“a[2Jb”"), "{sentence:?}");
}

/// What a terminal shows of it.
fn heard(bytes: &[u8], size: usize) -> String {
    let mut explainer = Explainer::default();
    let all = bytes.chunks(size).flat_map(|chunk| explainer.push(chunk)).collect();
    String::from_utf8(all).unwrap().replace("\x1B[36m", "").replace("\x1B[39m", "")
}

const AT_PROMPT: &str = ">>> 1/0\r\nTraceback (most recent call last):\r\n  \
                         File \"<stdin>\", line 1, in <module>\r\nZeroDivisionError: divide by zero\r\n>>> ";

#[test]
fn the_sentence_comes_right_below_the_error_however_the_bytes_come() {
    let expected = AT_PROMPT.replace("zero\r\n", "zero\r\nⓘ Nothing can be divided by 0.\r\n");
    for size in 1..=AT_PROMPT.len() {
        assert_eq!(heard(AT_PROMPT.as_bytes(), size), expected, "{size}");
    }
}

#[test]
fn nothing_is_held_back() {
    let mut explainer = Explainer::default();
    for byte in AT_PROMPT.bytes() {
        assert_eq!(explainer.push(&[byte])[0], byte);
    }
}

#[test]
fn each_error_gets_its_own_and_what_was_printed_before_it_does_no_harm() {
    let twice = format!("x{0}x{0}", AT_PROMPT.trim_start_matches(">>> 1/0\r\n"));
    assert_eq!(heard(twice.as_bytes(), 7).matches('ⓘ').count(), 2);
    let without_places = "Traceback (most recent call last):\r\nMemoryError: \r\n";
    assert_eq!(heard(without_places.as_bytes(), 7).matches('ⓘ').count(), 1);
}

#[test]
fn nothing_but_the_error_of_a_traceback_gets_a_sentence() {
    for text in [
        "NameError: name 'x' isn't defined\r\n",
        ">>> # Traceback (most recent call last): so\r\nNameError: name 'x' isn't defined\r\n",
        "Traceback (most recent call last):\r\n>>> NameError: name 'x' isn't defined\r\n",
        "Traceback (most recent call last):\r\nhello\r\nNameError: name 'x' isn't defined\r\n",
        "Traceback (most recent call last):\r\n  File \"a.py\", line 1, in f\r\nmine.Bug: b\r\nMemoryError: \r\n",
        "Traceback (most recent call last):\r\n  File \"a.py\", line 1, in f\r\nMemoryError: ",
    ] {
        assert_eq!(heard(text.as_bytes(), 5), text);
    }
    let long = format!("Traceback (most recent call last):\r\nKeyError: {}\r\n", "é".repeat(3_000));
    assert_eq!(heard(long.as_bytes(), long.len()), long);
}
