//! Running programs: shown, captured, or looked for.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, iter};

use crate::failure::{During, Failure, Outcome};

/// Says what is being done, in one short line.
pub(crate) fn say(line: impl AsRef<str>) {
    println!("• {}", line.as_ref());
}

/// Shows the command line and runs it; its output goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("  $ {}", shown(command));
    let status = command.status().during(format!("start {}", name(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status}).", shown(command))))
}

/// Runs quietly and gives what the program printed.
///
/// # Errors
/// When it can't be started, or says so by its exit code: then with what it printed as an error.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output =
        command.stdin(Stdio::null()).output().during(format!("start {}", name(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Failure::new(if said.is_empty() {
            format!("`{}` failed ({}).", shown(command), output.status)
        } else {
            said
        }));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first program of this name on the PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let names = file_names(program);
    env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
        .find(|candidate| candidate.is_file())
}

/// The program of this name in one folder.
pub(crate) fn find_in(folder: &Path, program: &str) -> Option<PathBuf> {
    file_names(program).iter().map(|name| folder.join(name)).find(|candidate| candidate.is_file())
}

/// A PATH on which `folders` come first.
pub(crate) fn path_with<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Outcome<OsString> {
    let present = env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().map(Path::to_owned).chain(env::split_paths(&present));
    env::join_paths(all).during("put the tools on the PATH")
}

/// On Windows a program may be an .exe or a script; elsewhere its name is its file name.
fn file_names(program: &str) -> Vec<String> {
    if cfg!(windows) {
        ["exe", "cmd", "bat"].iter().map(|ending| format!("{program}.{ending}")).collect()
    } else {
        vec![program.to_owned()]
    }
}

fn shown(command: &Command) -> String {
    iter::once(name(command).into())
        .chain(command.get_args().map(OsStr::to_string_lossy))
        .collect::<Vec<_>>()
        .join(" ")
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_without_the_folder_of_its_program() {
        let mut command = Command::new("some/where/trunk");
        command.args(["build", "--release"]);
        assert_eq!(shown(&command), "trunk build --release");
    }

    #[test]
    fn a_program_that_is_nowhere_is_not_found() {
        assert_eq!(find("no-such-program-anywhere"), None);
    }
}
