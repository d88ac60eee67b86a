//! The panels of the workbench in the page: fetched when a person first wants one, and told how things are.

use super::effects::install;
use super::kept::has_kept_files;
use super::store::Store;
use crate::browser::is_touched;
use crate::layout::{self, Side};
use crate::page::Action;
use crate::session::Command;
use crate::session::jobs::Job;
use crate::setup::Click;
use crate::workbench::{Loaded, Told};
use esp8266_loader::install::Erase;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use web_sys::HtmlElement;
use workbench_api::Ask;
use yew::platform::spawn_local;
use yew::{Callback, NodeRef};

/// The panels.
#[derive(Debug, Clone, Default)]
pub(super) struct Panels(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    program: NodeRef,
    side: NodeRef,
    kept: NodeRef,
    terminal: NodeRef,
    is_asked: Cell<bool>,
    is_keep_wanted: Cell<bool>,
    loaded: OnceCell<Rc<Loaded>>,
    told: Cell<Option<Told>>,
    has_terminal: Cell<bool>,
}

impl Panels {
    /// Where the program's pane is to be.
    pub(super) fn program(&self) -> NodeRef {
        self.0.program.clone()
    }

    /// Where that of the side is to be.
    pub(super) fn side(&self) -> NodeRef {
        self.0.side.clone()
    }

    /// Where what is said of files that are kept is to be.
    pub(super) fn kept(&self) -> NodeRef {
        self.0.kept.clone()
    }

    /// Where what helps at the terminal is to be.
    pub(super) fn terminal(&self) -> NodeRef {
        self.0.terminal.clone()
    }

    /// Has the workbench find words in the terminal.
    pub(super) fn search(&self, store: &Store) {
        let (panels, store) = (self.clone(), store.clone());
        spawn_local(async move {
            if panels.0.loaded.get().is_none() {
                panels.clone().load(store.clone()).await;
            }
            let Some(loaded) = panels.0.loaded.get() else { return };
            if let Err(words) = loaded.search().await {
                store.dispatch(Action::Unloaded(words));
            }
        });
    }

    /// Has the workbench keep the board's files over an installation, once it is there. It does so at the prompt.
    pub(super) fn keep(&self) {
        self.0.is_keep_wanted.set(true);
    }

    /// Has the workbench run what the editor has.
    pub(super) fn run(&self) {
        self.0.loaded.get().into_iter().for_each(|loaded| loaded.run());
    }

    /// Has it save what the editor has.
    pub(super) fn save(&self) {
        self.0.loaded.get().into_iter().for_each(|loaded| loaded.save());
    }

    /// Does what goes with what the page knows now, once it is drawn.
    pub(super) fn follow(&self, store: &Store) {
        let page = store.page();
        let layout::Layout { has_program, side, letters, .. } = page.layout;
        let is_working = page.has_panes();
        // What is known of one board is not of the next.
        let side = side.filter(|side| is_working || *side != Side::Board);
        let told = Told { board: page.board(), has_program, side, letters };
        drop(page);
        let is_keep_wanted = &self.0.is_keep_wanted;
        let is_wanted = has_program || side.is_some() || is_keep_wanted.get() || is_touched();
        if !self.0.is_asked.get() && (is_working && is_wanted || has_kept_files()) {
            self.0.is_asked.set(true);
            spawn_local(self.clone().load(store.clone()));
        }
        if let Some(loaded) = self.0.loaded.get()
            && self.0.told.replace(Some(told)) != Some(told)
        {
            loaded.told(told);
        }
        if let Some(loaded) = self.0.loaded.get().filter(|_| is_keep_wanted.take()) {
            loaded.keep();
        }
        self.help(store);
    }

    /// As soon as both are there.
    fn help(&self, store: &Store) {
        if let (Some(loaded), Some(terminal), Some(place)) =
            (self.0.loaded.get(), store.terminal().object(), self.0.terminal.cast())
            && !self.0.has_terminal.replace(true)
        {
            loaded.help(terminal, &place);
        }
    }

    async fn load(self, store: Store) {
        let places = (self.0.program.cast(), self.0.side.cast(), self.0.kept.cast());
        match (store.workbench().await, places) {
            (Ok(loaded), (Some(program), Some(side), Some(kept))) => {
                self.begin(loaded, [&program, &side, &kept], &store);
            }
            (outcome, _) => {
                // Whoever wants it again asks anew.
                self.0.is_asked.set(false);
                store.dispatch(Action::Unloaded(outcome.err().unwrap_or_default()));
            }
        }
    }

    fn begin(&self, loaded: Rc<Loaded>, places: [&HtmlElement; 3], store: &Store) {
        if self.0.loaded.get().is_some() {
            return;
        }
        let asks = store.clone();
        loaded.show(places, Callback::from(move |ask| asked(&asks, ask)));
        // It is asked for once.
        let _ = self.0.loaded.set(loaded);
        self.follow(store);
    }
}

/// Does what it asks of the page.
fn asked(store: &Store, ask: Ask) {
    match ask {
        Ask::Start(request) => store.command(Command::Start(Job::Prompt(request))),
        Ask::StartLoader => {
            let page = store.page();
            let request = page.setup.loader_request(&page.session);
            drop(page);
            store.command(Command::Start(Job::Loader(request)));
        }
        Ask::Cancel => store.command(Command::Cancel),
        Ask::Insert(text) => {
            store.dispatch(Action::Layout(layout::Action::Opened(layout::Pane::Prompt)));
            let text = text.trim_end();
            // Several lines are a paste, which Python takes as a whole.
            store.command(if text.contains('\n') {
                Command::Paste(text.to_owned())
            } else {
                Command::Keys(text.into())
            });
            focus_prompt(store);
        }
        Ask::InstallClean => install(store, Click::Erasing(Erase::Clean)),
        Ask::Open(pane) => store.dispatch(Action::Layout(layout::Action::Opened(pane))),
        Ask::Close(pane) => {
            store.dispatch(Action::Layout(layout::Action::Closed(pane)));
            // What had the keyboard is gone.
            focus_prompt(store);
        }
    }
}

/// Gives the prompt the keyboard, once it is drawn: where one pane is seen at a time, it is not there before.
fn focus_prompt(store: &Store) {
    let terminal = store.terminal().clone();
    Timeout::new(0, move || terminal.focus()).forget();
}
