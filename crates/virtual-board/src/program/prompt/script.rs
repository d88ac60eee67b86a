//! The statements that the scripted prompt knows.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::python_version::PythonVersion;

/// What a board answers of itself.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) version: PythonVersion,
    pub(super) names: Vec<String>,
    pub(super) network: String,
}

/// Whether the values of bare expressions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Shown,
    Hidden,
}

/// What came of a program.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ran {
    pub(super) printed: String,
    pub(super) end: End,
}

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Well,
    /// With this traceback.
    Error(String),
    /// By an exit that starts Python anew.
    SoftReset,
}

impl Script {
    /// Runs the lines of `code`.
    pub(super) fn run(&self, code: &str, values: Values) -> Ran {
        let mut printed = String::new();
        let lines = || (1..).zip(code.split(['\n', '\r']));
        if let Some((number, _)) = lines().find(|(_, line)| is_bad(line)) {
            let error = format!(
                "Traceback (most recent call last):\r\n  File \"<stdin>\", line {number}\r\n\
                 SyntaxError: invalid syntax\r\n"
            );
            return Ran { printed, end: End::Error(error) };
        }
        for (number, line) in lines() {
            for statement in line.split(';').map(str::trim) {
                match self.statement(statement, values) {
                    Outcome::Prints(text) => printed += &text,
                    Outcome::Leaves => return Ran { printed, end: End::Well },
                    Outcome::Restarts => return Ran { printed, end: End::SoftReset },
                    Outcome::Raises(error) => {
                        let error = format!(
                            "Traceback (most recent call last):\r\n  File \"<stdin>\", line \
                             {number}, in <module>\r\n{error}\r\n"
                        );
                        return Ran { printed, end: End::Error(error) };
                    }
                }
            }
        }
        Ran { printed, end: End::Well }
    }

    fn statement(&self, statement: &str, values: Values) -> Outcome {
        let nothing = Outcome::Prints(String::new());
        let printed = statement.strip_prefix("print(").and_then(|rest| rest.strip_suffix(')'));
        if let Some(value) = printed.and_then(|inner| self.value(inner.trim())) {
            return Outcome::Prints(format!("{}\r\n", value.text));
        }
        if let Some(value) = self.value(statement) {
            let shown = Outcome::Prints(format!("{}\r\n", value.literal));
            return if values == Values::Shown { shown } else { nothing };
        }
        match statement {
            "" => nothing,
            "raise SystemExit" | "sys.exit()" if !self.version.exits_by_soft_reset() => {
                Outcome::Leaves
            }
            "raise SystemExit" | "sys.exit()" => Outcome::Restarts,
            "machine.soft_reset()" if !self.version.is_before(13) => Outcome::Restarts,
            "1/0" => Outcome::Raises("ZeroDivisionError: divide by zero".to_string()),
            _ if statement.starts_with("import ") || statement.starts_with('#') => nothing,
            _ => {
                let name = statement.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let name = name.unwrap_or_default();
                Outcome::Raises(format!("NameError: name '{name}' isn't defined"))
            }
        }
    }

    fn value(&self, expression: &str) -> Option<Value> {
        let is_number =
            !expression.is_empty() && expression.bytes().all(|byte| byte.is_ascii_digit());
        match expression {
            "sys.platform" => Some(Value::text("esp8266")),
            "os.listdir()" => {
                let names: Vec<_> = self.names.iter().map(|name| format!("'{name}'")).collect();
                Some(Value::plain(format!("[{}]", names.join(", "))))
            }
            "network.WLAN(network.STA_IF).config('essid')" => Some(Value::text(&self.network)),
            _ if is_number => Some(Value::plain(expression.to_string())),
            _ => literal(expression).map(Value::text),
        }
    }
}

/// Whether the compiler stops at this line.
pub(super) fn is_bad(line: &str) -> bool {
    line.contains("= =")
}

#[derive(Debug)]
enum Outcome {
    Prints(String),
    Raises(String),
    /// An exit that leads back to the prompt.
    Leaves,
    Restarts,
}

struct Value {
    /// As `print` shows it,
    text: String,
    /// and as the friendly prompt does.
    literal: String,
}

impl Value {
    fn text(text: &str) -> Self {
        Self { text: text.to_string(), literal: format!("'{text}'") }
    }

    fn plain(text: String) -> Self {
        Self { literal: text.clone(), text }
    }
}

/// The text in `'text'`.
fn literal(expression: &str) -> Option<&str> {
    ['\'', '"'].into_iter().find_map(|quote| {
        let text = expression.strip_prefix(quote)?.strip_suffix(quote)?;
        (!text.contains(quote)).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(minor: u32) -> Script {
        let version = PythonVersion::minor(minor);
        Script { version, names: Vec::new(), network: String::new() }
    }

    #[test]
    fn values_are_shown_where_a_person_types() {
        let run = |values| script(28).run("1\n'a'; sys.platform", values).printed;
        assert_eq!(run(Values::Shown), "1\r\n'a'\r\n'esp8266'\r\n");
        assert_eq!(run(Values::Hidden), "");
        assert_eq!(script(28).run("print(sys.platform)", Values::Hidden).printed, "esp8266\r\n");
    }

    #[test]
    fn an_error_ends_it_at_its_line_and_bad_code_does_not_begin() {
        let Ran { printed, end } = script(28).run("print(1)\nx\nprint(2)", Values::Hidden);
        assert_eq!(printed, "1\r\n");
        assert!(matches!(end, End::Error(text) if text.contains("line 2, in <module>\r\nNameE")));
        let Ran { printed, end } = script(28).run("print(1)\nx = = 1", Values::Hidden);
        assert_eq!(printed, "");
        assert!(matches!(end, End::Error(text) if text.contains("line 2\r\nSyntaxError: inv")));
    }

    #[test]
    fn an_exit_is_a_soft_reset_since_1_24() {
        let run = |minor| script(minor).run("import sys; sys.exit(); print(1)", Values::Hidden);
        assert_eq!(run(23), Ran { printed: String::new(), end: End::Well });
        assert_eq!(run(24), Ran { printed: String::new(), end: End::SoftReset });
    }
}
