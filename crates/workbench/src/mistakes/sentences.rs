use super::numbers::os_error;
use crate::texts;
use micropython_repl::exception::Exception;
use page_words::name as plain;

/// More of a name would not fit on the line.
const MOST_LETTERS: usize = 20;
/// Quotation marks that Python does not know, and takes for letters.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '«'];

/// What an error means and what to do, in one sentence or two; nothing for what beginners don't meet.
#[must_use]
pub fn explain(exception: &Exception) -> Option<String> {
    let said = &*exception.message;
    let sentence = match &*exception.class {
        "KeyboardInterrupt" => texts::mistake_stopped(),
        "NameError" => return Some(name_error(said)),
        "AttributeError" => return Some(attribute_error(said)),
        "IndentationError" => indentation_error(said),
        "SyntaxError" => return Some(syntax_error(said)),
        "ImportError" => return Some(import_error(said)),
        "OSError" => os_error(os_number(said)?)?,
        "MemoryError" if said.contains("heap is locked") => texts::mistake_heap_locked(),
        "MemoryError" => texts::mistake_memory(),
        "TypeError" => return type_error(said),
        "ValueError" => return value_error(said),
        "ZeroDivisionError" => texts::mistake_zero(),
        "IndexError" if said.starts_with("pop from") => texts::mistake_index_empty(),
        "IndexError" => texts::mistake_index(),
        "KeyError" if !said.is_empty() => {
            return Some(texts::MistakeKey { name: &shown(said.trim_matches('\'')) }.text());
        }
        "RuntimeError" if said.contains("recursion") || said.contains("pystack") => {
            texts::mistake_recursion()
        }
        "RuntimeError" if said.contains("schedule queue full") => texts::mistake_schedule(),
        "AssertionError" => texts::mistake_assert(),
        "UnicodeError" => texts::mistake_unicode(),
        "NotImplementedError" => texts::mistake_not_made(),
        _ => return None,
    };
    Some(sentence.to_owned())
}

fn name_error(said: &str) -> String {
    match quoted(said) {
        Some(name) if name.contains(CURLY) => texts::mistake_curly().to_owned(),
        Some(name) => texts::MistakeName { name: &shown(name) }.text(),
        None if said.contains("before assignment") => texts::mistake_name_early().to_owned(),
        None => texts::mistake_name_any().to_owned(),
    }
}

fn attribute_error(said: &str) -> String {
    let Some((owner, name)) = said.split_once(" has no attribute ") else {
        return texts::mistake_attribute_any().to_owned();
    };
    let name = shown(quoted(name).unwrap_or(name));
    match quoted(owner) {
        Some("NoneType") => texts::MistakeAttributeNothing { name: &name }.text(),
        Some(owner) => texts::MistakeAttribute { owner: &shown(owner), name: &name }.text(),
        None => texts::mistake_attribute_any().to_owned(),
    }
}

fn indentation_error(said: &str) -> &'static str {
    if said.contains("unexpected indent") {
        texts::mistake_indent()
    } else if said.contains("unindent") {
        texts::mistake_unindent()
    } else {
        texts::mistake_indentation()
    }
}

fn syntax_error(said: &str) -> String {
    if let Some((word, _)) = said.split_once(" outside function") {
        return texts::MistakeOutsideFunction { word: &shown(word.trim_matches('\'')) }.text();
    }
    let sentence = if said.contains("indent") {
        indentation_error(said)
    } else if said.contains("outside loop") {
        texts::mistake_outside_loop()
    } else if said.contains("can't assign") {
        texts::mistake_assign()
    } else if said.contains("for integer") || said.contains("for number") {
        texts::mistake_number_syntax()
    } else if said.contains("name reused") {
        texts::mistake_argument_twice()
    } else {
        texts::mistake_syntax()
    };
    sentence.to_owned()
}

fn import_error(said: &str) -> String {
    let lower = said.to_ascii_lowercase();
    if let Some((_, name)) = said.split_once("import name ") {
        return texts::MistakeImportName { name: &shown(name.trim_matches('\'')) }.text();
    }
    match quoted(said) {
        Some(name) if lower.contains("no module") => {
            texts::MistakeModule { name: &shown(name) }.text()
        }
        _ => texts::mistake_module_any().to_owned(),
    }
}

/// `[Errno 2] ENOENT`, or where Python has no name for it `28`; in some versions with more behind it.
fn os_number(said: &str) -> Option<i32> {
    let number = said.trim_start_matches("[Errno ").trim_start_matches('(');
    let end = number
        .char_indices()
        .find(|(at, sign)| !(sign.is_ascii_digit() || (*at == 0 && *sign == '-')));
    number.get(..end.map_or(number.len(), |(at, _)| at))?.parse().ok()
}

fn type_error(said: &str) -> Option<String> {
    if let Some((_, counts)) = said.split_once("takes ")
        && let [wanted, given, ..] = *numbers(counts)
    {
        return Some(texts::MistakeArguments { wanted, given }.text());
    }
    if said.contains("unexpected keyword argument") {
        let name = quoted(said);
        return Some(match name {
            Some(name) => texts::MistakeKeyword { name: &shown(name) }.text(),
            None => texts::mistake_extra().to_owned(),
        });
    }
    if let Some((_, kinds)) = said.split_once("unsupported types for ")
        && let Some((_, kinds)) = kinds.split_once(':')
        && let Some((one, other)) = kinds.split_once(',')
    {
        let kind = |kind: &str| shown(kind.trim().trim_matches('\''));
        let (one, other) = (kind(one), kind(other));
        return Some(texts::MistakeTypes { one: &one, other: &other }.text());
    }
    if let Some((_, kinds)) = said.split_once("can't convert ")
        && let Some((from, to)) = kinds.split_once(" to ")
    {
        let from = shown(from.trim_end_matches(" object").trim_matches('\''));
        let to = to.split_whitespace().next().unwrap_or(to);
        return Some(texts::MistakeConvert { from: &from, to: &shown(to) }.text());
    }
    let sentence = match said {
        _ if said.contains("missing") || said.contains("argument required") => {
            texts::mistake_missing()
        }
        _ if said.contains("extra ") || said.contains("at most") => texts::mistake_extra(),
        _ if said.contains("multiple values") => texts::mistake_argument_twice(),
        _ if said.contains("argument num/types mismatch") => texts::mistake_arguments_any(),
        _ if said.contains("callable") => texts::mistake_callable(),
        _ if said.contains("iterable") || said.contains("has no len") => texts::mistake_iterable(),
        _ if said.contains("subscriptable") => texts::mistake_subscript(),
        _ if said.contains("indices must be") => texts::mistake_indices(),
        _ if said.contains("item assignment") => texts::mistake_item(),
        _ if said.contains("format string") => texts::mistake_format(),
        _ if said.contains("unsupported type") || said.contains("can't convert") => {
            texts::mistake_type_any()
        }
        _ => return None,
    };
    Some(sentence.to_owned())
}

fn value_error(said: &str) -> Option<String> {
    let sentence = match said {
        _ if said.contains("invalid syntax for") => match quoted(said) {
            Some("") => texts::mistake_number_empty(),
            Some(words) => return Some(texts::MistakeNumber { words: &shown(words) }.text()),
            None => texts::mistake_number_any(),
        },
        _ if said.contains("pin") => texts::mistake_pin(),
        _ if said.contains("unpack") => texts::mistake_unpack(),
        _ if said.contains("not in sequence") || said.contains("substring not found") => {
            texts::mistake_not_in()
        }
        _ if said.contains("empty sequence") => texts::mistake_index_empty(),
        _ => return None,
    };
    Some(sentence.to_owned())
}

/// What stands between the first quotation marks.
fn quoted(said: &str) -> Option<&str> {
    let (_, quoted) = said.split_once('\'')?;
    Some(quoted.split_once('\'')?.0)
}

/// All numbers, in order.
fn numbers(said: &str) -> Vec<u32> {
    said.split(|sign: char| !sign.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect()
}

/// A name, as it may stand in a sentence on one line.
fn shown(name: &str) -> String {
    let begin = name.char_indices().nth(MOST_LETTERS).and_then(|(end, _)| name.get(..end));
    match begin {
        Some(begin) => format!("{}…", plain(begin)),
        None => plain(name).into_owned(),
    }
}
