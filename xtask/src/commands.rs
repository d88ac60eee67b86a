//! The commands: a table, and the help that is made from it.

mod bench;
mod build;
mod firmware;
mod fuzz;
mod page_parts;
mod serve;
mod size;
mod test;

use crate::failure::{Failure, Outcome};
use crate::project::Invocation;

/// One thing that `cargo xtask` can do.
struct Command {
    name: &'static str,
    /// The words after the name, as the help shows them.
    usage: &'static str,
    about: &'static str,
    run: fn(&Invocation) -> Outcome,
}

const ALL: &[Command] = &[
    Command {
        name: "serve",
        usage: "[--port 8080]",
        about: "add what is missing, build the page, serve it on this computer",
        run: serve::run,
    },
    Command {
        name: "build",
        usage: "",
        about: "the same without serving: the page is in dist/",
        run: build::run,
    },
    Command {
        name: "size",
        usage: "",
        about: "build the page, weigh its files, and fail if they are too heavy",
        run: size::run,
    },
    Command {
        name: "test",
        usage: "[GROUP…] [-- ARGUMENTS]",
        about: "run every test, or only some groups (see below)",
        run: test::run,
    },
    Command {
        name: "fuzz",
        usage: "[TARGET…] [-- ARGUMENTS]",
        about: "let a fuzzer make up bytes from outside, a minute a target",
        run: fuzz::run,
    },
    Command {
        name: "bench",
        usage: "[-- ARGUMENTS]",
        about: "time the page beside esptool and esptool-js, at a real board's pace",
        run: bench::run_all,
    },
    Command {
        name: "firmware add",
        usage: "[--notes TEXT] FILE…",
        about: "check images and put them on the page's firmware shelf",
        run: firmware::add,
    },
    Command {
        name: "firmware remove",
        usage: "NAME…",
        about: "take images off the shelf",
        run: firmware::remove,
    },
    Command {
        name: "firmware list",
        usage: "",
        about: "say what is on the shelf, the first offer first",
        run: firmware::list,
    },
    Command {
        name: "firmware check",
        usage: "",
        about: "say what is wrong with the shelf's list and files, and fail if anything is",
        run: firmware::check,
    },
    Command {
        name: "firmware fetch",
        usage: "",
        about: "fill an empty shelf with sample images of MicroPython",
        run: firmware::fetch,
    },
    Command {
        name: "page-parts",
        usage: "",
        about: "(for Trunk) make the parts of the page that Trunk does not",
        run: page_parts::run,
    },
];

/// Runs the command that the first words name; without any, shows the help.
pub(crate) fn dispatch(invocation: &Invocation) -> Outcome {
    let words = &invocation.arguments;
    if matches!(words.first().map(String::as_str), None | Some("help" | "--help" | "-h")) {
        print!("{}", help());
        return Ok(());
    }
    let command = named(words).ok_or_else(|| {
        Failure::new(format!(
            "there is no command `{}`; `cargo xtask` lists them.",
            words.join(" ")
        ))
    })?;
    (command.run)(&invocation.after(command.name.split(' ').count()))
}

fn named(words: &[String]) -> Option<&'static Command> {
    ALL.iter().find(|command| {
        let name: Vec<&str> = command.name.split(' ').collect();
        words.len() >= name.len() && words.iter().zip(&name).all(|(word, part)| word == part)
    })
}

/// The words before and after `--`.
fn split(words: &[String]) -> (&[String], &[String]) {
    match words.iter().position(|word| word == "--") {
        Some(index) => (&words[..index], &words[index + 1..]),
        None => (words, &[]),
    }
}

fn help() -> String {
    let mut help = String::from("cargo xtask COMMAND\n\n");
    for command in ALL {
        let call = format!("{} {}", command.name, command.usage);
        help.push_str(&format!("  {call:<30}{}\n", command.about));
    }
    help.push_str("\nGroups of `test`, in the order in which they run:\n\n");
    for group in test::GROUPS {
        help.push_str(&format!("  {:<30}{}\n", group.name, group.about));
    }
    help
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_command_of_two_words_needs_both() {
        assert_eq!(
            named(&words("firmware add a.bin")).map(|found| found.name),
            Some("firmware add")
        );
        assert!(named(&words("firmware")).is_none());
        assert!(named(&words("fly")).is_none());
    }

    #[test]
    fn the_help_names_every_command_and_group() {
        let help = help();
        assert!(ALL.iter().all(|command| help.contains(command.name)));
        assert!(test::GROUPS.iter().all(|group| help.contains(group.name)));
    }

    #[test]
    fn what_follows_two_dashes_is_for_the_runner() {
        let line = words("journeys -- --grep smoke");
        let (names, arguments) = split(&line);
        assert_eq!(names, ["journeys"]);
        assert_eq!(arguments, ["--grep", "smoke"]);
    }
}
