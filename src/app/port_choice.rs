//! Getting a port: from the browser's window, or the one of the practice board.

use super::store::Store;
use crate::demo;
use crate::page::{Action, NoPort, PortChoice};
use crate::serial::{ChosenPort, Filter, choose};
use crate::session::Command;
use core::future::Future;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Opens the browser's window.
pub(super) fn asking_browser(store: &Store) -> Callback<Filter> {
    let store = store.clone();
    Callback::from(move |filter| {
        // Asked for right here: browsers open their window only for a click.
        begin(&store, PortChoice::AskingBrowser, choose(filter), NoPort::Chooser);
    })
}

/// Takes the board in the page.
pub(super) fn fetching_practice(store: &Store) -> Callback<()> {
    let store = store.clone();
    Callback::from(move |()| {
        begin(&store, PortChoice::FetchingPractice, demo::choose(), |error| {
            NoPort::Practice(error.0)
        });
    })
}

fn begin<E: 'static>(
    store: &Store,
    busy: PortChoice,
    port: impl Future<Output = Result<ChosenPort, E>> + 'static,
    refused: fn(E) -> NoPort,
) {
    let choice = store.page().port_choice.clone();
    if matches!(choice, PortChoice::AskingBrowser | PortChoice::FetchingPractice) {
        return;
    }
    store.dispatch(Action::PortChoice(busy));
    let store = store.clone();
    spawn_local(async move {
        match port.await {
            Ok(port) => store.command(Command::Connect(port)),
            Err(error) => store.dispatch(Action::PortChoice(PortChoice::Refused(refused(error)))),
        }
    });
}
