//! Carrying out what follows from what happened: loading firmware, and keeping speeds.

use super::kept::keep_speeds;
use super::store::Store;
use crate::firmware::{Firmware, FirmwareError, load_image, load_list, read_file};
use crate::page::Action;
use crate::setup::{self, Effect, List, Pick};
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
        Effect::LoadList => {
            let store = store.clone();
            spawn_local(async move {
                let list = load_list().await;
                store.dispatch(Action::Setup(setup::Action::ListLoaded(list)));
            });
        }
        Effect::Load(pick) => {
            let shelf = match &store.page().setup.firmware.list {
                List::Has(shelf) => Some(shelf.clone()),
                _ => None,
            };
            match &pick {
                Pick::Entry(entry) => {
                    let entry = entry.clone();
                    if let Some(shelf) = shelf {
                        load(
                            store,
                            pick,
                            Box::pin(async move { load_image(&shelf, &entry).await }),
                        );
                    }
                }
                Pick::File { .. } => {
                    if let Some(file) = store.loading().take_file() {
                        load(store, pick, Box::pin(async move { read_file(&file).await }));
                    }
                }
            }
        }
        Effect::StopLoading(pick) => store.loading().stop(&pick),
        Effect::KeepSpeeds => keep_speeds(&store.page().setup.speeds),
    }
}

fn load(
    store: &Store,
    pick: Pick,
    firmware: LocalBoxFuture<'static, Result<Firmware, FirmwareError>>,
) {
    let (firmware, handle) = abortable(firmware);
    store.loading().begin(pick.clone(), handle);
    let store = store.clone();
    spawn_local(async move {
        // What was stopped has nobody to tell.
        if let Ok(outcome) = firmware.await {
            store.loading().stop(&pick);
            store.dispatch(Action::Setup(setup::Action::Loaded(pick, outcome)));
        }
    });
}
