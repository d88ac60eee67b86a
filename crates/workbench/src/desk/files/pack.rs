//! All files in one: what they are called in there, and which are there already.

use super::path::{Path, lossy};
use std::rc::Rc;

/// The name of the file that they come in.
pub const PACK_NAME: &str = "board.zip";

/// What was read so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pack {
    /// Names and bytes.
    pub files: Vec<(String, Rc<[u8]>)>,
    /// The names of those that could not be read.
    pub missing: Vec<String>,
}

impl Pack {
    pub(in crate::desk) fn add(&mut self, path: &Path, content: Rc<[u8]>) {
        let plain = portable(&lossy(path));
        let is_free = |name: &String| {
            // Windows takes large and small letters for the same.
            self.files.iter().all(|(other, _)| other.to_lowercase() != name.to_lowercase())
        };
        let numbered = (2..).map(|number| numbered(&plain, number));
        let name = std::iter::once(plain.clone()).chain(numbered).find(is_free);
        self.files.push((name.unwrap_or(plain), content));
    }
}

/// A path that every system can unpack, and that leads nowhere else.
fn portable(path: &str) -> String {
    let part = |part: &str| {
        let letter = |letter: char| match letter {
            '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            letter if letter.is_control() => '_',
            letter => letter,
        };
        match part {
            "" | "." | ".." => "_".to_owned(),
            part => part.chars().map(letter).collect(),
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// `a/b.py` as `a/b (2).py`.
fn numbered(path: &str, number: u32) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path.rfind('.').filter(|&dot| dot > name).unwrap_or(path.len());
    let (stem, extension) = path.split_at(dot);
    format!("{stem} ({number}){extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[&[u8]]) -> Vec<String> {
        let mut pack = Pack::default();
        for path in paths {
            pack.add(&(*path).into(), [].into());
        }
        pack.files.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn files_keep_their_names_and_folders() {
        let paths = ["/main.py", "/lib/dht.py", "/课堂/作业.txt"];
        let expected = ["main.py", "lib/dht.py", "课堂/作业.txt"];
        assert_eq!(names(&paths.map(str::as_bytes)), expected);
    }

    #[test]
    fn names_that_are_no_text_stay_readable_and_apart() {
        let expected = ["caf\u{FFFD}.py", "caf\u{FFFD} (2).py"];
        assert_eq!(names(&[b"/caf\xE9.py", b"/caf\xE8.py"]), expected);
        assert_eq!(names(&[b"/lib.d/A", b"/lib.d/a"]), ["lib.d/A", "lib.d/a (2)"]);
    }

    #[test]
    fn no_name_leads_out_of_the_folder_that_it_is_unpacked_in() {
        assert_eq!(names(&[b"/..\\a", b"/C:x", b"/a\n?"]), [".._a", "C_x", "a__"]);
        assert_eq!(portable("../a"), "_/a");
    }
}
