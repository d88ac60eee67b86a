use crate::error::Error;
use crate::message::{Message, Variant};
use crate::owner::Owner;
use crate::parse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The texts of one language, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Language {
    /// As browsers name it: `en-US`.
    pub tag: String,
    /// Ordered by id, so that all languages have one order.
    pub messages: BTreeMap<String, Message>,
}

impl Language {
    /// The texts of a folder that is named like its language: all files that end in `.ftl`, in it and in
    /// the folders of each [`Owner`] that has one.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] where a file can't be had, and all the others where one is not as this
    /// crate needs it.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut language = Self { tag, ..Self::default() };
        for (file, path) in files(folder)? {
            let source = fs::read_to_string(&path).map_err(unreadable(&path))?;
            language.add(&file, &source)?;
        }
        Ok(language)
    }

    /// Adds the texts of one file, by its path within the folder of the language.
    ///
    /// # Errors
    ///
    /// An [`Error`] where the file is not as this crate needs it, or repeats a text.
    pub fn add(&mut self, file: &str, source: &str) -> Result<(), Error> {
        let shown = format!("{}/{file}", self.tag);
        for (id, message) in parse::messages(&shown, source)? {
            if Owner::of(file).is_some_and(Owner::is_plain) && !message.variables.is_empty() {
                let what = "nobody gives values to the texts of HTML";
                return Err(Error::NotUnderstood { file: shown, id, what });
            }
            match self.messages.entry(id) {
                Entry::Vacant(place) => {
                    _ = place.insert(Message { file: file.to_owned(), ..message });
                }
                Entry::Occupied(place) => {
                    return Err(Error::Twice { file: shown, id: place.key().clone() });
                }
            }
        }
        Ok(())
    }

    /// The texts of one owner, in the order of the ids.
    pub fn of(&self, owner: Owner) -> impl Iterator<Item = (&str, &Message)> {
        let texts = self.messages.iter().map(|(id, message)| (id.as_str(), message));
        texts.filter(move |(_, message)| Owner::of(&message.file) == Some(owner))
    }

    /// Those of an owner whose texts have no values, as they are.
    pub fn plain(&self, owner: Owner) -> impl Iterator<Item = (&str, String)> {
        self.of(owner)
            .map(|(id, message)| (id, message.variants.iter().map(Variant::source).collect()))
    }
}

/// The files of a language with their paths within its folder, in the order of these.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut files = texts_in(folder, "")?;
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if !path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned() + "/";
        if Owner::of(&name).is_none() {
            return Err(Error::UnknownFolder { path });
        }
        files.extend(texts_in(&path, &name)?);
    }
    files.sort();
    Ok(files)
}

fn texts_in(folder: &Path, prefix: &str) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension() == Some(OsStr::new("ftl")) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push((format!("{prefix}{name}"), path));
        }
    }
    Ok(files)
}

pub(crate) fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    move |cause| Error::Unreadable { path: path.to_owned(), cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_there_twice_is_refused_also_from_two_files() {
        let mut language = Language { tag: "en-US".into(), ..Language::default() };
        language.add("a.ftl", "name = A").unwrap();
        let said = language.add("b.ftl", "name = B").unwrap_err().to_string();
        assert!(said.starts_with("en-US/b.ftl: name: "), "{said}");
    }

    #[test]
    fn the_texts_of_html_are_apart_and_have_no_values() {
        let mut language = Language { tag: "en-US".into(), ..Language::default() };
        language.add("index.ftl", "title = T").unwrap();
        language.add("a.ftl", "name = N").unwrap();
        assert_eq!(language.plain(Owner::Document).collect::<Vec<_>>(), [("title", "T".into())]);
        assert_eq!(language.of(Owner::Page).map(|(id, _)| id).collect::<Vec<_>>(), ["name"]);
        for file in ["index.ftl", "school/check.ftl"] {
            let said = language.add(file, "about = { $name }").unwrap_err().to_string();
            assert!(said.starts_with(&format!("en-US/{file}: about: ")), "{said}");
        }
    }

    #[test]
    fn each_part_of_the_page_has_the_texts_of_its_folder() {
        let mut language = Language { tag: "en-US".into(), ..Language::default() };
        language.add("a.ftl", "name = N").unwrap();
        language.add("workbench/a.ftl", "saved = S").unwrap();
        let of = |owner| language.of(owner).map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!((of(Owner::Page), of(Owner::Workbench)), (vec!["name"], vec!["saved"]));
        assert_eq!(of(Owner::Shared), [""; 0]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let said = Language::read("no/such/folder".as_ref()).unwrap_err().to_string();
        assert!(said.starts_with("no/such/folder: "), "{said}");
    }
}
