use super::tree::tests::listing;
use super::*;
use micropython_repl::error::Error;
use micropython_repl::exception::{Exception, errno};
use micropython_repl::files::Saved;
use micropython_repl::job::{Outcome, Task};

fn path(path: &str) -> Path {
    path.as_bytes().into()
}

fn picked(id: u32, name: &str) -> Picked {
    Picked { id, name: name.into(), bytes: 3, is_folder: false }
}

fn raised(code: i32) -> Outcome {
    Outcome::Failed(Error::Raised(Exception {
        class: "OSError".into(),
        message: code.to_string(),
        text: format!("OSError: {code}\r\n"),
    }))
}

fn listed(names: &[&str]) -> Outcome {
    Outcome::Listed(listing(names).into())
}

fn saved() -> Outcome {
    Outcome::Saved(Saved { bytes: 3, sha256: [0; 32] })
}

fn read(bytes: &[u8]) -> Outcome {
    Outcome::Read(bytes.into())
}

/// The files, and a page that begins one job at a time.
#[derive(Default)]
struct Story {
    files: Files,
    /// The job that was begun and has not ended.
    job: Option<Request>,
    /// All else that was to be done.
    effects: Vec<Effect>,
}

impl Story {
    /// A board at its prompt, whose files are shown.
    fn on_a_board(names: &[&str]) -> Self {
        let mut story = Self::default();
        story.board(Board::Ready);
        story.end(listed(names));
        story
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Start(request) => {
                    assert_eq!(self.job, None, "one at a time");
                    assert_eq!(self.files.board, Board::Ready, "only at the prompt");
                    self.job = Some(request);
                }
                Effect::ReadPicked(id) => {
                    self.act(Action::PickedRead(id, Some(b"abc"[..].into())));
                }
                effect => self.effects.push(effect),
            }
        }
    }

    fn board(&mut self, board: Board) {
        let effects = self.files.board_is(board, true);
        self.take(effects);
    }

    fn act(&mut self, action: Action) {
        let effects = self.files.update(action);
        self.take(effects);
    }

    fn task(&self) -> Option<&Task> {
        self.job.as_ref().map(|request| &request.task)
    }

    /// The job ends so, and the board is given back.
    fn end(&mut self, outcome: Outcome) {
        let request = self.job.clone().unwrap();
        self.board(Board::Busy);
        let effects = self.files.ended(&request, &outcome, true);
        self.job = None;
        self.take(effects);
        self.board(Board::Ready);
    }

    /// Ends jobs that look into folders, as if nothing had changed there.
    fn settle(&mut self, names: &[&str]) {
        while let Some(Task::List { .. }) = self.task() {
            self.end(listed(names));
        }
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let rows = self.files.tree.rows(folder.as_bytes()).unwrap();
        rows.iter().map(|row| path::lossy(&row.path)).collect()
    }
}

fn list(folder: &str) -> Task {
    Task::List { folder: path(folder) }
}

#[test]
fn the_board_is_looked_at_when_it_is_ready_and_not_before() {
    let mut story = Story::default();
    story.files.opened();
    assert_eq!(story.job, None);
    story.board(Board::Busy);
    let effects = story.files.opened();
    story.take(effects);
    assert_eq!(story.job, None);
    story.board(Board::Ready);
    assert_eq!(story.task(), Some(&list("/")));
    story.end(listed(&["main.py"]));
    assert_eq!((story.names("/"), story.job), (vec!["main.py".into()], None));
}

#[test]
fn files_that_nobody_looks_at_cost_no_job() {
    let mut files = Files::default();
    assert_eq!(files.board_is(Board::Ready, false), []);
    assert!(matches!(files.opened()[..], [Effect::Start(_)]));
}

#[test]
fn a_folder_is_looked_into_when_it_is_first_unfolded() {
    let mut story = Story::on_a_board(&["lib/", "main.py"]);
    story.act(Action::Pressed(path("/lib")));
    assert_eq!(story.task(), Some(&list("/lib")));
    story.end(listed(&["dht.py"]));
    assert_eq!(story.names("/lib"), ["lib/dht.py"]);
    story.act(Action::Pressed(path("/lib")));
    story.act(Action::Pressed(path("/lib")));
    assert_eq!(story.job, None);
}

#[test]
fn what_is_asked_while_another_job_runs_comes_after_it() {
    let mut story = Story::on_a_board(&["a", "b"]);
    story.act(Action::Download(path("/a")));
    story.board(Board::Busy);
    story.act(Action::Download(path("/b")));
    assert_eq!(story.task(), Some(&Task::Read { path: path("/a") }));
    story.end(read(b"1"));
    assert_eq!(story.task(), Some(&Task::Read { path: path("/b") }));
    story.end(read(b"2"));
    let given = |name: &str, content: &[u8]| Effect::Download {
        name: name.into(),
        content: content.into(),
    };
    assert_eq!(story.effects, [given("a", b"1"), given("b", b"2")]);
}

#[test]
fn a_board_that_runs_a_program_is_asked_nothing_and_that_is_said() {
    let mut story = Story::on_a_board(&["a"]);
    story.board(Board::Busy);
    assert!(!story.files.can_ask());
    story.act(Action::Open(path("/a")));
    assert_eq!((&story.files.note, story.files.is_working()), (&Some(Note::Busy), false));
    assert_eq!(story.names("/"), ["a"]);
}

#[test]
fn of_a_board_that_is_gone_the_files_stay_until_another_one_comes() {
    let mut story = Story::on_a_board(&["lib/", "old.py"]);
    story.act(Action::Pressed(path("/lib")));
    story.end(listed(&["x"]));
    story.board(Board::Away);
    assert_eq!(story.names("/"), ["lib", "old.py"]);
    story.act(Action::Open(path("/old.py")));
    assert_eq!(story.files.note, Some(Note::Away));
    story.board(Board::Ready);
    assert_eq!((story.files.tree.rows(ROOT), story.task()), (None, Some(&list("/"))));
    story.end(listed(&["lib/", "new.py"]));
    // It was unfolded, and is again.
    assert_eq!(story.task(), Some(&list("/lib")));
}

#[test]
fn a_job_that_the_page_could_not_begin_is_begun_again() {
    let mut story = Story::on_a_board(&["a"]);
    story.act(Action::Download(path("/a")));
    let dropped = story.job.take();
    story.board(Board::Ready);
    assert_eq!(story.job, dropped);
}

#[test]
fn a_job_that_a_person_gave_up_is_not_begun_again_and_ends_the_row() {
    for abandons in [false, true] {
        let mut story = Story::on_a_board(&["a"]);
        story.act(Action::Picked(path("/"), vec![picked(0, "x"), picked(1, "y"), picked(2, "z")]));
        story.end(saved());
        story.board(Board::Busy);
        story.job = None;
        if abandons {
            let task = Task::Abandon { saving: Some(path("/y")) };
            let effects =
                story.files.ended(&Request { name: "".into(), task }, &Outcome::Done, true);
            story.take(effects);
        }
        story.board(Board::Ready);
        story.settle(&["a", "x"]);
        let note = Note::Uploaded { done: 1, all: 3, failed: vec![] };
        assert_eq!((&story.files.note, story.files.is_working()), (&Some(note), false));
    }
}

#[test]
fn a_text_is_opened_in_the_editor_under_its_path() {
    let mut story = Story::on_a_board(&["a.py"]);
    story.act(Action::Open(path("/a.py")));
    story.end(read(b"x = 1\r\n"));
    assert_eq!(story.files.take_text(), Some(("a.py".into(), "x = 1\r\n".into())));
    assert_eq!(story.files.take_text(), None);
}

#[test]
fn what_is_no_text_can_be_downloaded_without_being_read_again() {
    let mut story = Story::on_a_board(&["a.mpy"]);
    story.act(Action::Open(path("/a.mpy")));
    story.end(read(b"M\x06\0"));
    assert!(matches!(story.files.note, Some(Note::NotText(..))));
    story.act(Action::Download(path("/a.mpy")));
    let content = b"M\x06\0"[..].into();
    assert_eq!(story.effects, [Effect::Download { name: "a.mpy".into(), content }]);
    assert_eq!(story.job, None);
}

#[test]
fn a_name_that_is_no_text_can_be_used_for_all_but_the_editor() {
    let name: Path = b"/caf\xE9"[..].into();
    let mut story = Story::on_a_board(&[]);
    story.act(Action::Open(name.clone()));
    assert_eq!(story.files.note, Some(Note::NameNotText(name.clone())));
    story.act(Action::Download(name.clone()));
    assert_eq!(story.task(), Some(&Task::Read { path: name.clone() }));
    story.end(read(b""));
    story.act(Action::Ask(Form::Rename(name.clone())));
    story.act(Action::Named("café".into()));
    assert_eq!(story.task(), Some(&Task::Rename { path: name, to: path("/café") }));
}

#[test]
fn a_large_file_is_asked_about_before_it_is_read() {
    let mut story = Story::default();
    story.board(Board::Ready);
    let mut large = listing(&["a.csv"]);
    large.entries[0].kind = micropython_repl::files::Kind::File { bytes: 300_001 };
    story.end(Outcome::Listed(large.into()));
    story.act(Action::Open(path("/a.csv")));
    assert_eq!(story.job, None);
    assert_eq!(story.files.form, Some(Form::OpenLarge(path("/a.csv"), 300_001)));
    story.act(Action::OpenLarge(path("/a.csv")));
    assert_eq!(story.task(), Some(&Task::Read { path: path("/a.csv") }));
}

#[test]
fn a_file_gets_another_name_and_the_keyboard_stays_with_it() {
    let mut story = Story::on_a_board(&["a.py", "b.py"]);
    story.act(Action::Ask(Form::Rename(path("/a.py"))));
    for (name, why) in [
        ("b.py", WrongName::Taken),
        ("", WrongName::Bad(path::BadName::Unfit)),
        ("x/y", WrongName::Bad(path::BadName::Unfit)),
    ] {
        story.act(Action::Named(name.into()));
        assert_eq!((story.files.wrong_name, &story.job), (Some(why), &None), "{name}");
    }
    story.act(Action::Named(" c.py ".into()));
    assert_eq!(story.files.form, None);
    story.end(Outcome::Done);
    assert_eq!(story.names("/"), ["b.py", "c.py"]);
    assert_eq!(story.effects.last(), Some(&Effect::Focus(path::element_of(b"/c.py"))));
    assert_eq!(story.task(), Some(&list("/")));
}

#[test]
fn a_file_goes_when_a_person_says_yes_and_the_keyboard_goes_to_the_next() {
    let mut story = Story::on_a_board(&["a.py", "b.py"]);
    story.act(Action::Pressed(path("/a.py")));
    story.act(Action::Ask(Form::Delete(path("/a.py"))));
    assert_eq!(story.job, None);
    story.act(Action::Confirmed);
    assert_eq!(story.task(), Some(&Task::Remove { path: path("/a.py") }));
    story.end(Outcome::Done);
    assert_eq!(story.names("/"), ["b.py"]);
    assert_eq!(story.effects.last(), Some(&Effect::Focus(path::element_of(b"/b.py"))));
}

#[test]
fn a_file_that_a_person_keeps_stays() {
    let mut story = Story::on_a_board(&["a.py"]);
    story.act(Action::Ask(Form::Delete(path("/a.py"))));
    story.act(Action::FormClosed);
    assert_eq!((&story.files.form, story.job), (&None, None));
    assert_eq!(story.effects.last(), Some(&Effect::Focus(path::element_of(b"/a.py"))));
}

#[test]
fn a_folder_that_is_not_empty_is_not_removed() {
    let mut story = Story::on_a_board(&["lib/"]);
    story.act(Action::Pressed(path("/lib")));
    story.end(listed(&["a.py"]));
    story.act(Action::Ask(Form::Delete(path("/lib"))));
    assert_eq!(story.files.note, Some(Note::NotEmpty(path("/lib"))));
    assert_eq!((&story.files.form, story.job), (&None, None));
}

#[test]
fn what_failed_is_as_it_was_and_looked_at_again() {
    let mut story = Story::on_a_board(&["a.py", "lib/"]);
    story.act(Action::Ask(Form::Delete(path("/lib"))));
    story.act(Action::Confirmed);
    story.end(raised(errno::ENOTEMPTY));
    assert_eq!(story.names("/"), ["lib", "a.py"]);
    assert_eq!(story.task(), Some(&list("/")));
}

#[test]
fn a_new_folder_shows_where_it_was_made() {
    let mut story = Story::on_a_board(&["lib/"]);
    story.act(Action::Ask(Form::NewFolder(path("/"))));
    story.act(Action::Named("data".into()));
    assert_eq!(story.task(), Some(&Task::MakeFolder { path: path("/data") }));
    story.end(Outcome::Done);
    story.end(listed(&["lib/", "data/"]));
    assert_eq!(story.names("/"), ["data", "lib"]);
}

#[test]
fn several_files_come_one_after_the_other_and_those_that_fail_are_told() {
    let mut story = Story::on_a_board(&[]);
    let all = vec![picked(0, "a"), picked(1, "b"), picked(2, "c")];
    story.act(Action::Picked(path("/"), all));
    for (at, outcome) in [(1, saved()), (2, raised(errno::EINVAL)), (3, saved())] {
        let said = words::progress(&story.files).unwrap();
        assert!(said.starts_with(&format!("{at} of 3: uploading ")), "{said}");
        assert!(matches!(story.task(), Some(Task::Save { content, .. }) if **content == *b"abc"));
        story.end(outcome);
    }
    assert_eq!(story.task(), Some(&list("/")));
    let note = Note::Uploaded { done: 2, all: 3, failed: vec!["b".into()] };
    assert_eq!(story.files.note, Some(note));
    assert_eq!(story.effects, [Effect::ForgetPicked]);
}

#[test]
fn a_file_that_the_browser_can_not_read_is_told_and_the_next_one_comes() {
    let mut files = Story::on_a_board(&[]).files;
    let effects = files.update(Action::Picked(path("/"), vec![picked(7, "a"), picked(8, "b")]));
    assert_eq!(effects, [Effect::ReadPicked(7)]);
    assert_eq!(files.update(Action::PickedRead(7, None)), [Effect::ReadPicked(8)]);
    assert_eq!(files.uploads.as_ref().unwrap().failed, ["a"]);
}

#[test]
fn a_file_that_was_read_when_the_board_had_gone_to_work_waits_for_it() {
    let mut files = Story::on_a_board(&[]).files;
    files.update(Action::Picked(path("/"), vec![picked(7, "a")]));
    files.board_is(Board::Busy, true);
    assert_eq!(files.update(Action::PickedRead(7, Some(b"abc"[..].into()))), []);
    let effects = files.board_is(Board::Ready, true);
    assert!(matches!(&effects[..], [Effect::Start(Request { task: Task::Save { .. }, .. })]));
}

#[test]
fn files_that_replace_others_are_asked_about() {
    let mut story = Story::on_a_board(&["main.py"]);
    story.act(Action::Picked(path("/"), vec![picked(0, "main.py"), picked(1, "x")]));
    assert!(matches!(story.files.form, Some(Form::Upload(_))));
    assert_eq!(story.job, None);
    story.act(Action::Confirmed);
    assert!(matches!(story.task(), Some(Task::Save { .. })));
}

#[test]
fn files_that_do_not_go_to_the_board_after_all_are_let_go() {
    let mut story = Story::on_a_board(&["main.py"]);
    story.act(Action::Picked(path("/"), vec![picked(0, "main.py")]));
    story.act(Action::FormClosed);
    assert!(story.effects.contains(&Effect::ForgetPicked));
    assert_eq!((&story.files.uploads, story.job), (&None, None));
}

#[test]
fn a_board_that_stops_answering_ends_the_row() {
    let mut story = Story::on_a_board(&[]);
    story.act(Action::Picked(path("/"), vec![picked(0, "a"), picked(1, "b")]));
    story.end(Outcome::Failed(Error::Restarted));
    story.settle(&[]);
    let note = Note::Uploaded { done: 0, all: 2, failed: vec!["a".into()] };
    assert_eq!((&story.files.note, story.files.is_working()), (&Some(note), false));
}

#[test]
fn a_board_that_is_pulled_ends_all_and_that_is_said() {
    let mut story = Story::on_a_board(&[]);
    story.act(Action::Picked(path("/"), vec![picked(0, "a"), picked(1, "b")]));
    story.board(Board::Busy);
    story.board(Board::Away);
    assert_eq!((&story.files.note, &story.files.uploads), (&Some(Note::Lost), &None));
    story.job = None;
    story.board(Board::Ready);
    assert_eq!(story.task(), Some(&list("/")));
}

#[test]
fn all_files_come_as_one_with_those_in_folders() {
    let mut story = Story::on_a_board(&["main.py", "lib/"]);
    story.act(Action::DownloadAll);
    story.end(listed(&["main.py", "main.py.bw~", "lib/"]));
    assert_eq!(story.task(), Some(&list("/lib")));
    story.end(listed(&["dht.py"]));
    assert_eq!(words::progress(&story.files).as_deref(), Some("0 of 2 files read"));
    story.end(read(b"main"));
    story.end(read(b"dht"));
    let file = |name: &str, content: &[u8]| (name.to_owned(), Rc::from(content));
    let files = vec![file("main.py", b"main"), file("lib/dht.py", b"dht")];
    assert_eq!(story.effects, [Effect::Pack { name: "board.zip".into(), files }]);
    assert_eq!(story.files.note, Some(Note::Packed { files: 2, missing: vec![] }));
}

#[test]
fn what_could_not_be_read_is_missing_in_the_one_file_and_that_is_told() {
    let mut story = Story::on_a_board(&["a", "b"]);
    story.act(Action::DownloadAll);
    story.end(listed(&["a", "b"]));
    story.end(raised(errno::EIO));
    story.end(read(b"b"));
    let note = Note::Packed { files: 1, missing: vec!["a".into()] };
    assert_eq!(story.files.note, Some(note));
}

#[test]
fn packing_can_be_stopped_after_the_file_that_is_being_read() {
    let mut story = Story::on_a_board(&["a", "b"]);
    story.act(Action::DownloadAll);
    story.end(listed(&["a", "b"]));
    story.act(Action::Stop);
    story.end(read(b"a"));
    assert_eq!((&story.files.note, &story.job), (&Some(Note::PackStopped), &None));
    assert!(!story.effects.iter().any(|effect| matches!(effect, Effect::Pack { .. })));
}

#[test]
fn uploads_can_be_stopped_after_the_one_that_is_on_its_way() {
    let mut story = Story::on_a_board(&[]);
    story.act(Action::Picked(path("/"), vec![picked(0, "a"), picked(1, "b")]));
    story.act(Action::Stop);
    story.end(saved());
    story.settle(&["a"]);
    assert_eq!(story.files.note, Some(Note::Uploaded { done: 1, all: 2, failed: vec![] }));
}

#[test]
fn an_unfinished_save_that_came_whole_takes_its_place() {
    let mut story = Story::on_a_board(&["a.py.bw!", "b.py", "b.py.bw!"]);
    let [free, taken] = &story.files.tree.leftovers(ROOT)[..] else { panic!() };
    let (free, taken) = (free.clone(), taken.clone());
    story.act(Action::Finish(free));
    let rename = |name: &str| Task::Rename {
        path: path(&format!("/{name}.bw!")),
        to: path(&format!("/{name}")),
    };
    assert_eq!(story.task(), Some(&rename("a.py")));
    story.end(Outcome::Done);
    story.settle(&["a.py", "b.py", "b.py.bw!"]);
    story.act(Action::Finish(taken));
    assert_eq!(story.task(), Some(&Task::Remove { path: path("/b.py") }));
    story.end(Outcome::Done);
    assert_eq!(story.task(), Some(&rename("b.py")));
}

#[test]
fn an_unfinished_save_takes_no_place_that_could_not_be_cleared() {
    let mut story = Story::on_a_board(&["b.py", "b.py.bw!"]);
    let leftover = story.files.tree.leftovers(ROOT)[0].clone();
    story.act(Action::Finish(leftover));
    story.end(raised(errno::EIO));
    assert_eq!(story.task(), Some(&list("/")));
}

#[test]
fn an_unfinished_save_can_be_thrown_away() {
    let mut story = Story::on_a_board(&["a.py.bw~"]);
    story.act(Action::ThrowAway(path("/a.py.bw~")));
    assert_eq!(story.task(), Some(&Task::Remove { path: path("/a.py.bw~") }));
    story.end(Outcome::Done);
    assert_eq!(story.files.tree.leftovers(ROOT), []);
}

#[test]
fn what_the_editor_saves_shows_among_the_files() {
    let mut story = Story::on_a_board(&[]);
    let task = Task::Save { path: path("/main.py"), content: [].into() };
    let request = Request { name: "main.py".into(), task };
    story.board(Board::Busy);
    let effects = story.files.ended(&request, &saved(), true);
    story.take(effects);
    story.board(Board::Ready);
    assert_eq!(story.task(), Some(&list("/")));
}

#[test]
fn the_next_job_waits_until_the_board_was_given_back() {
    let mut story = Story::on_a_board(&["a", "b"]);
    story.act(Action::Download(path("/a")));
    story.act(Action::Download(path("/b")));
    let request = story.job.take().unwrap();
    // The page has not told yet that the board is busy.
    assert_eq!(story.files.ended(&request, &read(b""), true).len(), 1);
    assert_eq!(story.files.board_is(Board::Busy, true), []);
    assert!(matches!(story.files.board_is(Board::Ready, true)[..], [Effect::Start(_)]));
}
