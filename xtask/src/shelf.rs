//! The firmware shelf: the images that the page offers, and the manifest that lists them.
//!
//! The manifest has the format of ESP Web Tools, so that a shelf can serve both. What is ours
//! are `name` and `version` of a single build, which ESP Web Tools does not look at.

mod check;
mod image_info;
mod manifest;
pub(crate) mod samples;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{During, Failure, Outcome};
use crate::process::say;
use image_info::ImageInfo;
use manifest::{Entry, FileFacts};

const SHELF: &str = "www/firmware";
const MANIFEST: &str = "manifest.json";
/// As SPDX names it.
const MICROPYTHON_LICENCE: &str = "MIT";
/// Tells a host how to fill the shelf; not part of the page.
const README: &str = "README.md";

/// Checks the images, copies them onto the shelf and lists them, the first of `files` first.
///
/// All are checked before the first is copied. `notes` are a line for whoever chooses one of them.
pub(crate) fn add(files: &[PathBuf], notes: Option<&str>) -> Outcome {
    let present = listed()?.unwrap_or_else(manifest::empty);
    let mut images = files.iter().map(|file| checked(file)).collect::<Outcome<Vec<_>>>()?;
    for (_, entry) in &mut images {
        entry.notes = notes.map(str::to_owned);
    }
    let entries: Vec<Entry> = images.iter().map(|(_, entry)| entry.clone()).collect();
    let merged = manifest::merge(present, &entries)?;

    for (from, entry) in &images {
        copy(from, &Path::new(SHELF).join(&entry.path))?;
        say(format!("{} is on the shelf: {} {}", entry.path, entry.name, entry.version));
    }
    write(&merged)?;
    say(format!("The page offers {} first", manifest::first_offer(&merged)));
    Ok(())
}

/// Takes what is listed with these paths off the list, and its files off the shelf.
pub(crate) fn remove(paths: &[String]) -> Outcome {
    let mut manifest = listed()?.unwrap_or_else(manifest::empty);
    let mut files = Vec::new();
    for path in paths {
        files.extend(manifest::remove(&mut manifest, path)?);
    }
    write(&manifest)?;
    for file in files.iter().filter(|file| check::stays_inside(file)) {
        // It may have been missing before.
        if fs::remove_file(Path::new(SHELF).join(file)).is_ok() {
            say(format!("{file} is off the shelf"));
        }
    }
    Ok(())
}

/// A line for each image of the list, in its order.
pub(crate) fn list() -> Outcome<Vec<String>> {
    let manifest = listed()?.unwrap_or_else(manifest::empty);
    Ok(manifest::lines(&manifest))
}

/// What is wrong with the list and the files of the shelf, a sentence each.
pub(crate) fn problems() -> Outcome<Vec<String>> {
    let manifest = listed()?.ok_or_else(|| Failure::new("the shelf has no manifest.json."))?;
    let all = files_on_shelf()?;
    Ok(check::problems(&manifest, &OnShelf(all)))
}

/// The files as they lie there.
struct OnShelf(Vec<String>);

impl check::Files for OnShelf {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(Path::new(SHELF).join(path)).ok()
    }

    fn starts(&self, path: &str) -> Outcome {
        image_info::ask(&Path::new(SHELF).join(path)).map(drop)
    }

    fn all(&self) -> Vec<String> {
        self.0.iter().filter(|name| *name != MANIFEST).cloned().collect()
    }
}

/// The list, if there is one.
fn listed() -> Outcome<Option<Value>> {
    match fs::read_to_string(Path::new(SHELF).join(MANIFEST)) {
        Ok(text) => manifest::parse(&text).map(Some),
        Err(_) => Ok(None),
    }
}

fn write(manifest: &Value) -> Outcome {
    fs::write(Path::new(SHELF).join(MANIFEST), manifest::to_text(manifest))
        .during("write the manifest")
}

/// Fetches the sample images, unless the shelf holds something already.
pub(crate) fn fill_if_empty() -> Outcome {
    if !is_empty()? {
        return Ok(());
    }
    let images = samples::fetch()?;
    add(&images, None)
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
    let content = fs::read(file).during(format!("read {}", file.display()))?;
    Ok((file, entry(file, &info, FileFacts::of(&content))?))
}

fn entry(file: &Path, info: &ImageInfo, facts: FileFacts) -> Outcome<Entry> {
    let file_name = file
        .file_name()
        .ok_or_else(|| Failure::new(format!("{} is not a file.", file.display())))?;
    let path = manifest::path_for(&file_name.to_string_lossy());
    let stem = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (name, version, licence) = match &info.micropython {
        Some(version) => ("MicroPython".into(), version.clone(), Some(MICROPYTHON_LICENCE)),
        None => (stem, String::new(), None),
    };
    let least_flash_bytes = info.least_flash_bytes;
    Ok(Entry { path, name, version, least_flash_bytes, licence, notes: None, file: facts })
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
