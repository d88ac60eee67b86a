//! What lives as long as the page: what it knows, its board's task, and the terminal.

use super::kept::{kept_by_itself, kept_layout, kept_speeds};
use super::loading::Loading;
use super::returning::{self, Ports};
use super::tabs;
use crate::STUB;
use crate::page::{Action, Effect, Page};
use crate::serial::ChosenPort;
use crate::session::jobs::View;
use crate::session::{Command, Event, Failure, Frontend, Workbench, run};
use crate::terminal::Handle;
use crate::workbench;
use futures::channel::mpsc::{UnboundedSender, unbounded};
use std::cell::{OnceCell, Ref, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The store; clones are the same one.
#[derive(Debug, Clone)]
pub(super) struct Store(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    page: RefCell<Page>,
    redraw: Callback<()>,
    loading: Loading,
    ports: Ports,
    carry_out: fn(&Store, Effect),
    terminal: Handle,
    commands: UnboundedSender<Command<ChosenPort>>,
    workbench: OnceCell<Rc<workbench::Loaded>>,
}

impl Store {
    /// Makes the store and starts the board's task. `carry_out` does what is to be done about what
    /// happened, `redraw` draws the page anew.
    pub(super) fn start(carry_out: fn(&Self, Effect), redraw: Callback<()>) -> Self {
        let (commands, received) = unbounded();
        let mut page = Page::default();
        page.setup.speeds = kept_speeds();
        page.layout = kept_layout();
        page.returning.by_itself = kept_by_itself();
        let store = Self(Rc::new(Inner {
            page: RefCell::new(page),
            redraw,
            loading: Loading::default(),
            ports: Ports::default(),
            carry_out,
            terminal: Handle::default(),
            commands,
            workbench: OnceCell::new(),
        }));
        spawn_local(run(received, ToPage(store.clone()), STUB));
        returning::follow(&store);
        tabs::follow(&store);
        store
    }

    pub(super) fn page(&self) -> Ref<'_, Page> {
        self.0.page.borrow()
    }

    pub(super) fn terminal(&self) -> &Handle {
        &self.0.terminal
    }

    pub(super) fn ports(&self) -> &Ports {
        &self.0.ports
    }

    pub(super) fn loading(&self) -> &Loading {
        &self.0.loading
    }

    /// The workbench, which is loaded when it is first asked for; the browser's words where it can't be had.
    pub(super) async fn workbench(&self) -> Result<Rc<workbench::Loaded>, String> {
        let loaded = workbench::load().await?;
        Ok(Rc::clone(self.0.workbench.get_or_init(|| loaded)))
    }

    /// Asks something of the session.
    pub(super) fn command(&self, command: Command<ChosenPort>) {
        // The task ends only with the page.
        let _ = self.0.commands.unbounded_send(command);
    }

    /// Takes what happened, does what is to be done about it, and draws the page anew.
    pub(super) fn dispatch(&self, action: Action) {
        let effect = self.0.page.borrow_mut().update(action);
        self.0.redraw.emit(());
        if let Some(effect) = effect {
            (self.0.carry_out)(self, effect);
        }
    }

    /// A callback that takes what happened.
    pub(super) fn dispatching<T: 'static>(&self, action: fn(T) -> Action) -> Callback<T> {
        let store = self.clone();
        Callback::from(move |value| store.dispatch(action(value)))
    }
}

/// Events change what the page knows; what the board says goes straight to the terminal.
struct ToPage(Store);

impl Frontend for ToPage {
    fn event(&mut self, event: Event) {
        let is_over = matches!(event, Event::Closed);
        let is_refused = matches!(event, Event::Failed(Failure::Open(_)));
        match event {
            Event::Opening { .. } => self.0.terminal().begin_connection(),
            Event::JobStarted(View::Install(_)) => self.0.terminal().reset(),
            _ => {}
        }
        self.0.dispatch(Action::Session(event));
        if is_over {
            returning::closed(&self.0);
        }
        if is_refused {
            tabs::look(&self.0);
        }
    }

    fn output(&mut self, bytes: &[u8]) {
        match self.0.0.workbench.get() {
            // It says what an error means, below what Python said.
            Some(workbench) => self.0.terminal().write(&workbench.heard(bytes)),
            None => self.0.terminal().write(bytes),
        }
    }

    async fn workbench(&mut self) -> Result<Rc<dyn Workbench>, String> {
        Ok(self.0.workbench().await?)
    }

    async fn output_ready(&mut self) {
        self.0.terminal().room().await;
    }
}
