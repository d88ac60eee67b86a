//! The firmware shelf: the images that the page offers, and the manifest that lists them.
//!
//! The manifest has the format of ESP Web Tools, so that a shelf can serve both. What is ours
//! are `name` and `version` of a single build, which ESP Web Tools does not look at.

mod image_info;
mod manifest;
pub(crate) mod samples;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{During, Failure, Outcome};
use crate::process::say;
use image_info::ImageInfo;
use manifest::Entry;

const SHELF: &str = "www/firmware";
const MANIFEST: &str = "manifest.json";
/// Tells a host how to fill the shelf; not part of the page.
const README: &str = "README.md";

/// Checks the images, copies them onto the shelf and lists them, the first of `files` first.
///
/// All are checked before the first is copied.
pub(crate) fn add(files: &[PathBuf]) -> Outcome {
    let manifest_path = Path::new(SHELF).join(MANIFEST);
    let present = match fs::read_to_string(&manifest_path) {
        Ok(text) => manifest::parse(&text)?,
        Err(_) => manifest::empty(),
    };
    let images = files.iter().map(|file| checked(file)).collect::<Outcome<Vec<_>>>()?;
    let entries: Vec<Entry> = images.iter().map(|(_, entry)| entry.clone()).collect();
    let merged = manifest::merge(present, &entries)?;

    for (from, entry) in &images {
        copy(from, &Path::new(SHELF).join(&entry.path))?;
        say(format!("{} is on the shelf: {} {}", entry.path, entry.name, entry.version));
    }
    fs::write(&manifest_path, manifest::to_text(&merged)).during("write the manifest")?;
    say(format!("The page offers {} first", manifest::first_offer(&merged)));
    Ok(())
}

/// Fetches the sample images, unless the shelf holds something already.
pub(crate) fn fill_if_empty() -> Outcome {
    if !is_empty()? {
        return Ok(());
    }
    let images = samples::fetch()?;
    add(&images)
}

/// Whether nothing is on the shelf: no image, and no manifest either.
pub(crate) fn is_empty() -> Outcome<bool> {
    Ok(files_on_shelf()?.is_empty())
}

/// Copies the shelf into the built page. An empty shelf gets a manifest that lists nothing.
pub(crate) fn copy_to(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).during(format!("make the folder {}", folder.display()))?;
    for file in files_on_shelf()? {
        copy(&Path::new(SHELF).join(&file), &folder.join(&file))?;
    }
    let manifest_path = folder.join(MANIFEST);
    if manifest_path.is_file() {
        return Ok(());
    }
    fs::write(&manifest_path, manifest::to_text(&manifest::empty())).during("write the manifest")
}

/// The names of the files on the shelf, but for its README.
fn files_on_shelf() -> Outcome<Vec<String>> {
    let Ok(entries) = fs::read_dir(SHELF) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.during("list the firmware shelf")?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && name != README && !name.starts_with('.') {
            files.push(name);
        }
    }
    Ok(files)
}

fn checked(file: &Path) -> Outcome<(&Path, Entry)> {
    let info = image_info::ask(file)?;
    Ok((file, entry(file, &info)?))
}

fn entry(file: &Path, info: &ImageInfo) -> Outcome<Entry> {
    let file_name = file
        .file_name()
        .ok_or_else(|| Failure::new(format!("{} is not a file.", file.display())))?;
    let path = manifest::path_for(&file_name.to_string_lossy());
    let stem = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(match &info.micropython {
        Some(version) => Entry {
            path,
            name: "MicroPython".into(),
            version: version.clone(),
            least_flash_bytes: info.least_flash_bytes,
        },
        None => Entry { name: stem, version: String::new(), path, least_flash_bytes: None },
    })
}

/// Copies a file, unless it is there under that very path already.
fn copy(from: &Path, to: &Path) -> Outcome {
    let same =
        fs::canonicalize(from).ok().is_some_and(|real| fs::canonicalize(to).ok() == Some(real));
    if same {
        return Ok(());
    }
    fs::copy(from, to).during(format!("copy {}", from.display()))?;
    Ok(())
}

/// Any value's text; the empty text for what is not a string.
fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
