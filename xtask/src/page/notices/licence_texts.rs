//! Licence texts: found in a package's folder, and numbered without repeating any.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::failure::{During, Outcome};

/// Different texts, in the order in which they were first seen.
#[derive(Default)]
pub(super) struct LicenceTexts {
    texts: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl LicenceTexts {
    /// The text's number, counted from 1. Line breaks make no difference between texts.
    pub(super) fn number(&mut self, text: &str) -> usize {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let texts = &mut self.texts;
        *self.numbers.entry(words).or_insert_with(|| {
            texts.push(text.replace("\r\n", "\n").trim().to_owned());
            texts.len()
        })
    }

    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.texts.iter().enumerate().map(|(index, text)| (index + 1, text.as_str()))
    }
}

/// What the files of a package say about its licence.
pub(super) fn texts_in(folder: &Path) -> Outcome<Vec<String>> {
    let doing = format!("read the licences in {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && is_licence(&name) {
            files.push(path);
        }
    }
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).during(&doing)).collect()
}

fn is_licence(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    let starts = ["license", "licence", "copying", "copyright", "notice", "unlicense"];
    starts.iter().any(|start| name.starts_with(start)) && !name.ends_with(".rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_files_go_by_many_names() {
        for name in ["LICENSE", "LICENSE-MIT", "LICENSE.md", "license-apache-2.0", "COPYING"] {
            assert!(is_licence(name), "{name}");
        }
        assert!(!is_licence("README.md"));
        assert!(!is_licence("license.rs"));
    }
}
