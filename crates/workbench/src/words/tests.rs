use super::*;
use core::time::Duration;
use micropython_repl::error::Error;
use micropython_repl::exception::errno;
use micropython_repl::files::{Listing, Saved};
use serial_line::{LineError, LineFault};

fn bytes(text: &str) -> std::rc::Rc<[u8]> {
    text.as_bytes().into()
}

fn request(name: &str, task: Task) -> Request {
    Request { name: name.into(), task }
}

fn run() -> Request {
    request("hello.py", Task::Run { source: bytes("1\n2\x04") })
}

fn save(name: &str) -> Request {
    let path = bytes(&format!("/{name}"));
    request(name, Task::Save { path, content: bytes("1") })
}

fn requests() -> [Request; 10] {
    [
        run(),
        request("", Task::Run { source: bytes("1") }),
        request("", Task::Paste { text: "1".into() }),
        request("", Task::List { folder: bytes("/") }),
        request("", Task::Abandon { saving: None }),
        request("a.py", Task::Read { path: bytes("/a.py") }),
        save("main.py"),
        request("a.py", Task::Remove { path: bytes("/a.py") }),
        request("a.py", Task::Rename { path: bytes("/a.py"), to: bytes("/lib/b.py") }),
        request("lib", Task::MakeFolder { path: bytes("/lib") }),
    ]
}

fn exception(class: &str, message: &str) -> Exception {
    let text = format!("{class}: {message}\r\n");
    Exception { class: class.into(), message: message.into(), text }
}

fn os_error(number: i32) -> Error {
    Error::Raised(exception("OSError", &number.to_string()))
}

fn errors() -> Vec<Error> {
    let waited = Duration::from_secs(5);
    let numbers = [
        errno::ENOENT,
        errno::EIO,
        errno::EACCES,
        errno::EEXIST,
        errno::ENODEV,
        errno::ENOTDIR,
        errno::EISDIR,
        errno::EINVAL,
        errno::ENOSPC,
        errno::EROFS,
        errno::ENAMETOOLONG,
        errno::ENOTEMPTY,
    ];
    let mut errors = vec![
        Error::Line(LineError::TimedOut),
        Error::Line(LineError::LineFault(LineFault::Framing)),
        Error::Line(LineError::Lost),
        Error::Line(LineError::Refused("Out of luck.".into())),
        Error::NotTakenOver { heard: vec![1] },
        Error::NoAnswer { waited, heard: vec![1] },
        Error::Restarted,
        Error::ControlByte { at: 16, byte: 4 },
        Error::Raised(exception("MemoryError", "")),
        Error::Raised(exception("StopIteration", "")),
        Error::NoFileSystem,
        Error::NoRoom { needed: 20_000, free: 4_096 },
        Error::Damaged,
        Error::Different { sent_bytes: 5_000, found_bytes: 4_999 },
    ];
    errors.extend(numbers.map(os_error));
    errors
}

fn after(request: Request, step: Step) -> Option<Line> {
    line(&request, &step)
}

/// What is said of a failure, and what to do now.
fn failed(request: Request, error: Error) -> (Text, Text) {
    let line = after(request, Step::Ended(Outcome::Failed(error)));
    line.iter().for_each(Line::assert_readable);
    match line {
        Some(Line::Trouble { what, now }) => (what, now),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_step_of_every_job_can_be_read() {
    let saved = Saved { bytes: 1_234, sha256: [0; 32] };
    let listing = Listing { entries: Vec::new(), total_bytes: 0, free_bytes: 0 };
    for request in requests() {
        begun(&request).iter().for_each(Line::assert_readable);
        for step in [
            Step::Running { asks: false },
            Step::Reading { bytes: 1 },
            Step::Saving(SaveStep::Preparing),
            Step::Saving(SaveStep::Sending { bytes: 1_024, of_bytes: 5_000 }),
            Step::Saving(SaveStep::Checking),
            Step::Saving(SaveStep::Replacing),
            Step::Ended(Outcome::Ran { raised: None }),
            Step::Ended(Outcome::Listed(listing.clone().into())),
            Step::Ended(Outcome::Read(bytes("1"))),
            Step::Ended(Outcome::Saved(saved)),
            Step::Ended(Outcome::Done),
            Step::Ended(Outcome::NameTaken),
            Step::Ended(Outcome::Cancelled),
            Step::Ended(Outcome::Stuck { line: 7 }),
        ] {
            after(request.clone(), step).iter().for_each(Line::assert_readable);
        }
    }
}

#[test]
fn every_failure_of_every_job_says_what_to_do() {
    for request in requests() {
        for error in errors() {
            failed(request.clone(), error);
        }
    }
}

#[test]
fn saving_tells_the_numbers_and_that_it_was_checked() {
    let sending = SaveStep::Sending { bytes: 1_024, of_bytes: 5_000 };
    let going = after(save("lib/a.py"), Step::Saving(sending));
    let what = "Saving lib/a.py".into();
    assert_eq!(going, Some(Line::Going { what, amount: Some("1,024 of 5,000 bytes".into()) }));
    let saved = Step::Ended(Outcome::Saved(Saved { bytes: 1_234, sha256: [0; 32] }));
    let on_the_board = "a.py is on the board: 1,234 bytes, checked.";
    assert_eq!(after(save("a.py"), saved.clone()), over(on_the_board));
    let Some(Line::Over(text)) = after(save("main.py"), saved) else { panic!() };
    assert!(text.ends_with("It runs at each start."), "{text}");
}

fn over(text: &'static str) -> Option<Line> {
    Some(Line::Over(text.into()))
}

#[test]
fn a_program_ends_is_stopped_or_says_why() {
    let ran = |raised| after(run(), Step::Ended(Outcome::Ran { raised }));
    assert_eq!(ran(None), over("hello.py has ended."));
    let stopped = ran(Some(exception("KeyboardInterrupt", "")));
    assert_eq!(stopped, over("hello.py was stopped."));
    for class in ["ZeroDivisionError", "MemoryError"] {
        let line = ran(Some(exception(class, "")));
        assert!(matches!(line, Some(Line::Trouble { .. })), "{line:?}");
        line.iter().for_each(Line::assert_readable);
    }
}

#[test]
fn too_little_room_has_its_numbers_and_a_way_to_make_some() {
    let (_, now) = failed(save("a.py"), Error::NoRoom { needed: 20_000, free: 4_096 });
    for words in ["20 kB", "4 kB", "os.remove("] {
        assert!(now.contains(words), "{now}");
    }
}

#[test]
fn a_name_from_a_computer_does_not_turn_the_words_around_it() {
    let request = request("a\u{202E}b.py", Task::Run { source: bytes("1") });
    let going = Line::going("Running ab.py");
    assert_eq!(after(request, Step::Running { asks: true }), Some(going));
}

#[test]
fn a_paste_is_quiet_unless_it_did_not_work() {
    let paste = request("", Task::Paste { text: "1".into() });
    assert_eq!(begun(&paste), None);
    assert_eq!(after(paste.clone(), Step::Ended(Outcome::Done)), None);
    let (what, _) = failed(paste, Error::Damaged);
    assert_eq!(what, "What you pasted did not run to its end.");
}

#[test]
fn a_sign_that_is_a_command_is_found_by_its_line() {
    let (_, now) = failed(run(), Error::ControlByte { at: 3, byte: 4 });
    assert!(now.starts_with("In line 2 "), "{now:?}");
}
