//! Getting a port: from the browser's window, or the one of the practice board.

use super::kept::keep_chosen;
use super::returning;
use super::store::Store;
use crate::demo;
use crate::page::{Action, NoPort, PortChoice, Practice};
use crate::serial::{ChosenPort, Filter, choose};
use futures::FutureExt as _;
use futures::future::LocalBoxFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Opens the browser's window.
pub(super) fn asking_browser(store: &Store) -> Callback<Filter> {
    let store = store.clone();
    Callback::from(move |filter| {
        // Asked for right here: browsers open their window only for a click.
        let chosen = choose(filter).map(|chosen| chosen.map_err(NoPort::Chooser));
        begin(&store, PortChoice::AskingBrowser, chosen.boxed_local());
    })
}

/// Takes the board in the page.
pub(super) fn fetching_practice(store: &Store) -> Callback<Practice> {
    let store = store.clone();
    Callback::from(move |practice| {
        let fetched = demo::choose(practice);
        let fetched = fetched.map(|port| port.map_err(|error| NoPort::Practice(error.0)));
        begin(&store, PortChoice::FetchingPractice(practice), fetched.boxed_local());
    })
}

fn begin(
    store: &Store,
    busy: PortChoice,
    port: LocalBoxFuture<'static, Result<ChosenPort, NoPort>>,
) {
    let choice = store.page().port_choice.clone();
    if matches!(choice, PortChoice::AskingBrowser | PortChoice::FetchingPractice(_)) {
        return;
    }
    let is_asked = busy == PortChoice::AskingBrowser;
    store.dispatch(Action::PortChoice(busy));
    let store = store.clone();
    spawn_local(async move {
        match port.await {
            Ok(port) => {
                if is_asked {
                    keep_chosen();
                }
                returning::connect(&store, port);
            }
            Err(refused) => store.dispatch(Action::PortChoice(PortChoice::Refused(refused))),
        }
    });
}
