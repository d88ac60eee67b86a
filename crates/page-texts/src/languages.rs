use crate::compare::differences;
use crate::error::Error;
use crate::language::{Language, unreadable};
use std::fs;
use std::path::Path;

/// The language that every text is written in first, and that the program carries.
const ENGLISH: &str = "en-US";

/// All languages of the page: the same texts, with the same values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// What the others are compared with.
    pub english: Language,
    /// By their tags.
    pub others: Vec<Language>,
}

impl Languages {
    /// The languages whose folders are in this one.
    ///
    /// # Errors
    ///
    /// [`Error::Differs`] where a language is not like English, and what [`Language::read`] fails with.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let english = Language::read(&folder.join(ENGLISH))?;
        let mut others = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
            let path = entry.map_err(unreadable(folder))?.path();
            if path.is_dir() && !path.ends_with(ENGLISH) {
                others.push(like(&english, Language::read(&path)?)?);
            }
        }
        others.sort_by(|one, other| one.tag.cmp(&other.tag));
        Ok(Self { english, others })
    }
}

fn like(english: &Language, other: Language) -> Result<Language, Error> {
    let differences = differences(english, &other);
    if differences.is_empty() {
        Ok(other)
    } else {
        Err(Error::Differs { tag: other.tag, differences })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_is_not_like_english_is_refused_with_every_difference() {
        let language = |tag: &str, source| {
            let mut language = Language { tag: tag.into(), ..Language::default() };
            language.add("a.ftl", source).unwrap();
            language
        };
        let english = language("en-US", "a = A\nb = B");
        assert!(like(&english, language("de", "a = Ä\nb = Bé")).is_ok());
        let said = like(&english, language("de", "c = C")).unwrap_err().to_string();
        assert_eq!(said.lines().count(), 4, "{said}");
        assert!(said.starts_with("de is not like en-US:\n"), "{said}");
    }
}
