//! From Fluent's syntax tree to messages.

use crate::error::Error;
use crate::message::{Condition, Kind, Message, Part, Variant};
use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser::{self, ParserError};
use fluent_syntax::unicode::unescape_unicode_to_string;
use std::collections::BTreeMap;

/// Each has a mark of one letter in the table.
const MOST_VARIABLES: usize = 8;
/// As the Unicode plural rules name them.
const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The messages of one file, with their ids, in its order.
pub(crate) fn messages(file: &str, source: &str) -> Result<Vec<(String, Message)>, Error> {
    // As Fluent reads the ends of lines.
    let source = source.replace("\r\n", "\n");
    let resource = parser::parse(source.as_str())
        .map_err(|(_, errors)| syntax_error(file, &source, errors))?;
    let mut messages = Vec::new();
    for entry in resource.body {
        let (id, message) = match entry {
            Entry::Message(message) => (message.id.name, of_message(file, &message)),
            Entry::Term(term) => (term.id.name, Err("a term is not understood: write it out")),
            Entry::Junk { content } => (content, Err("this is not understood")),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
        };
        let not_understood =
            |what| Error::NotUnderstood { file: file.to_owned(), id: id.to_owned(), what };
        messages.push((id.to_owned(), message.map_err(not_understood)?));
    }
    Ok(messages)
}

/// The first is the one to mend; others may follow from it.
fn syntax_error(file: &str, source: &str, errors: Vec<ParserError>) -> Error {
    let error = errors.into_iter().next();
    let at = error.as_ref().map_or(0, |error| error.pos.start.min(source.len()));
    let line = source.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    Error::Syntax {
        file: file.to_owned(),
        line: line + 1,
        cause: error.map_or(parser::ErrorKind::MissingValue, |error| error.kind),
        excerpt: source.lines().nth(line).unwrap_or_default().to_owned(),
    }
}

type NotUnderstood = &'static str;

fn of_message(file: &str, message: &ast::Message<&str>) -> Result<Message, NotUnderstood> {
    if !message.attributes.is_empty() {
        return Err("an attribute is not understood: make it a text of its own");
    }
    let pattern = message.value.as_ref().ok_or("it has no text")?;
    let mut variables = BTreeMap::new();
    let variants = variants(pattern, &mut variables)?;
    if variables.len() > MOST_VARIABLES {
        return Err("it takes too many values");
    }
    let is_mark = |letter: char| letter.is_control() && letter != '\n';
    let mut parts = variants.iter().flat_map(|variant| &variant.parts);
    if parts.any(|part| matches!(part, Part::Text(text) if text.contains(is_mark))) {
        return Err("it contains a control character");
    }
    Ok(Message { file: file.to_owned(), variants, variables })
}

/// The forms of a pattern. A choice in it gives each form that was there before one for each of its own.
fn variants(
    pattern: &ast::Pattern<&str>,
    variables: &mut BTreeMap<String, Kind>,
) -> Result<Vec<Variant>, NotUnderstood> {
    let mut variants = vec![Variant::default()];
    for element in &pattern.elements {
        let branches = match element {
            PatternElement::TextElement { value } => text((*value).to_owned()),
            PatternElement::Placeable { expression } => of_expression(expression, variables)?,
        };
        let with_each = |variant: Variant| {
            branches.iter().map(move |branch| Variant {
                conditions: [variant.conditions.clone(), branch.conditions.clone()].concat(),
                parts: [variant.parts.clone(), branch.parts.clone()].concat(),
            })
        };
        variants = variants.into_iter().flat_map(with_each).collect();
    }
    Ok(variants)
}

fn text(text: String) -> Vec<Variant> {
    vec![Variant { parts: vec![Part::Text(text)], ..Variant::default() }]
}

fn of_expression(
    expression: &Expression<&str>,
    variables: &mut BTreeMap<String, Kind>,
) -> Result<Vec<Variant>, NotUnderstood> {
    match expression {
        Expression::Select { selector, variants } => choice(selector, variants, variables),
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            Ok(text(unescape_unicode_to_string(value).into_owned()))
        }
        Expression::Inline(InlineExpression::NumberLiteral { value }) => {
            Ok(text((*value).to_owned()))
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            of_expression(expression, variables)
        }
        Expression::Inline(inline) => {
            let (name, kind) = variable(inline)?;
            note(name, kind, variables);
            Ok(vec![Variant { parts: vec![Part::Value(name.to_owned())], ..Variant::default() }])
        }
    }
}

/// The forms of a choice, in its order; the one by default comes last, without a condition.
fn choice(
    selector: &InlineExpression<&str>,
    branches: &[ast::Variant<&str>],
    variables: &mut BTreeMap<String, Kind>,
) -> Result<Vec<Variant>, NotUnderstood> {
    let (name, _) = variable(selector)?;
    note(name, Kind::Number, variables);
    let mut chosen = Vec::new();
    let mut by_default = Vec::new();
    for (index, branch) in branches.iter().enumerate() {
        let condition = Condition { variable: name.to_owned(), key: key(&branch.key)? };
        let forms = variants(&branch.value, variables)?;
        if branch.default {
            by_default.clone_from(&forms);
            if index + 1 == branches.len() {
                continue;
            }
        }
        chosen.extend(forms.into_iter().map(|mut form| {
            form.conditions.insert(0, condition.clone());
            form
        }));
    }
    chosen.extend(by_default);
    Ok(chosen)
}

fn key(key: &VariantKey<&str>) -> Result<String, NotUnderstood> {
    match *key {
        VariantKey::Identifier { name } if PLURAL_CATEGORIES.contains(&name) => Ok(name.to_owned()),
        VariantKey::NumberLiteral { value }
            if value.parse::<u32>().is_ok_and(|number| number.to_string() == value) =>
        {
            Ok(value.to_owned())
        }
        _ => Err(
            "a choice is between plural forms (zero, one, two, few, many, other) and whole numbers",
        ),
    }
}

/// A variable, also as `NUMBER($variable)`.
fn variable<'a>(inline: &InlineExpression<&'a str>) -> Result<(&'a str, Kind), NotUnderstood> {
    match inline {
        InlineExpression::VariableReference { id } => Ok((id.name, Kind::Text)),
        InlineExpression::FunctionReference { id, arguments }
            if id.name == "NUMBER" && arguments.named.is_empty() =>
        {
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] => Ok((id.name, Kind::Number)),
                _ => Err("NUMBER takes one variable"),
            }
        }
        InlineExpression::FunctionReference { .. } => {
            Err("of functions, only NUMBER is understood, without options")
        }
        InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
            Err("a reference to another text is not understood: write it out")
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::Placeable { .. } => Err("a choice is by a variable"),
    }
}

fn note(name: &str, kind: Kind, variables: &mut BTreeMap<String, Kind>) {
    let noted = variables.entry(name.to_owned()).or_insert(kind);
    if kind == Kind::Number {
        *noted = kind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(source: &str) -> Message {
        let mut messages = messages("a.ftl", source).unwrap();
        assert_eq!(messages.len(), 1, "{messages:?}");
        messages.remove(0).1
    }

    fn said(source: &str) -> String {
        messages("a.ftl", source).unwrap_err().to_string()
    }

    #[test]
    fn a_text_is_parts_and_the_values_that_it_takes() {
        let message = parsed("log-compared = Of { $all } bytes, { NUMBER($different) } differ.");
        let parts = [
            Part::Text("Of ".into()),
            Part::Value("all".into()),
            Part::Text(" bytes, ".into()),
            Part::Value("different".into()),
            Part::Text(" differ.".into()),
        ];
        assert_eq!(message.variants, [Variant { parts: parts.into(), ..Variant::default() }]);
        let kinds = [("all".into(), Kind::Text), ("different".into(), Kind::Number)];
        assert_eq!(message.variables, kinds.into());
    }

    #[test]
    fn literals_are_what_their_escapes_stand_for() {
        let message = parsed(r#"a = 1{ "\u00A0" }{ "\"" }{ "\\" }{ "{" }{ "\U01F40D" }{ 5 }"#);
        assert_eq!(message.variants[0].source(), "1\u{A0}\"\\{🐍5");
    }

    #[test]
    fn lines_of_a_text_stay_lines_without_their_indentation() {
        assert_eq!(parsed("a =\r\n    One\r\n      two\r\n").variants[0].source(), "One\n  two");
    }

    #[test]
    fn a_choice_gives_a_form_for_each_number_and_the_default_comes_last() {
        let message =
            parsed("a = { $n ->\n  [0] None\n *[other] { $n } bytes\n  [one] A byte\n } left");
        let forms: Vec<_> = message
            .variants
            .iter()
            .map(|form| {
                let keys: Vec<_> = form.conditions.iter().map(|it| it.key.as_str()).collect();
                (keys.join(" "), form.source())
            })
            .collect();
        let expected = [
            ("0", "None left"),
            ("other", "{ $n } bytes left"),
            ("one", "A byte left"),
            ("", "{ $n } bytes left"),
        ];
        assert_eq!(forms, expected.map(|(keys, text)| (keys.to_owned(), text.to_owned())));
        assert_eq!(message.variables, [("n".into(), Kind::Number)].into());
    }

    #[test]
    fn two_choices_in_a_text_give_a_form_for_each_pair() {
        let time = |name: &str| {
            format!("{{ ${name} ->\n  [one] a {name}\n *[other] {{ ${name} }} {name}s\n }}")
        };
        let message = parsed(&format!("a = {} and {}", time("minute"), time("second")));
        let forms: Vec<_> = message.variants.iter().map(Variant::source).collect();
        let expected = [
            "a minute and a second",
            "a minute and { $second } seconds",
            "{ $minute } minutes and a second",
            "{ $minute } minutes and { $second } seconds",
        ];
        assert_eq!(forms, expected);
        assert_eq!(message.variants[0].conditions.len(), 2);
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_file_and_text() {
        for (source, word) in [
            ("a = A\n    .title = B", "attribute"),
            ("a =\n    .title = B", "attribute"),
            ("-a = A", "term"),
            ("a = { -b }", "reference"),
            ("a = { b }", "reference"),
            ("a = { b.title }", "reference"),
            ("a = { DATETIME($b) }", "NUMBER"),
            ("a = { NUMBER($b, minimumFractionDigits: 2) }", "NUMBER"),
            ("a = { NUMBER(5) }", "NUMBER"),
            ("a = { $b ->\n  [windows] W\n *[other] O\n }", "plural forms"),
            ("a = { $b ->\n  [1.5] W\n *[other] O\n }", "plural forms"),
            ("a = { \"b\" ->\n *[other] O\n }", "variable"),
            ("a = { \"\\u0001\" }", "control"),
            ("a = {$a}{$b}{$c}{$d}{$e}{$f}{$g}{$h}{$i}", "too many"),
        ] {
            let said = said(source);
            assert!(said.starts_with("a.ftl: a: ") && said.contains(word), "{source}: {said}");
        }
    }

    #[test]
    fn what_is_not_fluent_is_named_with_its_file_and_line() {
        for source in [
            "a = A\nb : B",
            "a = A\nb = { $ }",
            "a = A\nb = { \"\\n\" }",
            "a = A\nb = }",
            "a = A\nb =",
            "a = A\nwhat is this",
        ] {
            let said = said(source);
            let line = source.lines().nth(1).unwrap();
            assert!(said.starts_with("a.ftl, line 2: ") && said.contains(line), "{said}");
        }
    }
}
