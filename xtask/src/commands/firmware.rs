//! `cargo xtask firmware …`: what the page's firmware shelf holds.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process::say;
use crate::project::Invocation;
use crate::shelf;

/// `firmware add [--notes TEXT] FILE…`
pub(crate) fn add(invocation: &Invocation) -> Outcome {
    let (notes, files) = match &invocation.arguments[..] {
        [option, notes, files @ ..] if option == "--notes" => (Some(notes.as_str()), files),
        files => (None, files),
    };
    if files.is_empty() {
        return Err(Failure::new("name the images: `cargo xtask firmware add FILE…`."));
    }
    let files: Vec<PathBuf> = files.iter().map(|file| invocation.called_from.join(file)).collect();
    shelf::add(&files, notes)
}

/// `firmware remove NAME…`
pub(crate) fn remove(invocation: &Invocation) -> Outcome {
    if invocation.arguments.is_empty() {
        return Err(Failure::new("name the images: `cargo xtask firmware remove NAME…`."));
    }
    shelf::remove(&invocation.arguments)
}

/// `firmware list`
pub(crate) fn list(_: &Invocation) -> Outcome {
    shelf::list()?.iter().for_each(say);
    Ok(())
}

/// `firmware check`
pub(crate) fn check(_: &Invocation) -> Outcome {
    let problems = shelf::problems()?;
    problems.iter().for_each(say);
    match problems.len() {
        0 => {
            say("All that the list names is there and as it says");
            Ok(())
        }
        count => Err(Failure::new(format!("the shelf has {count} problems."))),
    }
}

/// `firmware fetch`
pub(crate) fn fetch(_: &Invocation) -> Outcome {
    if shelf::is_empty()? {
        return shelf::fill_if_empty();
    }
    say("The shelf holds something already and stays as it is");
    Ok(())
}
