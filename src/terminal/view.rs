//! The terminal's place on the page. It stays there for good, and is hidden while it is not needed.

use super::handle::Handle;
use crate::components::{notice, rich};
use crate::js::message;
use crate::layout::Letters;
use crate::page::TerminalUse;
use crate::texts;
use crate::words::Advice;
use core::mem;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, HtmlElement, ResizeObserver};
use yew::platform::spawn_local;
use yew::prelude::*;

const HINT: &str = "terminal-leave";
/// A longer text is not pasted: it would take most of a minute, and no board has room for such a program.
const MOST_PASTED_BYTES: usize = 256 << 10;

/// The terminal's place, and what it takes to fill it.
#[derive(Debug)]
pub struct View {
    terminal: Handle,
    pasted: Callback<String>,
    told: Callback<Message>,
    frame: NodeRef,
    loading: Loading,
    is_paste_refused: bool,
    /// A person types into it.
    is_typing: bool,
    pastes: Option<EventListener>,
    /// While the terminal is loaded and on the screen.
    on_screen: Option<OnScreen>,
}

/// Something that happened to the terminal.
#[derive(Debug)]
pub enum Message {
    /// How far it is.
    Loading(Loading),
    /// Something was pasted; whether it was too long.
    Pasted {
        /// It was, and nothing of it went to the board.
        is_refused: bool,
    },
}

/// How far the terminal is.
#[derive(Debug, PartialEq, Eq)]
pub enum Loading {
    /// It is on its way.
    Going,
    /// It is there.
    Done,
    /// It was there, and shows nothing any more.
    Dead,
    /// There is none; the browser's words.
    Failed(String),
}

impl View {
    /// Loads the terminal. What is typed goes to `typed`, and what is pasted to `pasted`; `told` takes what
    /// happens, for [`Self::update`].
    pub fn new(
        terminal: Handle,
        typed: Callback<Vec<u8>>,
        pasted: Callback<String>,
        told: Callback<Message>,
    ) -> Self {
        spawn_local(load(terminal.clone(), typed, told.clone()));
        Self {
            terminal,
            pasted,
            told,
            frame: NodeRef::default(),
            loading: Loading::Going,
            is_paste_refused: false,
            is_typing: false,
            pastes: None,
            on_screen: None,
        }
    }

    /// Takes what happened; gives whether it shows.
    pub fn update(&mut self, message: Message) -> bool {
        match message {
            Message::Loading(loading) => {
                self.loading = loading;
                true
            }
            Message::Pasted { is_refused } => {
                mem::replace(&mut self.is_paste_refused, is_refused) != is_refused
            }
        }
    }

    /// The terminal, or why there is none.
    pub fn html(&self, terminal_use: TerminalUse) -> Html {
        let trouble = match &self.loading {
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
        let refused = self.is_paste_refused.then(|| {
            let advice =
                Advice::one(texts::terminal_paste_long(), texts::terminal_paste_long_now());
            notice(&advice, Html::default(), None)
        });
        html! {
            <section class="terminal" aria-label={texts::terminal_name()} hidden={terminal_use == TerminalUse::None}>
                if terminal_use == TerminalUse::Reading {
                    <h2>{ texts::terminal_kept() }</h2>
                }
                { trouble }
                { refused }
                <div class="terminal-frame" ref={&self.frame} lang="en" translate="no"></div>
                <p class="hint" id={HINT} hidden={terminal_use != TerminalUse::Typing}>{ rich(texts::terminal_leave()) }</p>
            </section>
        }
    }

    /// Fills the place that has been drawn.
    pub fn rendered(&mut self, terminal_use: TerminalUse, letters: Letters) {
        self.terminal.set_letters(letters);
        let is_typing = terminal_use == TerminalUse::Typing;
        let may_have_keys = is_typing && !self.is_typing;
        self.is_typing = is_typing;
        // It was about what was on the screen, which another board may come back to.
        self.is_paste_refused &= is_typing;
        let Some(frame) = self.frame.cast::<HtmlElement>() else { return };
        let is_on = terminal_use != TerminalUse::None
            && matches!(self.loading, Loading::Done | Loading::Dead);
        let takes_keys = is_typing && (may_have_keys || self.on_screen.is_none());
        if self.on_screen.is_some() != is_on || is_on && takes_keys {
            self.on_screen =
                is_on.then(|| OnScreen::new(frame.clone(), self.terminal.clone(), takes_keys));
        }
        self.pastes.get_or_insert_with(|| {
            listen_to_pastes(&frame, self.pasted.clone(), self.told.clone())
        });
    }
}

async fn load(terminal: Handle, typed: Callback<Vec<u8>>, told: Callback<Message>) {
    let is_dead = told
        .reform(|is_dead| Message::Loading(if is_dead { Loading::Dead } else { Loading::Done }));
    told.emit(Message::Loading(match terminal.load(typed, is_dead).await {
        Ok(()) => Loading::Done,
        Err(error) => Loading::Failed(message(&error)),
    }));
}

/// Keeps the terminal as large as its frame, once it is open.
#[derive(Debug)]
struct OnScreen {
    _opening: Timeout,
    _size: Rc<RefCell<Option<SizeWatch>>>,
}

impl OnScreen {
    /// Opens the terminal, and gives it the keyboard where it takes keys.
    ///
    /// In a task of its own: opening takes as long as a few frames, and the screen before has a moving bar.
    fn new(frame: HtmlElement, terminal: Handle, takes_keys: bool) -> Self {
        let size = Rc::new(RefCell::new(None));
        let _size = Rc::clone(&size);
        let _opening = Timeout::new(0, move || {
            terminal.show(&frame, HINT);
            if takes_keys {
                terminal.focus();
            }
            *size.borrow_mut() = SizeWatch::new(&frame, terminal);
        });
        Self { _opening, _size }
    }
}

/// What fits the terminal to its frame, for as long as it is kept.
#[derive(Debug)]
struct SizeWatch {
    observer: ResizeObserver,
    _fit: Closure<dyn Fn()>,
}

impl SizeWatch {
    fn new(frame: &HtmlElement, terminal: Handle) -> Option<Self> {
        let fit = Closure::<dyn Fn()>::new(move || terminal.fit());
        let observer = ResizeObserver::new(fit.as_ref().unchecked_ref()).ok()?;
        observer.observe(frame);
        Some(Self { observer, _fit: fit })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Takes a paste before xterm sees it.
fn listen_to_pastes(
    frame: &HtmlElement,
    pasted: Callback<String>,
    told: Callback<Message>,
) -> EventListener {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(frame, "paste", options, move |event| {
        event.prevent_default();
        event.stop_propagation();
        let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let text = clipboard.and_then(|data| data.get_data("text/plain").ok());
        let text = text.unwrap_or_default();
        let is_refused = text.len() > MOST_PASTED_BYTES;
        told.emit(Message::Pasted { is_refused });
        if !is_refused {
            pasted.emit(text);
        }
    })
}
