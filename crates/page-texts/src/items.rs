use crate::language::Language;
use crate::message::{Kind, Message};
use crate::table::{BETWEEN_FORMS, END_OF_KEY, END_OF_TEXT};
use std::fmt::Write as _;

/// The Rust code of one item for each text, which look themselves up in a [`table`](crate::table) of
/// the same texts.
///
/// A text without values becomes `pub fn start_connect() -> &'static str`, and one with values a struct
/// of them, which gives the text: `LogCompared { all: 600_888, different: 65_536 }.text()`. Its fields are
/// `&str` and `u32`.
///
/// The code stands in a module that has `fn text(index: usize) -> &'static str`,
/// `fn fill(index: usize, values: &[Value<'_>]) -> String`, and
/// `enum Value<'a> { Text(&'a str), Number(u32) }`.
#[must_use]
pub fn rust_items(language: &Language) -> String {
    let mut code = String::new();
    for (name, mark) in
        [("END_OF_TEXT", END_OF_TEXT), ("BETWEEN_FORMS", BETWEEN_FORMS), ("END_OF_KEY", END_OF_KEY)]
    {
        // Writing to a String can't fail.
        let _ = writeln!(code, "const {name}: char = {mark:?};");
    }
    for (index, (id, message)) in language.of_program().enumerate() {
        code.push_str(&item(index, id, message));
    }
    code
}

/// What the Rust item of a text is called: `start_connect`, and with values `LogCompared`.
#[must_use]
pub fn item_name(id: &str, message: &Message) -> String {
    if message.variables.is_empty() {
        return snake_case(id);
    }
    id.split(['-', '_']).map(capitalised).collect()
}

fn item(index: usize, id: &str, message: &Message) -> String {
    let name = item_name(id, message);
    let shown = message.variants.last().map(|variant| variant.source()).unwrap_or_default();
    let doc = format!("/// {}\n", shown.replace('\n', "\n/// "));
    if message.variables.is_empty() {
        return format!(
            "\n{doc}#[must_use]\npub fn {name}() -> &'static str {{\n    text({index})\n}}\n"
        );
    }
    let mut fields = String::new();
    let mut values = String::new();
    for (variable, kind) in &message.variables {
        let field = snake_case(variable);
        let (of_type, variant) = match kind {
            Kind::Text => ("&'a str", "Text"),
            Kind::Number => ("u32", "Number"),
        };
        let _ = write!(fields, "    /// `${variable}`\n    pub {field}: {of_type},\n");
        let _ = write!(values, "Value::{variant}(self.{field}), ");
    }
    let has_text = message.variables.values().any(|kind| *kind == Kind::Text);
    let (parameter, argument) = if has_text { ("<'a>", "<'_>") } else { ("", "") };
    format!(
        "\n{doc}#[derive(Debug, Clone, Copy)]\npub struct {name}{parameter} {{\n{fields}}}\n\n\
         impl {name}{argument} {{\n    /// The text, with its values.\n    #[must_use]\n    \
         pub fn text(self) -> String {{\n        fill({index}, &[{}])\n    }}\n}}\n",
        values.trim_end_matches(", "),
    )
}

fn snake_case(name: &str) -> String {
    name.replace('-', "_")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str) -> String {
        let mut language = Language::default();
        language.add("a.ftl", source).unwrap();
        rust_items(&language)
    }

    #[test]
    fn a_text_without_values_is_a_function() {
        let code = code("start-connect = Connect");
        assert!(
            code.contains("pub fn start_connect() -> &'static str {\n    text(0)\n}"),
            "{code}"
        );
    }

    #[test]
    fn a_text_with_values_is_a_struct_with_a_field_for_each() {
        let code = code("a = A\nlog-compared = Of { NUMBER($all) } bytes, { $the-rest } differ.");
        for part in [
            "/// Of { $all } bytes, { $the-rest } differ.\n",
            "pub struct LogCompared<'a> {\n",
            "pub all: u32,\n",
            "pub the_rest: &'a str,\n",
            "fill(1, &[Value::Number(self.all), Value::Text(self.the_rest)])",
        ] {
            assert!(code.contains(part), "{part} is not in\n{code}");
        }
    }
}
