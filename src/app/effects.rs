//! Carrying out what follows from what happened: loading firmware, and keeping speeds.

use super::store::Store;
use crate::firmware::{Firmware, FirmwareError, load_image, load_list, read_file};
use crate::page::Action;
use crate::setup::{self, Effect, KeptSpeeds, List, Pick};
use core::future::Future;
use futures::future::{AbortHandle, abortable};
use std::cell::RefCell;
use web_sys::{File, Storage};
use yew::platform::spawn_local;

const SPEEDS: &str = "speeds";

/// What is being loaded, and the last file that a person picked.
#[derive(Default)]
pub(super) struct Running {
    loading: RefCell<Vec<(Pick, AbortHandle)>>,
    file: RefCell<Option<File>>,
}

impl Running {
    fn stop(&self, pick: &Pick) {
        self.loading.borrow_mut().retain(|(other, handle)| {
            if other == pick {
                handle.abort();
            }
            other != pick
        });
    }
}

/// Takes a file that a person picked.
pub(super) fn pick_file(store: &Store, file: File) {
    let name = file.name();
    *store.running().file.borrow_mut() = Some(file);
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
                        load(store, pick, async move { load_image(&shelf, &entry).await });
                    }
                }
                Pick::File { .. } => {
                    if let Some(file) = store.running().file.take() {
                        load(store, pick, async move { read_file(&file).await });
                    }
                }
            }
        }
        Effect::StopLoading(pick) => store.running().stop(&pick),
        Effect::KeepSpeeds => {
            if let Some(storage) = storage() {
                // Where nothing can be kept, the ladder begins at its top again.
                let _ = storage.set_item(SPEEDS, &store.page().setup.speeds.text());
            }
        }
    }
}

/// The speeds that the browser kept.
pub(super) fn kept_speeds() -> KeptSpeeds {
    let text = storage().and_then(|storage| storage.get_item(SPEEDS).ok()?);
    KeptSpeeds::from_text(&text.unwrap_or_default())
}

fn load(
    store: &Store,
    pick: Pick,
    firmware: impl Future<Output = Result<Firmware, FirmwareError>> + 'static,
) {
    let (firmware, handle) = abortable(firmware);
    store.running().loading.borrow_mut().push((pick.clone(), handle));
    let store = store.clone();
    spawn_local(async move {
        // What was stopped has nobody to tell.
        if let Ok(outcome) = firmware.await {
            store.running().stop(&pick);
            store.dispatch(Action::Setup(setup::Action::Loaded(pick, outcome)));
        }
    });
}

/// None where the browser keeps nothing for pages.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
