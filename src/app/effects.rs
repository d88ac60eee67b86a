//! Carrying out what follows from what happened: loading firmware, taking files, and keeping speeds.

use super::kept::{keep_layout, keep_speeds};
use super::returning;
use super::store::Store;
use crate::components::Chosen;
use crate::firmware::{load_image, load_list, read_file};
use crate::handover::{self, Refusal};
use crate::page::{Action, Effect};
use crate::session::Command;
use crate::session::jobs::Job;
use crate::setup::{self, Click, List, Loadable, Pick};
use futures::future::{LocalBoxFuture, abortable};
use workbench_api::Purpose;
use yew::platform::spawn_local;

/// Begins the installation of what was chosen. Where nothing is ready to be installed, it can be chosen first.
pub(super) fn install(store: &Store, click: Click) {
    let request = {
        let page = store.page();
        page.setup.request(&page.session, click)
    };
    store.command(match request {
        Some(request) => Command::Start(Job::Install(request)),
        None => Command::OfferInstall,
    });
}

/// Takes the firmware that a person picked.
pub(super) fn pick_file(store: &Store, Chosen { files, .. }: Chosen) {
    let Some(file) = files.get_checked(0) else { return };
    let name = file.name();
    store.loading().keep_file(file);
    store.dispatch(Action::Setup(setup::Action::FilePicked(name)));
}

/// Has the workbench take the files that a person picked for the board.
pub(super) fn hand_over(store: &Store, purpose: Purpose, chosen: Chosen) {
    store.dispatch(Action::Handover(handover::Action::Picked));
    store.terminal().focus();
    let (store, picks) = (store.clone(), store.page().handover.picks);
    spawn_local(async move {
        let taken = match store.workbench().await {
            Ok(workbench) => workbench.picked(purpose, &chosen).await.map_err(Refusal::Said),
            Err(words) => Err(Refusal::Unloaded(words)),
        };
        store.dispatch(Action::Handover(handover::Action::Taken(picks, taken)));
    });
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
        Effect::GoOn => returning::go_on(store),
        Effect::KeepLayout => keep_layout(&store.page().layout),
        Effect::Start(job) => store.command(Command::Start(job)),
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
