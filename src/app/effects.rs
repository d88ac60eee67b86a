//! Carrying out what follows from what happened: loading firmware and files, and keeping speeds.

use super::kept::{keep_layout, keep_speeds};
use super::store::Store;
use crate::components::Chosen;
use crate::firmware::{load_image, load_list, read_file};
use crate::handover::{self, Picked, Purpose};
use crate::js::message;
use crate::page::{Action, Effect};
use crate::session::Command;
use crate::setup::{self, List, Loadable, Pick};
use futures::future::{LocalBoxFuture, abortable};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use yew::platform::spawn_local;

/// Takes the firmware that a person picked.
pub(super) fn pick_file(store: &Store, files: Vec<Chosen>) {
    let Some(Chosen { file, .. }) = files.into_iter().next() else { return };
    let name = file.name();
    store.loading().keep_file(file);
    store.dispatch(Action::Setup(setup::Action::FilePicked(name)));
}

/// Takes the files that a person picked for the board.
pub(super) fn hand_over(store: &Store, purpose: Purpose, files: Vec<Chosen>) {
    let picked = files.iter().map(picked).collect();
    if let Some(Chosen { file, .. }) = files.into_iter().next() {
        store.loading().keep_file(file);
    }
    store.dispatch(Action::Handover(handover::Action::Picked(purpose, picked)));
    store.terminal().focus();
}

fn picked(Chosen { file, is_folder }: &Chosen) -> Picked {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let bytes = file.size() as usize;
    Picked { name: file.name(), bytes, is_folder: *is_folder }
}

pub(super) fn carry_out(store: &Store, effect: Effect) {
    match effect {
        Effect::Setup(setup::Effect::Load(what)) => {
            if let Some(loading) = loading(store, &what) {
                load(store, what, loading);
            }
        }
        Effect::Setup(setup::Effect::StopLoading(what)) => store.loading().stop(&what),
        Effect::Setup(setup::Effect::KeepSpeeds) => keep_speeds(&store.page().setup.speeds),
        Effect::KeepLayout => keep_layout(&store.page().layout),
        Effect::Handover(handover::Effect::Read) => {
            if let Some(file) = store.loading().take_file() {
                spawn_local(read(store.clone(), file));
            }
        }
        Effect::Handover(handover::Effect::Start(job)) => store.command(Command::Start(job)),
    }
}

async fn read(store: Store, file: File) {
    let outcome = match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec().into()),
        Err(error) => Err(message(&error)),
    };
    store.dispatch(Action::Handover(handover::Action::Read(outcome)));
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
