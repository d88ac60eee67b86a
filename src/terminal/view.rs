//! The terminal's place on the page. It stays there for good, and is hidden while it is not needed.

use super::handle::Handle;
use crate::components::{notice, rich};
use crate::texts;
use crate::words::Advice;
use core::cell::Cell;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, HtmlElement, ResizeObserver};
use yew::platform::spawn_local;
use yew::prelude::*;

const HINT: &str = "terminal-leave";
/// A longer text is not pasted: it would take most of a minute, and no board has room for such a program.
const MOST_PASTED_BYTES: usize = 256 << 10;

#[derive(Debug, Clone, PartialEq)]
enum Loading {
    Going,
    Done,
    /// It was there, and shows nothing any more.
    Dead,
    Failed(String),
}

/// The terminal, or why there is none. What is typed goes to `typed`.
#[hook]
pub fn use_view(terminal: &Handle, is_shown: bool, typed: &Callback<Vec<u8>>) -> Html {
    let frame = use_node_ref();
    let loading = use_loading(terminal, typed);
    use_shown(terminal, &frame, is_shown, matches!(*loading, Loading::Done | Loading::Dead));
    let is_paste_refused = use_paste(terminal, typed, &frame);
    let trouble = match &*loading {
        Loading::Going => html! { <p>{ texts::terminal_loading() }</p> },
        Loading::Done => Html::default(),
        Loading::Dead => {
            let advice = Advice::one(texts::terminal_dead(), texts::terminal_dead_now());
            notice(&advice, Html::default(), None)
        }
        Loading::Failed(words) => {
            let now = texts::TerminalFailedNow { words }.text();
            notice(&Advice::one(texts::terminal_failed(), now), Html::default(), None)
        }
    };
    let refused = is_paste_refused.then(|| {
        let advice = Advice::one(texts::terminal_paste_long(), texts::terminal_paste_long_now());
        notice(&advice, Html::default(), None)
    });
    html! {
        <section class="terminal" aria-label={texts::terminal_name()} hidden={!is_shown}>
            { trouble }
            { refused }
            <div class="terminal-frame" ref={frame} lang="en" translate="no"></div>
            <p class="hint" id={HINT}>{ rich(texts::terminal_leave()) }</p>
        </section>
    }
}

#[hook]
fn use_loading(terminal: &Handle, typed: &Callback<Vec<u8>>) -> UseStateHandle<Loading> {
    let loading = use_state(|| Loading::Going);
    let (terminal, typed, told) = (terminal.clone(), typed.clone(), loading.clone());
    use_effect_with((), move |()| {
        spawn_local(async move {
            let is_dead = {
                let told = told.clone();
                Callback::from(move |is_dead| {
                    told.set(if is_dead { Loading::Dead } else { Loading::Done });
                })
            };
            told.set(match terminal.load(typed, is_dead).await {
                Ok(()) => Loading::Done,
                Err(error) => Loading::Failed(crate::serial::message(&error)),
            });
        });
    });
    loading
}

/// Opens it when it comes to the screen, gives it the keyboard, and keeps it as large as its frame.
///
/// In a task of its own: opening takes as long as a few frames, and the screen before has a moving bar.
#[hook]
fn use_shown(terminal: &Handle, frame: &NodeRef, is_shown: bool, is_loaded: bool) {
    let (terminal, frame) = (terminal.clone(), frame.clone());
    use_effect_with((is_shown, is_loaded), move |shown_and_loaded| {
        let element = frame.cast::<HtmlElement>().filter(|_| *shown_and_loaded == (true, true));
        let watch = Rc::new(Cell::new(None));
        let opening = element.map(|element| {
            let watch = watch.clone();
            Timeout::new(0, move || {
                terminal.show(&element, HINT);
                terminal.focus();
                watch.set(watch_size(&element, terminal));
            })
        });
        move || {
            drop(opening);
            if let Some((observer, _fit)) = watch.take() {
                observer.disconnect();
            }
        }
    });
}

/// What fits the terminal to its frame, for as long as it is kept.
fn watch_size(
    frame: &HtmlElement,
    terminal: Handle,
) -> Option<(ResizeObserver, Closure<dyn Fn()>)> {
    let fit = Closure::<dyn Fn()>::new(move || terminal.fit());
    let observer = ResizeObserver::new(fit.as_ref().unchecked_ref()).ok()?;
    observer.observe(frame);
    Some((observer, fit))
}

/// A paste is prepared for the board, before xterm sees it. Gives whether the last one was too long for it.
#[hook]
fn use_paste(terminal: &Handle, typed: &Callback<Vec<u8>>, frame: &NodeRef) -> bool {
    let is_refused = use_state_eq(|| false);
    let (terminal, typed, frame) = (terminal.clone(), typed.clone(), frame.clone());
    let refuse = is_refused.setter();
    use_effect_with((), move |()| {
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let listener = frame.cast::<HtmlElement>().map(|element| {
            EventListener::new_with_options(&element, "paste", options, move |event| {
                event.prevent_default();
                event.stop_propagation();
                let clipboard =
                    event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
                let text = clipboard.and_then(|data| data.get_data("text/plain").ok());
                let text = text.unwrap_or_default();
                let is_too_long = text.len() > MOST_PASTED_BYTES;
                refuse.set(is_too_long);
                if !is_too_long {
                    for piece in terminal.pasted(&text) {
                        typed.emit(piece);
                    }
                }
            })
        });
        move || drop(listener)
    });
    *is_refused
}
