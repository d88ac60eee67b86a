//! `cargo xtask test`: every test, in groups.

mod built_page;
mod journeys;
mod peers;
mod prompt;
mod rust;
mod wasm;

use std::cell::Cell;
use std::time::Instant;

use super::split;
use crate::failure::{Failure, Outcome};
use crate::page;
use crate::project::Invocation;

/// Tests that run together, with what they need.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    run: fn(&Run) -> Outcome,
}

/// The quick ones first.
pub(crate) const GROUPS: &[Group] = &[
    Group { name: "fmt", about: "the layout of the Rust code", run: rust::fmt },
    Group {
        name: "clippy",
        about: "lints, for this computer and for the browser",
        run: rust::clippy,
    },
    Group {
        name: "no-std",
        about: "the protocols link without a standard library",
        run: rust::no_std,
    },
    Group { name: "unit", about: "loader, board and page on this computer", run: rust::unit },
    Group {
        name: "faults",
        about: "installations, saves and runs struck by every fault in every step",
        run: rust::faults,
    },
    Group {
        name: "prompt",
        about: "our side of the prompt before a real MicroPython",
        run: prompt::group,
    },
    Group {
        name: "peers",
        about: "the virtual board judged by esptool, esptool-js, mpremote and ampy",
        run: peers::group,
    },
    Group { name: "wasm", about: "the page's Rust code in a browser", run: wasm::group },
    Group { name: "bundle", about: "the files of the built page", run: built_page::group },
    Group {
        name: "journeys",
        about: "the built page in a browser, as a person",
        run: journeys::group,
    },
];

/// One call of `cargo xtask test`.
#[derive(Default)]
struct Run {
    /// What comes after `--`: for the test runner itself.
    arguments: Vec<String>,
    page_is_built: Cell<bool>,
}

impl Run {
    /// Builds the page, once for all groups that look at it.
    fn ensure_page(&self) -> Outcome {
        if !self.page_is_built.get() {
            page::build()?;
            self.page_is_built.set(true);
        }
        Ok(())
    }
}

pub(crate) fn run(invocation: &Invocation) -> Outcome {
    let (names, arguments) = split(&invocation.arguments);
    let groups = chosen(names)?;
    let run = Run { arguments: arguments.to_vec(), ..Run::default() };
    let mut failed = Vec::new();
    for group in &groups {
        println!("\n== {}: {}", group.name, group.about);
        let start = Instant::now();
        let outcome = (group.run)(&run);
        let seconds = start.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => println!("== {}: passed in {seconds:.1} s", group.name),
            Err(failure) => {
                println!("== {}: FAILED in {seconds:.1} s: {failure}", group.name);
                failed.push(group.name);
            }
        }
    }
    println!("\ngroups: {} passed, {} failed", groups.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("these groups of tests failed: {}.", failed.join(", "))))
}

/// The named groups in the order of the table; all of them if none is named.
fn chosen(names: &[String]) -> Outcome<Vec<&'static Group>> {
    if let Some(unknown) = names.iter().find(|name| GROUPS.iter().all(|group| group.name != **name))
    {
        let known: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        return Err(Failure::new(format!(
            "there is no group `{unknown}`; there are {}.",
            known.join(", ")
        )));
    }
    let wanted = |group: &&Group| names.is_empty() || names.iter().any(|name| name == group.name);
    Ok(GROUPS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    fn names(line: &str) -> Vec<&'static str> {
        chosen(&words(line)).unwrap().iter().map(|group| group.name).collect()
    }

    #[test]
    fn groups_run_in_the_order_of_the_table() {
        assert_eq!(names("wasm fmt"), ["fmt", "wasm"]);
        assert_eq!(names("").len(), GROUPS.len());
    }

    #[test]
    fn an_unknown_group_is_refused() {
        assert!(chosen(&words("fmt fly")).is_err());
    }
}
