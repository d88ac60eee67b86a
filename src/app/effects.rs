//! Carrying out what follows from what happened: loading firmware, and keeping speeds.

use super::kept::keep_speeds;
use super::store::Store;
use crate::firmware::{load_image, load_list, read_file};
use crate::page::Action;
use crate::setup::{self, Effect, List, Loadable, Pick};
use futures::future::{LocalBoxFuture, abortable};
use web_sys::File;
use yew::platform::spawn_local;

/// Takes a file that a person picked.
pub(super) fn pick_file(store: &Store, file: File) {
    let name = file.name();
    store.loading().keep_file(file);
    store.dispatch(Action::Setup(setup::Action::FilePicked(name)));
}

pub(super) fn carry_out(store: &Store, effect: Effect) {
    match effect {
        Effect::Load(what) => {
            if let Some(loading) = loading(store, &what) {
                load(store, what, loading);
            }
        }
        Effect::StopLoading(what) => store.loading().stop(&what),
        Effect::KeepSpeeds => keep_speeds(&store.page().setup.speeds),
    }
}

/// What loads this, and tells what came of it.
fn loading(store: &Store, what: &Loadable) -> Option<LocalBoxFuture<'static, setup::Action>> {
    Some(match what.clone() {
        Loadable::List => Box::pin(async { setup::Action::ListLoaded(load_list().await) }),
        Loadable::Firmware(pick @ Pick::File { .. }) => {
            let file = store.loading().take_file()?;
            Box::pin(async move { setup::Action::Loaded(pick, read_file(&file).await) })
        }
        Loadable::Firmware(Pick::Entry(entry)) => {
            let List::Has(shelf) = &store.page().setup.firmware.list else { return None };
            let shelf = shelf.clone();
            Box::pin(async move {
                let outcome = load_image(&shelf, &entry).await;
                setup::Action::Loaded(Pick::Entry(entry), outcome)
            })
        }
    })
}

fn load(store: &Store, what: Loadable, loading: LocalBoxFuture<'static, setup::Action>) {
    let (loading, handle) = abortable(loading);
    store.loading().begin(what.clone(), handle);
    let store = store.clone();
    spawn_local(async move {
        // What was stopped has nobody to tell.
        if let Ok(action) = loading.await {
            store.loading().stop(&what);
            store.dispatch(Action::Setup(action));
        }
    });
}
