//! A button that copies a text.

use super::button::Button;
use crate::texts;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What the button says.
    pub label: AttrValue,
    /// Makes the text, when it is wanted.
    pub text: Callback<(), String>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Copied,
    /// The browser did not allow it: the text is shown instead.
    ByHand(String),
}

/// The button, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Copy(Option<Outcome>);

impl Component for Copy {
    type Message = Outcome;
    type Properties = Props;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _ctx: &Context<Self>, outcome: Outcome) -> bool {
        self.0 = Some(outcome);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { label, text } = ctx.props().clone();
        let pressed = ctx.link().callback_future(move |()| copy(text.emit(())));
        html! {
            <span class="copy">
                { Button::new(label, pressed).html() }
                <span class="copied" role="status">
                    if self.0 == Some(Outcome::Copied) {
                        { texts::copy_done() }
                    }
                </span>
                if let Some(Outcome::ByHand(text)) = &self.0 {
                    <label class="by-hand">
                        { texts::copy_by_hand() }
                        <textarea readonly=true rows="8" value={text.clone()} onfocus={select_all} />
                    </label>
                }
            </span>
        }
    }
}

async fn copy(text: String) -> Outcome {
    match write_clipboard(&text).await {
        true => Outcome::Copied,
        false => Outcome::ByHand(text),
    }
}

async fn write_clipboard(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Pages that did not come over https have no clipboard.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

fn select_all(event: FocusEvent) {
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        area.select();
    }
}
