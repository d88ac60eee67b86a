//! Boards that the page may open without asking: looked for when it is opened, and whenever one comes or goes.

use super::kept::keep_by_itself;
use super::store::Store;
use crate::page::Action;
use crate::returning::Occasion;
use crate::serial::{ChosenPort, known, on_change};
use crate::session::{ClosedPort as _, Command};
use std::cell::RefCell;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The ports behind what the page knows of them.
#[derive(Debug, Default)]
pub(super) struct Ports {
    /// The one that can be opened without asking.
    known: RefCell<Option<ChosenPort>>,
    /// The one that was opened last.
    opened: RefCell<Option<ChosenPort>>,
    /// The one that is to be forgotten when it is closed.
    forgotten: RefCell<Option<ChosenPort>>,
}

/// Looks now, and from now on.
pub(super) fn follow(store: &Store) {
    look(store, Occasion::Opened);
    let store = store.clone();
    on_change(move |is_there| {
        look(&store, if is_there { Occasion::PluggedIn } else { Occasion::Gone });
    });
}

/// After a connection: what was to be forgotten is.
pub(super) fn closed(store: &Store) {
    let forgotten = store.ports().forgotten.take();
    let store = store.clone();
    spawn_local(async move {
        if let Some(port) = forgotten {
            port.forget().await;
        }
        look(&store, Occasion::Gone);
    });
}

fn look(store: &Store, occasion: Occasion) {
    let store = store.clone();
    spawn_local(async move {
        let port = known().await;
        let board = port.as_ref().map(ChosenPort::adapter);
        store.ports().known.replace(port);
        store.dispatch(Action::Returning(occasion, board));
    });
}

/// Connects a port.
pub(super) fn connect(store: &Store, port: ChosenPort) {
    store.ports().opened.replace(Some(port.clone()));
    store.command(Command::Connect(port));
}

/// Connects the board that is known.
pub(super) fn go_on(store: &Store) {
    let port = store.ports().known.borrow().clone();
    if let Some(port) = port {
        connect(store, port);
    }
}

/// Connects the board that was opened last, or could not be.
pub(super) fn again(store: &Store) {
    let port = store.ports().opened.borrow().clone();
    if let Some(port) = port {
        connect(store, port);
    }
}

/// Disconnects, and gives the permission back.
pub(super) fn forgetting(store: &Store) -> Callback<()> {
    let store = store.clone();
    Callback::from(move |()| {
        let ports = store.ports();
        ports.forgotten.replace(ports.opened.take());
        store.command(Command::Disconnect);
    })
}

/// Keeps whether the board is connected when the page is opened.
pub(super) fn keeping(store: &Store) -> Callback<bool> {
    let store = store.clone();
    Callback::from(move |by_itself| {
        keep_by_itself(by_itself);
        store.dispatch(Action::ByItself(by_itself));
    })
}
