use crate::error::Error;
use crate::items::item_name;
use crate::language::{Language, unreadable};
use crate::owner::Owner;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// For a test: the items of one owner that no code under a folder names after `texts::`.
///
/// # Errors
///
/// [`Error::Unreadable`] where the code can't be read.
pub fn unused(language: &Language, owner: Owner, sources: &Path) -> Result<Vec<String>, Error> {
    let code = code(sources)?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let named = code.split("texts::").skip(1);
    let used: BTreeSet<_> =
        named.filter_map(|after| after.split(|c| !is_of_name(c)).next()).collect();
    let items = language.of(owner).map(|(id, message)| item_name(id, message));
    Ok(items.filter(|item| !used.contains(item.as_str())).collect())
}

/// All of the code, as one text.
fn code(folder: &Path) -> Result<String, Error> {
    let mut code = String::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.is_dir() {
            code += &self::code(&path)?;
        } else if path.extension() == Some(OsStr::new("rs")) {
            code += &fs::read_to_string(&path).map_err(unreadable(&path))?;
        }
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_code_names_is_unused() {
        let mut language = Language::default();
        language.add("a.ftl", "owner-tested = A\nnever-named = { $x }").unwrap();
        language.add("workbench/a.ftl", "not-of-the-page = A").unwrap();
        // This file is code: texts::owner_tested.
        assert_eq!(unused(&language, Owner::Page, "src".as_ref()).unwrap(), ["NeverNamed"]);
    }
}
