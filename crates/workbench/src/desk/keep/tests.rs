use super::kept::tests::kept;
use super::*;
use crate::desk::files::path::{Path, name_of, parent};
use crate::desk::{self, Desk};
use micropython_repl::error::Error;
use micropython_repl::files::{Entry, Kind, Listing, Saved};
use serial_line::LineError;
use std::collections::BTreeMap;

const FILES: [(&str, &str); 5] = [
    ("/boot.py", "import gc\n"),
    ("/main.py", "import blink\n"),
    ("/lib/blink.py", "led = 2\n"),
    ("/lib/more/a.txt", ""),
    ("/notes.txt", "for Tuesday\n"),
];

/// A board's files, and a browser that keeps something.
#[derive(Clone, Default)]
struct World {
    desk: Desk,
    board: BTreeMap<Path, Option<Rc<[u8]>>>,
    /// What the browser keeps, as bytes.
    browser: Option<Vec<u8>>,
    room: Option<usize>,
    /// Names differ by more than large and small letters.
    ignores_case: bool,
    job: Option<Request>,
    is_install_asked: bool,
    saved: Vec<String>,
    packed: Vec<String>,
}

/// What strikes a job.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Unplugged,
    NoAnswer,
    Cancelled,
    /// The page drops the job, as a person has pressed its *Cancel*.
    Dropped,
    Raised,
    /// It is never begun.
    NotBegun,
}

const FAULTS: [Fault; 6] = [
    Fault::Unplugged,
    Fault::NoAnswer,
    Fault::Cancelled,
    Fault::Dropped,
    Fault::Raised,
    Fault::NotBegun,
];

impl World {
    fn new(files: &[(&str, &str)]) -> Self {
        let all = kept(files);
        let mut world = Self::default();
        let mut folders = all.folders.clone();
        // `/lib/more` is in `/lib`.
        folders.extend(all.folders.iter().map(|path| parent(path).into()));
        world.board = folders
            .into_iter()
            .filter(|path: &Path| &**path != b"/")
            .map(|path| (path, None))
            .collect();
        world.board.extend(all.files.into_iter().map(|file| (file.path, Some(file.content))));
        world.act(desk::Action::Keep(Action::Remembered(None)));
        world
    }

    fn act(&mut self, action: desk::Action) {
        for effect in self.desk.update(action) {
            match effect {
                Effect::Start(request) => {
                    assert_eq!(self.job, None, "one at a time");
                    self.job = Some(request);
                }
                Effect::KeepFiles(kept) => self.browser = Some(kept.to_bytes()),
                Effect::ForgetFiles => self.browser = None,
                Effect::InstallClean => self.is_install_asked = true,
                Effect::PackKept { files, .. } => {
                    self.packed = files.into_iter().map(|(name, _)| name).collect();
                }
                _ => {}
            }
        }
    }

    fn keep(&mut self, action: Action) {
        self.act(desk::Action::Keep(action));
    }

    fn is(&mut self, board: Board) {
        self.act(desk::Action::Board(board));
    }

    /// What the job that was asked for comes to.
    fn outcome(&mut self, task: &Task) -> Outcome {
        match task {
            Task::List { folder } => Outcome::Listed(self.list(folder).into()),
            Task::Read { path } => match self.board.get(path) {
                Some(Some(content)) => Outcome::Read(Rc::clone(content)),
                _ => raised(2),
            },
            Task::MakeFolder { path } => {
                self.board.insert(path.clone(), None);
                Outcome::Done
            }
            Task::Save { path, content } => self.save(path, content),
            _ => raised(2),
        }
    }

    fn list(&self, folder: &[u8]) -> Listing {
        let here = self.board.iter().filter(|(path, _)| parent(path) == folder);
        let entries = here.map(|(path, content)| Entry {
            name: name_of(path).to_vec(),
            kind: match content {
                Some(content) => Kind::File { bytes: content.len() as u64 },
                None => Kind::Folder,
            },
        });
        Listing { entries: entries.collect(), free_bytes: 9, total_bytes: 9 }
    }

    fn save(&mut self, path: &Path, content: &Rc<[u8]>) -> Outcome {
        let used: usize = self.board.values().flatten().map(|content| content.len()).sum();
        if self.room.is_some_and(|room| used + content.len() > room) {
            return Outcome::Failed(Error::NoRoom { needed: content.len() as u64, free: 0 });
        }
        let small = path.to_ascii_lowercase();
        let other = self.board.keys().find(|other| other.to_ascii_lowercase() == small).cloned();
        let place = other.filter(|_| self.ignores_case).unwrap_or_else(|| path.clone());
        self.saved.push(String::from_utf8_lossy(path).into_owned());
        self.board.insert(place, Some(Rc::clone(content)));
        Outcome::Saved(Saved { bytes: content.len() as u64, sha256: [0; 32] })
    }

    /// Does the job that was asked for, as the page does it.
    fn work(&mut self) {
        let Some(request) = self.job.take() else { panic!("no job in {:?}", self.desk.keep.stage) };
        self.is(Board::Busy);
        let outcome = self.outcome(&request.task);
        self.act(desk::Action::Ended(request, outcome));
        self.is(Board::Ready);
    }

    fn fail(&mut self, fault: Fault) {
        let Some(request) = self.job.take() else { return self.is(Board::Gone) };
        let mut end = |request, outcome| {
            self.is(Board::Busy);
            self.act(desk::Action::Ended(request, outcome));
            self.is(Board::Ready);
        };
        match fault {
            Fault::Unplugged => {
                self.is(Board::Busy);
                self.is(Board::Gone);
            }
            Fault::NoAnswer => end(request, Outcome::Failed(Error::Line(LineError::TimedOut))),
            Fault::Cancelled => end(request, Outcome::Cancelled),
            Fault::Dropped => {
                let abandon = Request { name: "".into(), task: Task::Abandon { saving: None } };
                end(abandon, Outcome::Done);
            }
            Fault::Raised => end(request, raised(5)),
            Fault::NotBegun => self.is(Board::Ready),
        }
    }

    /// Goes on until nothing is left to do for the page, or as many jobs are done.
    fn run(&mut self, jobs: usize) -> usize {
        for done in 0..jobs {
            self.carry_on();
            if self.job.is_none() {
                return done;
            }
            self.work();
        }
        self.carry_on();
        jobs
    }

    /// What the browser and the page do between jobs.
    fn carry_on(&mut self) {
        if let Stage::Storing { is_stored: false, .. } = self.desk.keep.stage {
            self.keep(Action::Stored(Ok(())));
        }
        if take(&mut self.is_install_asked) {
            assert_eq!(self.job, None);
            self.is(Board::Installing);
            self.fresh();
            self.is(Board::Away);
            self.is(Board::Ready);
        }
    }

    /// What a first start leaves on an empty board.
    fn fresh(&mut self) {
        self.board = [(b"/boot.py"[..].into(), Some(b"# fresh\n"[..].into()))].into();
    }

    /// The files of which a person still has a copy, on the board or in the browser.
    fn has_all(&self) -> bool {
        let all = kept(&FILES).files;
        let on_board =
            all.iter().all(|file| self.board.get(&file.path) == Some(&Some(file.content.clone())));
        let kept = self.browser.as_deref().and_then(Kept::from_bytes);
        let in_browser = kept.is_some_and(|kept| all.iter().all(|file| kept.files.contains(file)));
        on_board || in_browser
    }
}

fn raised(code: i32) -> Outcome {
    Outcome::Failed(Error::Raised(micropython_repl::exception::Exception {
        class: "OSError".into(),
        message: code.to_string(),
        text: format!("OSError: {code}\r\n"),
    }))
}

fn said(world: &World) -> String {
    words::said(&world.desk.keep).map(|(_, said)| said).unwrap_or_default()
}

/// A person has pressed the button of the offer, on a board at its prompt.
fn wanted() -> World {
    let mut world = World::new(&FILES);
    world.is(Board::Away);
    world.keep(Action::Wanted);
    assert_eq!(world.job, None, "not before the prompt");
    world.is(Board::Ready);
    world
}

/// The files are kept, and the page has been asked to install.
fn installing() -> World {
    let mut world = wanted();
    while !take(&mut world.is_install_asked) {
        if world.job.is_some() {
            world.work();
        } else {
            world.keep(Action::Stored(Ok(())));
        }
    }
    world
}

#[test]
fn all_files_and_folders_are_on_the_board_again_and_what_starts_by_itself_comes_last() {
    let mut world = wanted();
    world.run(100);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::Back(5)));
    assert!(world.has_all() && world.browser.is_none());
    assert!(world.board.contains_key(&b"/lib/more"[..]));
    assert_eq!(world.saved[3..], ["/boot.py", "/main.py"]);
    assert!(said(&world).starts_with("All your 5 files are on the board again, checked."));
}

#[test]
fn a_start_file_that_is_the_same_already_is_not_written() {
    let mut world = World::new(&[("/boot.py", "# fresh\n"), ("/main.py", "1\n")]);
    world.keep(Action::Wanted);
    world.is(Board::Ready);
    world.run(100);
    assert_eq!(world.saved, ["/main.py"]);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::Back(2)));
}

#[test]
fn nothing_is_lost_whatever_strikes_at_any_job_and_the_next_connection_brings_it_back() {
    let jobs = wanted().run(100);
    assert!(jobs > 15, "{jobs}");
    for fault in FAULTS {
        for at in 0..jobs {
            let mut world = wanted();
            world.run(at);
            world.fail(fault);
            assert!(world.has_all(), "{fault:?} at {at}: {:?}", world.desk.keep.stage);
            world.run(100);
            assert!(world.has_all(), "{fault:?} at {at}: {:?}", world.desk.keep.stage);
            // The page is closed, and the person comes back with the board.
            let mut later =
                World { board: world.board, browser: world.browser, ..World::default() };
            let remembered = later.browser.as_deref().and_then(Kept::from_bytes);
            later.keep(Action::Remembered(remembered.clone()));
            later.is(Board::Gone);
            later.is(Board::Ready);
            later.run(100);
            if remembered.is_some() {
                assert!(later.saved.is_empty(), "not without a person's word");
                later.keep(Action::PutBack);
                later.run(100);
            }
            assert!(later.has_all() && later.browser.is_none(), "{fault:?} at {at}");
            for file in kept(&FILES).files {
                assert_eq!(later.board[&file.path], Some(file.content), "{fault:?} at {at}");
            }
        }
    }
}

#[test]
fn a_cable_that_is_pulled_while_installing_leaves_the_files_to_be_put_back_on_a_persons_word() {
    let mut world = installing();
    world.is(Board::Installing);
    world.board.clear();
    world.is(Board::Gone);
    assert!(world.has_all());
    assert!(said(&world).contains("Connect the board"), "{}", said(&world));
    world.fresh();
    world.is(Board::Ready);
    assert_eq!(world.job, None, "it may be another board");
    world.keep(Action::PutBack);
    world.run(100);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::Back(5)));
}

#[test]
fn an_installation_that_fails_and_is_tried_again_is_followed_by_the_files() {
    let mut world = installing();
    for board in [Board::Installing, Board::Away] {
        world.is(board);
    }
    assert!(said(&world).contains("safe in this browser"), "{}", said(&world));
    world.fresh();
    for board in [Board::Installing, Board::Away, Board::Ready] {
        world.is(board);
    }
    world.run(100);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::Back(5)));
}

#[test]
fn what_can_not_be_installed_leaves_the_board_as_it_was_and_keeps_nothing() {
    let mut world = installing();
    world.is(Board::Away);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::GivenUp));
    assert!(world.browser.is_none() && world.has_all());
}

#[test]
fn a_browser_that_keeps_nothing_has_nothing_installed_and_the_files_can_be_had() {
    let mut world = wanted();
    while let Some(Request { .. }) = world.job {
        world.work();
    }
    world.keep(Action::Stored(Err("No room.".into())));
    assert!(said(&world).contains("No room.") && !world.is_install_asked);
    world.keep(Action::Pack);
    assert_eq!(world.packed.len(), 5);
    world.keep(Action::NoteRead);
    assert_eq!(world.desk.keep.stage, Stage::Idle);
}

#[test]
fn what_does_not_fit_any_more_is_named_and_stays_kept() {
    let mut world = wanted();
    world.room = Some(40);
    world.run(100);
    let Stage::Kept { why: Why::Missing { names, is_full: true }, .. } = &world.desk.keep.stage
    else {
        panic!("{:?}", world.desk.keep.stage)
    };
    assert!(!names.is_empty());
    assert!(said(&world).contains(&names[0]), "{}", said(&world));
    assert!(world.browser.is_some());
    world.keep(Action::Pack);
    assert_eq!(world.packed.len(), 5);
}

#[test]
fn files_that_a_file_system_takes_for_the_same_are_not_said_to_be_there() {
    let mut world = World::new(&[("/A.py", "large\n"), ("/a.py", "small\n")]);
    world.keep(Action::Wanted);
    world.is(Board::Ready);
    world.ignores_case = true;
    world.run(100);
    assert!(matches!(world.desk.keep.stage, Stage::Kept { why: Why::Missing { .. }, .. }));
    assert!(world.browser.is_some());
}

#[test]
fn the_files_of_a_second_board_do_not_take_the_place_of_those_that_are_kept() {
    let mut world = World { browser: Some(kept(&FILES).to_bytes()), ..World::default() };
    world.keep(Action::Wanted);
    world.is(Board::Ready);
    assert_eq!(world.job, None, "what the browser keeps is not known yet");
    world.keep(Action::Remembered(Some(kept(&FILES))));
    assert_eq!(world.job, None);
    assert!(said(&world).contains("of before"), "{}", said(&world));
    world.keep(Action::ForgetConfirmed);
    assert!(world.browser.is_some(), "nobody was asked");
    world.keep(Action::Forget);
    world.keep(Action::ForgetConfirmed);
    assert!(world.browser.is_none());
    world.keep(Action::Wanted);
    assert!(world.job.is_some());
}

#[test]
fn nobody_else_has_the_board_meanwhile() {
    let mut world = wanted();
    assert_eq!(world.desk.board, Board::Busy);
    world.run(100);
    assert_eq!(world.desk.board, Board::Ready);
}

#[test]
fn giving_up_before_the_installation_keeps_nothing_and_changes_nothing() {
    let mut world = wanted();
    world.run(3);
    world.keep(Action::Stop);
    assert_eq!(world.desk.keep.stage, Stage::Over(Note::GivenUp));
    assert!(world.has_all() && world.saved.is_empty() && world.browser.is_none());
}

#[test]
fn everything_that_is_said_is_a_sentence() {
    let all = || Rc::new(kept(&FILES));
    let waits = |why, is_forgetting| Stage::Kept { kept: all(), why, is_forgetting };
    let missing = |is_full| Why::Missing { names: vec!["a.py".into()], is_full };
    for stage in [
        Stage::Wanted,
        Stage::Reading(Reading::new()),
        Stage::Storing { kept: all(), is_stored: false },
        Stage::Installing { kept: all(), has_begun: true },
        Stage::Putting(Putting::new(all())),
        waits(Why::Remembered, false),
        waits(Why::Stopped, false),
        waits(Why::Stopped, true),
        waits(Why::StillThere, false),
        waits(missing(true), false),
        waits(missing(false), false),
        Stage::Unstored(all(), "No.".into()),
        Stage::Over(Note::GivenUp),
        Stage::Over(Note::Lost),
        Stage::Over(Note::Unread("a.py".into())),
        Stage::Over(Note::Unread(String::new())),
        Stage::Over(Note::Back(1)),
    ] {
        let keep = Keep { stage, ..Keep::default() };
        let (_, said) = words::said(&keep).unwrap();
        assert!(said.ends_with(['.', '?']), "{said}");
    }
    assert_eq!(words::said(&Keep::default()), None);
}
