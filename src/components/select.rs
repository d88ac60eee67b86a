//! One choice of several.

use crate::words::Text;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A labelled list of `choices`; `changed` is called with what was chosen.
pub fn select<T: PartialEq + 'static>(
    label: impl Into<AttrValue>,
    choices: Vec<(T, Text)>,
    chosen: &T,
    changed: impl Fn(&T) + 'static,
) -> Html {
    let current = choices.iter().position(|(value, _)| value == chosen);
    let (mut values, mut names) = (Vec::new(), Vec::new());
    for (value, name) in choices {
        values.push(value);
        names.push(name);
    }
    let changed = move |index: usize| {
        if let Some(value) = values.get(index) {
            changed(value);
        }
    };
    list(label.into(), &names, current, changed.into())
}

/// The same for all types, which has to be in the page only once.
fn list(
    label: AttrValue,
    names: &[Text],
    current: Option<usize>,
    changed: Callback<usize>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let list = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
        if let Some(index) = list.and_then(|list| usize::try_from(list.selected_index()).ok()) {
            changed.emit(index);
        }
    });
    let option = |(index, name): (usize, &Text)| {
        html! { <option selected={current == Some(index)}>{ name.clone() }</option> }
    };
    html! {
        <label class="field">
            <span>{ label }</span>
            <select {onchange}>{ for names.iter().enumerate().map(option) }</select>
        </label>
    }
}
