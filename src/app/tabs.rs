//! One board, one tab: where a port does not open, another tab of this page may have it, and let it go.

use super::returning;
use super::store::Store;
use crate::page::{Action, Elsewhere};
use crate::session::jobs::View;
use crate::session::{BoardKind, Command, Phase, State};
use wasm_bindgen::prelude::*;
use yew::platform::spawn_local;
use yew::prelude::*;

#[wasm_bindgen(module = "/src/app/tabs.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn listen(let_go: &Closure<dyn Fn()>) -> Result<(), JsValue>;
    fn have(what: &str);
    #[wasm_bindgen(catch)]
    async fn ask() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn take() -> Result<JsValue, JsValue>;
}

const OPEN: &str = "open";
const BUSY: &str = "busy";

/// Lets the board go when another tab wants it.
pub(super) fn follow(store: &Store) {
    let store = store.clone();
    let let_go = Closure::<dyn Fn()>::new(move || store.command(Command::Disconnect));
    // Where tabs can't speak to each other, each is alone.
    let _ = listen(&let_go);
    // As long as the page.
    let_go.forget();
}

/// Tells the others what this tab has.
pub(super) fn tell(state: &State) {
    have(match state.phase {
        _ if state.adapter.board == BoardKind::Practice => "",
        Phase::Start => "",
        // What is cut may lose something.
        _ if state.is_working() => BUSY,
        Phase::Job(View::Install(_)) => BUSY,
        _ => OPEN,
    });
}

/// Asks the others what they have.
pub(super) fn look(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        let elsewhere = match ask().await.ok().and_then(|said| said.as_string()).as_deref() {
            Some(OPEN) => Elsewhere::Open,
            Some(BUSY) => Elsewhere::Busy,
            _ => Elsewhere::Nowhere,
        };
        store.dispatch(Action::Elsewhere(elsewhere));
    });
}

/// Takes the board that did not open from the tab that has it.
pub(super) fn taking(store: &Store) -> Callback<()> {
    let store = store.clone();
    Callback::from(move |()| {
        let store = store.clone();
        spawn_local(async move {
            // A tab that does not answer is one that has gone.
            let _ = take().await;
            returning::again(&store);
        });
    })
}
