//! A paste, made ready, and what was changed in it.

use crate::texts;
use micropython_repl::paste::{self, Changes, for_program, for_python};
use workbench_api::{Delivery, Pasted};

/// What Python should get of a text that is pasted, at an empty prompt or elsewhere.
pub(crate) fn pasted(text: &str, is_at_empty_prompt: bool) -> Pasted {
    let pasted = if is_at_empty_prompt { for_python(text) } else { for_program(text) };
    let delivery = match pasted.delivery {
        paste::Delivery::Nothing => Delivery::Nothing,
        paste::Delivery::Keys => Delivery::Keys(pasted.to_bytes()),
        paste::Delivery::PasteMode => Delivery::Program(pasted.text),
    };
    Pasted { delivery, changed: changed(&pasted.changes) }
}

/// What was changed, as a sentence; nothing where it is what it was.
fn changed(changes: &Changes) -> Option<String> {
    let kinds = [
        (changes.quotes, texts::pasted_quotes()),
        (changes.spaces, texts::pasted_spaces()),
        (changes.invisible + changes.controls, texts::pasted_invisible()),
        (changes.signs + changes.line_ends, texts::pasted_signs()),
        (changes.prompts + changes.answers, texts::pasted_prompts()),
        (changes.indented, texts::pasted_indented()),
    ];
    let named = kinds.into_iter().filter(|(count, _)| *count > 0).map(|(_, name)| name.to_owned());
    let what =
        named.reduce(|first, second| texts::PastedAnd { first: &first, second: &second }.text())?;
    Some(texts::PastedChanged { what: &what }.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_remarked_on_only_where_it_was_changed() {
        assert_eq!(changed(&Changes::default()), None);
        let text = changed(&Changes { quotes: 2, prompts: 1, ..Changes::default() }).unwrap();
        assert!(text.contains("quotation marks, prompts and answers left out"), "{text}");
    }

    #[test]
    fn one_line_is_keys_and_several_are_a_program() {
        let keys = Delivery::Keys(b"print(\"1\")\r".to_vec());
        assert_eq!(pasted("print(“1”)\n", true).delivery, keys);
        let program = Delivery::Program("a = 1\nb = 2\n".into());
        assert_eq!(pasted("a = 1\r\nb = 2", true), Pasted { delivery: program, changed: None });
        assert_eq!(pasted("\n", true).delivery, Delivery::Nothing);
    }

    #[test]
    fn a_program_gets_a_paste_as_keys() {
        let pasted = pasted("“Ada”\nBob\n", false);
        assert_eq!(pasted.delivery, Delivery::Keys("“Ada”\rBob\r".into()));
        assert_eq!(pasted.changed, None);
    }
}
