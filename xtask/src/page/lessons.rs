//! The lessons: each is checked, and those of a language become one file, which the page fetches when somebody
//! opens them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::failure::{During, Failure, Outcome};

const SOURCE: &str = "www/lessons";
/// Where they are, beside the page.
const FOLDER: &str = "lessons";
const ENDING: &str = "md";
/// The language of what nobody has translated.
const ENGLISH: &str = "en-US";

/// The texts of a language's lessons, by id.
type Lessons = BTreeMap<String, String>;

/// Writes a file for each of the page's languages.
pub(super) fn add(stage: &Path, languages: &[String]) -> Outcome {
    let all = read(Path::new(SOURCE))?;
    let folder = stage.join(FOLDER);
    fs::create_dir_all(&folder).during("make the folder of the lessons")?;
    for (language, file) in files(&all, languages)? {
        fs::write(folder.join(format!("{language}.txt")), file)
            .during(format!("write the lessons in {language}"))?;
    }
    Ok(())
}

/// The lessons of each language.
fn read(source: &Path) -> Outcome<BTreeMap<String, Lessons>> {
    let mut all = BTreeMap::new();
    for folder in fs::read_dir(source).during("list the lessons")? {
        let folder = folder.during("list the lessons")?.path();
        if !folder.is_dir() {
            continue;
        }
        let mut lessons = Lessons::new();
        for file in fs::read_dir(&folder).during("list the lessons")? {
            let file = file.during("list the lessons")?.path();
            if file.extension().is_some_and(|ending| ending == ENDING) {
                let name = file.display().to_string();
                let text = fs::read_to_string(&file).during(format!("read {name}"))?;
                check(&name, &text)?;
                lessons.insert(word(&file, Path::file_stem)?, text);
            }
        }
        all.insert(word(&folder, Path::file_name)?, lessons);
    }
    Ok(all)
}

fn check(name: &str, text: &str) -> Outcome {
    match lessons::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(format!("{name}:{}: {error}", error.line))),
    }
}

/// A part of a path that is an id: it stands in an address.
fn word(path: &Path, part: impl Fn(&Path) -> Option<&std::ffi::OsStr>) -> Outcome<String> {
    let word = part(path).unwrap_or_default().to_string_lossy().into_owned();
    if word.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')) {
        return Ok(word);
    }
    Err(Failure::new(format!(
        "the name {} stands in addresses: give it letters without accents, digits and -.",
        path.display()
    )))
}

/// The file of each language: the lessons in English, where there is no better one.
fn files(all: &BTreeMap<String, Lessons>, languages: &[String]) -> Outcome<Vec<(String, String)>> {
    let english = all.get(ENGLISH).cloned().unwrap_or_default();
    let ids: BTreeSet<_> = english.keys().collect();
    for (language, lessons) in all {
        if language != ENGLISH && !languages.contains(language) {
            return Err(Failure::new(format!(
                "there are lessons in {language}, and no texts of the page in www/texts/{language}."
            )));
        }
        if let Some(id) = lessons.keys().find(|id| !ids.contains(id)) {
            return Err(Failure::new(format!(
                "the lesson {SOURCE}/{language}/{id}.{ENDING} is not in {ENGLISH}, where each lesson begins."
            )));
        }
    }
    let file = |language: &str| {
        let mut lessons = english.clone();
        lessons.extend(all.get(language).cloned().unwrap_or_default());
        lessons::bundle(lessons.iter().map(|(id, text)| (&**id, &**text)))
    };
    let languages = languages.iter().map(|language| &**language).chain([ENGLISH]);
    Ok(languages.map(|language| (language.to_owned(), file(language))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lessons(all: &[(&str, &[&str])]) -> BTreeMap<String, Lessons> {
        let of = |language: &str, ids: &[&str]| {
            let text = |id: &str| format!("# {id} in {language}\n## A\n\nb\n");
            ids.iter().map(|id| (id.to_string(), text(id))).collect()
        };
        all.iter().map(|(language, ids)| (language.to_string(), of(language, ids))).collect()
    }

    #[test]
    fn our_lessons_have_no_mistakes() {
        let all = read(&Path::new("..").join(SOURCE)).unwrap();
        assert!(all[ENGLISH].contains_key("first-steps"));
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        assert_eq!(
            check("a.md", "# A\n\nb\n"),
            Err(Failure::new(
                "a.md:3: this stands on no card. A card begins with `## ` and its heading."
            ))
        );
    }

    #[test]
    fn what_is_not_translated_is_english() {
        let all = lessons(&[(ENGLISH, &["a", "b"]), ("de", &["b"])]);
        let files = files(&all, &["de".into(), "fr".into()]).unwrap();
        let titles = files.iter().map(|(language, file)| {
            let lessons = lessons::unbundle(file);
            (&**language, lessons.into_iter().map(|(_, it)| it.title).collect::<Vec<_>>())
        });
        let english = || vec!["a in en-US".to_owned(), "b in en-US".to_owned()];
        let german = vec!["a in en-US".to_owned(), "b in de".to_owned()];
        let expected = [("de", german), ("fr", english()), (ENGLISH, english())];
        assert_eq!(titles.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_lesson_that_nobody_would_see_is_told() {
        let all = lessons(&[(ENGLISH, &["a"]), ("de", &["b"])]);
        assert!(files(&all, &["de".into()]).is_err());
        let all = lessons(&[(ENGLISH, &["a"]), ("de", &["a"])]);
        assert!(files(&all, &[]).is_err());
        assert!(word(Path::new("é.md"), Path::file_stem).is_err());
    }
}
