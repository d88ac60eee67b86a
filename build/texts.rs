//! From Fluent texts to Rust functions, so that a missing or misspelt text does not compile.
//!
//! `writing = Writing { $done } of { $all }` becomes
//! `pub fn writing(done: impl Display, all: impl Display) -> String`. A text without variables
//! becomes a function that returns `&'static str`. The full Fluent runtime would double the page's
//! size for plural rules that no text needs so far; a text that needs more than variables is refused
//! here.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn generate(texts: &Path, code: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", texts.display());
    let source = std::fs::read_to_string(texts)?;
    let resource = parser::parse(source.as_str())
        .map_err(|(_, errors)| format!("{}: {errors:?}", texts.display()))?;
    let mut functions = String::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                let pattern = message.value.as_ref().ok_or_else(|| format!("{id} has no text"))?;
                functions.push_str(&function(id, pattern)?);
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => return Err(format!("not a plain text: {other:?}").into()),
        }
    }
    std::fs::write(code, functions)?;
    Ok(())
}

fn function(id: &str, pattern: &Pattern<&str>) -> Result<String, Box<dyn Error>> {
    let name = id.replace('-', "_");
    let mut format = String::new();
    let mut variables: Vec<String> = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                format.push_str(&value.replace('{', "{{").replace('}', "}}"));
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                let variable = id.name.replace('-', "_");
                write!(format, "{{{variable}}}")?;
                if !variables.contains(&variable) {
                    variables.push(variable);
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => format.push_str(&value.replace('{', "{{").replace('}', "}}")),
            other @ PatternElement::Placeable { .. } => {
                return Err(format!("{id}: only variables can be inserted, not {other:?}").into());
            }
        }
    }
    let doc = format!("/// {}\n#[must_use]\n", format.replace('\n', "\n/// "));
    if variables.is_empty() {
        let text = format.replace("{{", "{").replace("}}", "}");
        return Ok(format!("{doc}pub const fn {name}() -> &'static str {{ {text:?} }}\n\n"));
    }
    let parameters: Vec<_> =
        variables.iter().map(|name| format!("{name}: impl core::fmt::Display")).collect();
    Ok(format!(
        "{doc}pub fn {name}({}) -> String {{ format!({format:?}) }}\n\n",
        parameters.join(", ")
    ))
}
