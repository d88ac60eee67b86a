//! What stands beside the prompt: the program that a person writes, the board's files, a lesson, a plot of
//! numbers, the board itself. Values; what is to be done about them is an [`Effect`], which `panel` carries out.

pub mod board;
pub mod files;
pub mod keep;
pub mod lesson;
pub mod plot;
pub mod program;
mod share;
mod text;

pub use share::{Move, Share};
pub use text::{NotText, text_of};

use crate::loader::Task;
use board::BoardPanel;
use files::Files;
use keep::Keep;
use lesson::{Insertion, Lesson, Place};
use micropython_repl::job::Outcome;
use plot::{Plot, PlotEffect};
use program::{Kept, Program};
use std::rc::Rc;
use workbench_api::{Board, Pane, Request, Side};

const PLOT: Pane = Pane::Side(Side::Plot);

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    /// Whether the board's Python can be asked: not while files are kept over an installation.
    pub board: Board,
    /// What stands at the side.
    pub side: Option<Side>,
    /// The program.
    pub program: Program,
    /// The board's files.
    pub files: Files,
    /// The files that are kept over an installation.
    pub keep: Keep,
    /// The lesson.
    pub lesson: Lesson,
    /// How much of the height the program has.
    pub share: Share,
    /// The plot.
    pub plot: Plot,
    /// The board itself.
    pub board_panel: BoardPanel,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The board's Python can be asked, or not.
    Board(Board),
    /// This stands at the side now.
    Side(Option<Side>),
    /// A job is over; whoever began it.
    Ended(Request, Outcome),
    /// To the program.
    Program(program::Action),
    /// To the files.
    Files(files::Action),
    /// To the files that are kept over an installation.
    Keep(keep::Action),
    /// To the lesson.
    Lesson(lesson::Action),
    /// The program and the terminal share the height anew.
    Divided(Share),
    /// To the plot.
    Plot(plot::Action),
    /// To the board itself.
    BoardPanel(board::Action),
    /// Code of a lesson comes to the program, which is this; nothing where there is none.
    Inserting {
        /// The code.
        code: Rc<str>,
        /// How.
        insertion: Insertion,
        /// The program as it is now.
        theirs: Option<Kept>,
    },
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Have the page begin a job.
    Start(Request),
    /// Have the page begin this job of the boot loader.
    StartLoader(Task),
    /// Have the page give up the job that runs.
    CancelJob,
    /// Type this at the prompt, without Enter.
    Insert(Rc<str>),
    /// Have the page show a pane.
    Open(Pane),
    /// Have the page close a pane.
    Close(Pane),
    /// Something with the editor.
    Editor(program::EditorEffect),
    /// Something with the plot.
    Plot(PlotEffect),
    /// Keep the program in the browser, for the next visit.
    Keep(Kept),
    /// Keep what another text took the place of, or forget it.
    KeepAside(Option<Kept>),
    /// Give a file to the person's computer.
    Download {
        /// Its name there.
        name: String,
        /// Its bytes.
        content: Rc<[u8]>,
    },
    /// Give a copy of a board to the person's computer: the date and `.bin` come behind its name.
    DownloadCopy {
        /// Its name, up to the date.
        stem: String,
        /// Its bytes.
        content: Rc<[u8]>,
    },
    /// Read the copy of a board that a person picked, for [`board::Action::FileRead`].
    ReadCopy(String),
    /// Put this into the clipboard, for [`board::Action::ReportCopied`].
    CopyText(String),
    /// Read a file that a person picked, for [`files::Action::PickedRead`].
    ReadPicked(u32),
    /// No file that a person picked is read any more.
    ForgetPicked,
    /// Make one file of several and give it to the person's computer, for [`files::Action::Packed`].
    Pack {
        /// Its name there.
        name: String,
        /// The names and bytes of those in it.
        files: Vec<(String, Rc<[u8]>)>,
    },
    /// The same of files that are kept over an installation, for [`keep::Action::Packed`].
    PackKept {
        /// Its name there.
        name: String,
        /// The names and bytes of those in it.
        files: Vec<(String, Rc<[u8]>)>,
    },
    /// Have the browser keep a board's files, for [`keep::Action::Stored`].
    KeepFiles(Rc<keep::Kept>),
    /// Have it keep them no more.
    ForgetFiles,
    /// Have the page install what was chosen, on an empty board.
    InstallClean,
    /// Give this element of the page the keyboard, once it is drawn.
    Focus(String),
    /// Fetch the texts of the lessons, for [`lesson::Action::Fetched`].
    FetchLessons,
    /// Have this code in the program, by [`Action::Inserting`].
    InsertIntoProgram(Rc<str>, Insertion),
    /// Keep the place in the lessons in the browser, for the next visit.
    KeepPlace(Option<Place>),
    /// Give the keyboard to a part of the lesson.
    FocusLesson(lesson::Part),
    /// Share the height between the program and the terminal, also at the next visit.
    Divide(Share),
}

impl Desk {
    /// Takes what happened; gives what is to be done about it.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Board(board) => {
                let mut effects = self.keep.board_is(board);
                effects.extend(self.lend_board(true));
                effects
            }
            Action::Side(side) => {
                self.side = side;
                if side != Some(Side::Board) {
                    self.board_panel.closed();
                }
                match side {
                    Some(Side::Files) => self.files.opened(),
                    Some(Side::Lesson) => self.lesson.opened(),
                    Some(Side::Plot) => self.plot.opened(),
                    Some(Side::Board) => self.board_panel.opened(),
                    None => self.plot.closed(),
                }
            }
            Action::Ended(request, outcome) => {
                let mut effects = self.program.ended(&request, &outcome);
                let is_shown = self.side == Some(Side::Files);
                effects.extend(self.files.ended(&request, &outcome, is_shown));
                effects.extend(self.keep.ended(&request, &outcome));
                effects.extend(self.lend_board(false));
                // What is opened goes to the editor.
                if let Some((name, text)) = self.files.take_text() {
                    effects.extend(self.program.update(program::Action::FileOpened(name, text)));
                }
                effects
            }
            Action::Program(action) => self.program.update(action),
            Action::Files(files::Action::NewFile) => self.program.update(program::Action::New),
            Action::Files(action) => self.files.update(action),
            Action::Keep(action) => {
                let mut effects = self.keep.update(action);
                effects.extend(self.lend_board(false));
                effects
            }
            Action::Lesson(action) => self.lesson.update(action),
            Action::Divided(share) => {
                self.share = share;
                vec![Effect::Divide(share)]
            }
            Action::Plot(plot::Action::SampleWanted) => {
                self.program.update(program::Action::SampleGiven(plot::SAMPLE.into()))
            }
            Action::Plot(action) => self.plot.update(action),
            Action::BoardPanel(action) => {
                let is_shown = self.side == Some(Side::Board);
                self.board_panel.update(action, self.board, is_shown)
            }
            Action::Inserting { code, insertion, theirs } => {
                self.insert(code, insertion, self.program.waiting().or(theirs))
            }
        }
    }

    /// Tells all others what the board does, if that has changed for them or the page has told it.
    fn lend_board(&mut self, is_told: bool) -> Vec<Effect> {
        let board = match self.keep.board() {
            Board::Ready if self.keep.is_working() => Board::Busy,
            board => board,
        };
        if board == self.board && !is_told {
            return Vec::new();
        }
        self.board = board;
        self.files.board_is(board, self.side == Some(Side::Files))
    }

    fn insert(&mut self, code: Rc<str>, insertion: Insertion, theirs: Option<Kept>) -> Vec<Effect> {
        match (insertion, theirs) {
            (Insertion::Asking, Some(theirs)) if self.lesson.would_lose(&theirs) => {
                self.lesson.ask(code)
            }
            (Insertion::Appending, Some(theirs)) => {
                self.program.update(program::Action::CodeAdded(theirs, code))
            }
            _ => self.program.update(program::Action::TextGiven(format!("{code}\n").into())),
        }
    }
}
