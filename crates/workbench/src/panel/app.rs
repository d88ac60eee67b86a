//! The app: what happened goes to the desk, and what is to be done about it into the world.

use super::board::PickedCopy;
use super::browser::{self, Draft};
use super::divider::divider;
use super::editor::Editor;
use super::files::picked::PickedFiles;
use super::terminal::Terminal;
use super::{Drawing, Host, board, files, keep, lesson, plot, program};
use crate::Program;
use crate::desk::program::{Action, Editor as EditorState, Kept};
use crate::desk::{self, Desk, Effect};
use core::mem;
use gloo::events::EventListener;
use micropython_repl::job::Task;
use std::rc::Rc;
use web_sys::HtmlElement;
use workbench_api::{Ask, Board, Pane, Request, Side};
use yew::platform::spawn_local;
use yew::prelude::*;

/// Where the panels are, who has them, and the jobs that they begin. They stay the same.
#[derive(Debug, Clone, Properties)]
pub(crate) struct Places {
    program: HtmlElement,
    pub(super) side: HtmlElement,
    kept: HtmlElement,
    host: Host,
    jobs: Program,
    drawing: Drawing,
}

impl Places {
    /// `program` is the place of the program's pane, `side` of what stands at the side, `kept` of what is said of
    /// files that are kept.
    pub(crate) fn new(
        program: HtmlElement,
        side: HtmlElement,
        kept: HtmlElement,
        host: Host,
        jobs: Program,
        drawing: Drawing,
    ) -> Self {
        Self { program, side, kept, host, jobs, drawing }
    }
}

impl PartialEq for Places {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// The panels.
#[derive(Debug)]
pub(crate) struct App {
    desk: Desk,
    editor: Rc<Editor>,
    draft: Draft,
    picked: PickedFiles,
    picked_copy: PickedCopy,
    _leaving: Option<EventListener>,
    actions: Callback<desk::Action>,
    has_program: bool,
    /// What the page has told of the board.
    board: Board,
    /// The page's terminal, once it is there.
    terminal: Option<Rc<Terminal>>,
}

/// Something that the page or a person did.
#[derive(Debug)]
pub(crate) enum Message {
    /// To the desk.
    Desk(desk::Action),
    /// What the board does, which panes are open, and how large letters are.
    Told { board: Board, has_program: bool, side: Option<Side>, letters_px: u32 },
    /// The page's button: run what the editor has.
    Run,
    /// The page's button: save what the editor has.
    Save,
    /// The editor's text has changed, and stayed so for a moment.
    EditorChanged,
    /// The page's button: keep the board's files over an installation.
    Keep,
    /// The page is being left.
    Leaving,
    /// The page's terminal is there.
    Terminal(Rc<Terminal>),
}

impl Component for App {
    type Message = Message;
    type Properties = Places;

    fn create(ctx: &Context<Self>) -> Self {
        let actions = ctx.link().callback(Message::Desk);
        let ended = actions.clone();
        ctx.props().jobs.on_ended(move |request, outcome| {
            ended.emit(desk::Action::Ended(request, outcome));
        });
        let told = actions.clone();
        ctx.props().jobs.on_loader(move |it| {
            told.emit(desk::Action::BoardPanel(desk::board::Action::Told(it)));
        });
        ctx.props().drawing.tell(actions.reform(desk::Action::Plot));
        let other_tab = actions.reform(|()| desk::Action::Program(Action::SeenInOtherTab));
        let (mut desk, draft) = (Desk::default(), Draft::new(other_tab));
        let remembered = Action::Remembered(draft.kept(), draft.kept_aside());
        desk.update(desk::Action::Program(remembered));
        if let Some(share) = browser::kept_share() {
            desk.share = share;
            browser::divide(&ctx.props().program, share);
        }
        let kept = actions.reform(|kept| desk::Action::Keep(desk::keep::Action::Remembered(kept)));
        spawn_local(async move { kept.emit(keep::kept_files().await) });
        Self {
            desk,
            editor: Rc::new(Editor::new(
                ctx.link().callback(|()| Message::EditorChanged),
                ctx.link().callback(|()| Message::Run),
            )),
            draft,
            picked: PickedFiles::default(),
            picked_copy: PickedCopy::default(),
            _leaving: browser::on_leaving(ctx.link().callback(|()| Message::Leaving)),
            actions,
            has_program: false,
            board: Board::default(),
            terminal: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        // Whatever happened, it happened after what was typed.
        self.settle(ctx);
        let action = match message {
            Message::Desk(action) => {
                if let desk::Action::Ended(Request { task: Task::Run { .. }, .. }, _) = action {
                    self.terminal.iter().for_each(|terminal| terminal.end_run());
                }
                action
            }
            Message::Terminal(terminal) => {
                self.terminal = Some(terminal);
                return true;
            }
            Message::Run => desk::Action::Program(Action::Run(self.editor.text())),
            Message::Save => desk::Action::Program(Action::Save(self.editor.text())),
            Message::Keep => desk::Action::Keep(desk::keep::Action::Wanted),
            Message::EditorChanged => desk::Action::Program(Action::Changed(self.editor.text())),
            Message::Leaving => return false,
            Message::Told { board, has_program, side, letters_px } => {
                self.editor.set_letters(letters_px);
                if has_program && !mem::replace(&mut self.has_program, has_program) {
                    let kept = self.draft.kept();
                    let opened = Action::PaneOpened(kept, browser::link());
                    self.carry_out(desk::Action::Program(opened), ctx);
                }
                self.has_program = has_program;
                if mem::replace(&mut self.board, board) != board {
                    self.carry_out(desk::Action::Board(board), ctx);
                }
                if self.desk.side != side {
                    self.carry_out(desk::Action::Side(side), ctx);
                }
                self.follow(ctx);
                return true;
            }
        };
        self.carry_out(action, ctx);
        self.follow(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Places { program, kept, host, drawing, .. } = ctx.props();
        let close = |pane| {
            let host = host.clone();
            Callback::from(move |()| host.ask(&Ask::Close(pane)))
        };
        let side = match self.desk.side {
            Some(Side::Lesson) => {
                lesson::lesson(&self.desk, &self.actions, close(Pane::Side(Side::Lesson)))
            }
            Some(Side::Files) => {
                let close = close(Pane::Side(Side::Files));
                files::files(&self.desk, &self.picked, &self.actions, close)
            }
            Some(Side::Board) => {
                let close = close(Pane::Side(Side::Board));
                board::board(&self.desk, &self.picked_copy, &self.actions, close)
            }
            Some(Side::Plot) | None => Html::default(),
        };
        let program_pane = html! {
            <>
                { program::program(&self.desk, &self.editor, &self.actions, close(Pane::Program)) }
                { divider(self.desk.share, program, &self.actions) }
            </>
        };
        html! {
            <>
                { side }
                { plot::plot(&self.desk, drawing, &self.actions, close(Pane::Side(Side::Plot))) }
                { create_portal(program_pane, program.clone().into()) }
                { create_portal(keep::line(&self.desk.keep, &self.actions), kept.clone().into()) }
            </>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _is_first: bool) {
        if let Some(terminal) = &self.terminal {
            terminal.name_is(&self.desk.program.shown_name());
        }
    }
}

impl App {
    /// The person's program, whether its editor is there or not.
    fn theirs(&self) -> Option<Kept> {
        let program = &self.desk.program;
        if program.editor != EditorState::Shown {
            return self.draft.kept();
        }
        let name = program.name.clone();
        let is_changed = program.is_changed || self.editor.is_ahead();
        Some(Kept { name, text: self.editor.text(), is_changed })
    }

    /// Has the plot's listener wait for numbers that can be offered to be drawn.
    fn follow(&self, ctx: &Context<Self>) {
        let may_offer = self.has_program && self.desk.plot.may_offer();
        ctx.props().drawing.offer(may_offer);
    }

    /// Tells the files that are kept what came of something.
    fn keeping<T: 'static>(&self, action: fn(T) -> desk::keep::Action) -> Callback<T> {
        self.actions.reform(move |outcome| desk::Action::Keep(action(outcome)))
    }

    /// Takes in what was just typed, which else would wait for a moment.
    fn settle(&mut self, ctx: &Context<Self>) {
        if self.editor.settle() {
            self.carry_out(desk::Action::Program(Action::Changed(self.editor.text())), ctx);
        }
    }

    fn carry_out(&mut self, action: desk::Action, ctx: &Context<Self>) {
        for effect in self.desk.update(action) {
            let host = &ctx.props().host;
            match effect {
                Effect::Start(request) => {
                    let is_theirs = request.name == self.desk.program.shown_name();
                    if let (Task::Run { .. }, true, Some(terminal)) =
                        (&request.task, is_theirs, &self.terminal)
                    {
                        terminal.begin_run();
                    }
                    host.ask(&Ask::Start(request));
                }
                Effect::StartLoader(task) => {
                    ctx.props().jobs.want(task);
                    host.ask(&Ask::StartLoader);
                }
                Effect::CancelJob => host.ask(&Ask::Cancel),
                Effect::DownloadCopy { stem, content } => {
                    browser::download(&format!("{stem}-{}.bin", browser::today()), &content);
                }
                Effect::ReadCopy(name) => self.picked_copy.read(name, self.actions.clone()),
                Effect::CopyText(text) => {
                    let copied = self.actions.reform(|is_copied| {
                        desk::Action::BoardPanel(desk::board::Action::ReportCopied(is_copied))
                    });
                    spawn_local(async move { copied.emit(browser::copy(&text).await) });
                }
                Effect::Insert(text) => host.ask(&Ask::Insert(text.to_string())),
                Effect::Open(pane) => host.ask(&Ask::Open(pane)),
                Effect::Close(pane) => host.ask(&Ask::Close(pane)),
                Effect::Editor(effect) => {
                    let loaded = self
                        .actions
                        .reform(|outcome| desk::Action::Program(Action::EditorLoaded(outcome)));
                    self.editor.carry_out(effect, loaded);
                }
                Effect::Plot(effect) => ctx.props().drawing.carry_out(effect),
                Effect::Keep(kept) => {
                    let is_kept = self.draft.keep(&kept);
                    self.desk.update(desk::Action::Program(Action::KeptBy(is_kept)));
                }
                Effect::KeepAside(aside) => {
                    let is_kept = self.draft.keep_aside(aside.as_ref());
                    if !is_kept {
                        self.desk.update(desk::Action::Program(Action::KeptBy(false)));
                    }
                }
                Effect::Download { name, content } => browser::download(&name, &content),
                Effect::ReadPicked(id) => self.picked.read(id, &self.actions),
                Effect::ForgetPicked => self.picked.forget(),
                Effect::Pack { name, files } => {
                    let told = self.actions.reform(|outcome| {
                        desk::Action::Files(desk::files::Action::Packed(outcome))
                    });
                    spawn_local(async move { told.emit(files::zip::give(name, files).await) });
                }
                Effect::PackKept { name, files } => {
                    let told = self.keeping(desk::keep::Action::Packed);
                    spawn_local(async move { told.emit(files::zip::give(name, files).await) });
                }
                Effect::KeepFiles(kept) => {
                    let told = self.keeping(desk::keep::Action::Stored);
                    spawn_local(async move { told.emit(keep::keep_files(&kept).await) });
                }
                Effect::ForgetFiles => spawn_local(keep::forget_files()),
                Effect::InstallClean => host.ask(&Ask::InstallClean),
                Effect::Focus(element) => browser::focus(element),
                Effect::FetchLessons => lesson::fetch(self.actions.clone()),
                Effect::InsertIntoProgram(code, insertion) => {
                    let theirs = self.theirs();
                    self.carry_out(desk::Action::Inserting { code, insertion, theirs }, ctx);
                }
                Effect::KeepPlace(place) => browser::keep_place(place.as_ref()),
                Effect::FocusLesson(part) => browser::focus(lesson::id_of(part)),
                Effect::Divide(share) => {
                    browser::divide(&ctx.props().program, share);
                    browser::keep_share(share);
                }
            }
        }
    }
}
