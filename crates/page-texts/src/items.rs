use crate::language::Language;
use crate::message::{Kind, Message};
use crate::owner::Owner;
use crate::table::table;
use std::fmt::Write as _;

/// The Rust code of one item for each text of an owner, which look themselves up in a [`table`] of the
/// same texts: in the English one, until `speak` is given another.
///
/// A text without values becomes `pub fn start_connect() -> &'static str`, and one with values a struct
/// of them, which gives the text: `LogCompared { all: 600_888, different: 65_536 }.text()`. Its fields are
/// `&str` and `u32`.
///
/// The code stands in a module that has `Table` and `Value` of `crates/page-words`.
#[must_use]
pub fn rust_items(language: &Language, owner: Owner) -> String {
    let mut code = lookup(&table(language, owner));
    for (index, (id, message)) in language.of(owner).enumerate() {
        code.push_str(&item(index, id, message));
    }
    code
}

/// How the items get their texts.
fn lookup(english: &str) -> String {
    format!(
        "thread_local! {{\n    static TABLE: Table = const {{ Table::new({english:?}) }};\n}}\n\n\
         /// Takes the texts of this table, of the page's language, for all that is asked for from now on.\n\
         pub fn speak(table: &'static str) {{\n    TABLE.with(|it| it.speak(table));\n}}\n\n\
         // To where a text and its length are: a number more would pass through memory at each of the calls.\n\
         #[inline(never)]\nfn entry(index: usize) -> &'static &'static str {{\n    \
         TABLE.with(|it| it.text(index))\n}}\n\n\
         #[inline(always)]\nfn text(index: usize) -> &'static str {{\n    entry(index)\n}}\n\n\
         #[inline(never)]\nfn fill(index: usize, values: &[Value<'_>]) -> String {{\n    \
         Table::fill(text(index), values)\n}}\n"
    )
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
        rust_items(&language, Owner::Page)
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
