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

/// The Python of a virtual environment that holds the packages of a list, each by its checksum.
///
/// `build.txt` beside the list is what those packages are built with that come as sources: pip by
/// itself would fetch that without a checksum. The environment is made anew when a list has changed.
pub(crate) fn with_packages(list: &Path) -> Outcome<PathBuf> {
    let lists = [list.with_file_name("build.txt"), list.to_owned()];
    let mut wanted = Vec::new();
    for list in &lists {
        wanted.extend(fs::read(list).during(format!("read {}", list.display()))?);
    }
    let name = list.file_stem().unwrap_or_default();
    let folder = project::target_dir()?.join("python").join(name);
    let installed = folder.join("installed.txt");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // The Python that it was made of may be gone.
    let runs = || output(Command::new(&python).arg("--version")).is_ok();
    if fs::read(&installed).is_ok_and(|there| there == wanted) && runs() {
        return Ok(python);
    }
    say(format!("Adding the Python packages of {}", list.display()));
    make(&folder)?;
    for list in &lists {
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--no-build-isolation", "--require-hashes", "--requirement"])
            .arg(list))?;
    }
    fs::write(&installed, wanted).during("note what is installed")?;
    Ok(python)
}

/// Makes an empty environment.
fn make(folder: &Path) -> Outcome {
    run(Command::new(find_with_pip()?).args(["-m", "venv", "--clear"]).arg(folder)).map_err(|_| {
        Failure::new("Python can't make a virtual environment: on Debian, install python3-venv.")
    })
}
