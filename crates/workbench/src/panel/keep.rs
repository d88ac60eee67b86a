//! Files that are kept over an installation: a line above the panes, on whatever screen, and the browser's part.

use super::pieces::marked;
use crate::desk::keep::words::{Tone, said};
use crate::desk::keep::{Action, Keep, Kept, Stage};
use crate::{desk, texts};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(module = "/src/panel/keep.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn keep(bytes: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn kept() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn forget() -> Result<JsValue, JsValue>;
}

/// Has the browser keep them; its words where it can't.
pub(crate) async fn keep_files(files: &Kept) -> Result<(), String> {
    let kept = keep(&files.to_bytes()).await;
    kept.map(drop).map_err(|error| super::browser::words_of(&error))
}

/// What it keeps, if anything.
pub(crate) async fn kept_files() -> Option<Kept> {
    let bytes = kept().await.ok()?.dyn_into::<Uint8Array>().ok()?;
    Kept::from_bytes(&bytes.to_vec())
}

/// Has it keep them no more.
pub(crate) async fn forget_files() {
    // What it could not forget is offered again.
    let _ = forget().await;
}

/// The line.
pub(crate) fn line(keep: &Keep, actions: &Callback<desk::Action>) -> Html {
    let Some((tone, words)) = said(keep) else { return Html::default() };
    let button = |text: String, action: Action| {
        let pressed = actions.reform(move |_: MouseEvent| desk::Action::Keep(action.clone()));
        html! { <button type="button" class="button" onclick={pressed}>{ text }</button> }
    };
    let pack = || button(texts::keep_pack().into(), Action::Pack);
    let buttons = match &keep.stage {
        Stage::Kept { is_forgetting: true, .. } => html! {
            <>
                { button(texts::keep_forget_go().into(), Action::ForgetConfirmed) }
                { button(texts::keep_forget_not().into(), Action::ForgetDenied) }
            </>
        },
        Stage::Kept { kept, .. } => html! {
            <>
                if keep.can_put_back() {
                    { button(texts::KeepPutBack { count: kept.count() }.text(), Action::PutBack) }
                }
                { pack() }
                { button(texts::keep_forget().into(), Action::Forget) }
            </>
        },
        Stage::Unstored(..) => html! { <>{ pack() }{ close(actions) }</> },
        Stage::Over(_) => close(actions),
        // It is given up on its own screen.
        Stage::Installing { .. } | Stage::Idle => Html::default(),
        Stage::Wanted | Stage::Reading(_) | Stage::Storing { .. } | Stage::Putting(_) => {
            button(texts::keep_stop().into(), Action::Stop)
        }
    };
    let kind = match tone {
        Tone::Going => "going",
        Tone::Over => "over",
        Tone::Trouble => "trouble",
    };
    html! {
        <div class="work" data-kind={kind} role="group" aria-label={texts::keep_name()}>
            <p role="status">{ marked(&words) }</p>
            { buttons }
        </div>
    }
}

fn close(actions: &Callback<desk::Action>) -> Html {
    let read = actions.reform(|_: MouseEvent| desk::Action::Keep(Action::NoteRead));
    html! {
        <button type="button" class="button" aria-label={texts::panel_close()} onclick={read}>{ "×" }</button>
    }
}
