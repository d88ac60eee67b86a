//! Python with pip, which fetches the sample firmware and the judges.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{During, Failure, Outcome};
use crate::process::{find, output, run, say};
use crate::project;

/// The first Python of the PATH that has pip.
pub(crate) fn find_with_pip() -> Outcome<PathBuf> {
    ["python3", "python", "py"]
        .iter()
        .filter_map(|name| find(name))
        .find(|python| output(Command::new(python).args(["-m", "pip", "--version"])).is_ok())
        .ok_or_else(|| Failure::new("Python 3 with pip is missing: install it."))
}

/// The Python of a virtual environment that holds the packages of a file, each by its checksum.
///
/// It is made anew when the file has changed.
pub(crate) fn with_packages(requirements: &Path) -> Outcome<PathBuf> {
    let wanted = fs::read(requirements).during(format!("read {}", requirements.display()))?;
    let name = requirements.file_stem().unwrap_or_default();
    let folder = project::target_dir()?.join("python").join(name);
    let installed = folder.join("installed.txt");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if fs::read(&installed).is_ok_and(|there| there == wanted) {
        return Ok(python);
    }
    say(format!("Adding the Python packages of {}", requirements.display()));
    run(Command::new(find_with_pip()?).args(["-m", "venv", "--clear"]).arg(&folder)).map_err(
        |_| {
            Failure::new(
                "Python can't make a virtual environment: on Debian, install python3-venv.",
            )
        },
    )?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--require-hashes", "--requirement"])
        .arg(requirements))?;
    fs::write(&installed, wanted).during("note what is installed")?;
    Ok(python)
}
