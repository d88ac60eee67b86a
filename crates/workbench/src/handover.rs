//! A file that a person picks for the board with a button of the page, or drops on the terminal: looked at,
//! read, and made a job.

mod refusal;

pub use refusal::{MOST_BYTES, Refusal};

use crate::desk::files::path::{ROOT, check_name, join};
use micropython_repl::job::Task;
use std::rc::Rc;
use workbench_api::{Purpose, Request};

/// What stands at the beginning of a text, from some editors. Python takes it for a mistake.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The file that runs whenever Python starts.
const MAIN: &str = "main.py";

/// What is known of a file before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its name on the computer.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// It is a folder.
    pub is_folder: bool,
}

/// Looks at what was picked; gives the one file, which is to be read.
///
/// # Errors
///
/// Why none is taken.
pub fn look_at(purpose: Purpose, mut picked: Vec<Picked>) -> Result<Picked, Refusal> {
    let count = picked.len();
    let Some(file) = picked.pop() else { return Err(Refusal::Nothing) };
    if count > 1 {
        return Err(Refusal::Several { count });
    }
    let Picked { name, bytes, is_folder } = file.clone();
    if is_folder {
        return Err(Refusal::Folder { name });
    }
    if bytes > MOST_BYTES {
        return Err(Refusal::TooLarge { name, bytes });
    }
    if purpose == Purpose::Save && (check_name(&name).is_err() || name.trim().is_empty()) {
        return Err(Refusal::Name { name });
    }
    Ok(file)
}

/// The job for a file of this name and what was read of it; or the browser's words.
///
/// # Errors
///
/// Why it is not taken.
pub fn request(
    purpose: Purpose,
    name: &str,
    content: Result<Rc<[u8]>, String>,
) -> Result<Request, Refusal> {
    let content =
        content.map_err(|problem| Refusal::Unreadable { name: name.to_owned(), problem })?;
    let saved = |name: &str, content| Request {
        name: name.into(),
        task: Task::Save { path: join(ROOT, name.as_bytes()), content },
    };
    Ok(match purpose {
        Purpose::Run if content.contains(&0) => {
            return Err(Refusal::NotText { name: name.to_owned() });
        }
        Purpose::Run => {
            let source = match content.strip_prefix(BYTE_ORDER_MARK) {
                Some(text) => text.into(),
                None => content,
            };
            Request { name: name.into(), task: Task::Run { source } }
        }
        Purpose::Save => saved(name, content),
        Purpose::SaveAsMain => saved(MAIN, content),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(name: &str, bytes: u64) -> Picked {
        Picked { name: name.into(), bytes, is_folder: false }
    }

    /// What comes of one file with this content.
    fn given(purpose: Purpose, name: &str, content: &str) -> Result<Request, Refusal> {
        let file = look_at(purpose, vec![picked(name, content.len() as u64)])?;
        request(purpose, &file.name, Ok(content.as_bytes().into()))
    }

    #[test]
    fn a_file_is_read_and_then_run_or_saved() {
        let task = Task::Run { source: b"print(1)\n".as_slice().into() };
        let run = Request { name: "hello.py".into(), task };
        assert_eq!(given(Purpose::Run, "hello.py", "\u{FEFF}print(1)\n"), Ok(run));
        for (purpose, name) in [(Purpose::Save, "hello.py"), (Purpose::SaveAsMain, "main.py")] {
            let path = format!("/{name}").into_bytes().into();
            let task = Task::Save { path, content: b"1".as_slice().into() };
            let save = Request { name: name.into(), task };
            assert_eq!(given(purpose, "hello.py", "1"), Ok(save));
        }
    }

    #[test]
    fn what_can_not_be_taken_is_told() {
        let refused = |purpose, files| look_at(purpose, files).unwrap_err();
        assert_eq!(refused(Purpose::Save, vec![]), Refusal::Nothing);
        let two = vec![picked("a", 1), picked("b", 1)];
        assert_eq!(refused(Purpose::Save, two), Refusal::Several { count: 2 });
        let folder = Picked { is_folder: true, ..picked("lib", 0) };
        let name = "lib".to_owned();
        assert_eq!(refused(Purpose::Save, vec![folder]), Refusal::Folder { name });
        let large = refused(Purpose::Run, vec![picked("a.py", MOST_BYTES + 1)]);
        assert_eq!(large, Refusal::TooLarge { name: "a.py".into(), bytes: MOST_BYTES + 1 });
        for name in ["", " ", ".", "..", "a/b", "a\nb", "\u{85}", "a.py.bw~"] {
            let refusal = refused(Purpose::Save, vec![picked(name, 1)]);
            assert_eq!(refusal, Refusal::Name { name: name.into() });
        }
    }

    #[test]
    fn a_name_that_the_board_does_not_get_may_be_any() {
        for purpose in [Purpose::Run, Purpose::SaveAsMain] {
            assert!(given(purpose, " ", "1").is_ok());
        }
    }

    #[test]
    fn a_program_that_is_no_text_is_not_run_but_can_be_saved() {
        let refusal = Refusal::NotText { name: "photo.jpg".into() };
        assert_eq!(given(Purpose::Run, "photo.jpg", "\0\0"), Err(refusal));
        assert!(given(Purpose::Save, "photo.jpg", "\0\0").is_ok());
    }

    #[test]
    fn a_file_that_can_not_be_read_is_told_in_the_words_of_the_browser() {
        let refusal = Refusal::Unreadable { name: "a".into(), problem: "Gone.".into() };
        assert_eq!(request(Purpose::Save, "a", Err("Gone.".into())), Err(refusal));
    }
}
