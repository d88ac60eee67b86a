//! One choice of several.

use crate::words::Text;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props<T: Clone + PartialEq> {
    /// What is chosen.
    pub label: AttrValue,
    /// What one can choose from.
    pub choices: Vec<(T, Text)>,
    /// What is chosen now.
    pub chosen: T,
    /// Called with what was chosen.
    pub changed: Callback<T>,
}

/// A labelled list.
#[component]
pub fn Select<T: Clone + PartialEq + 'static>(props: &Props<T>) -> Html {
    let onchange = {
        let (choices, changed) = (props.choices.clone(), props.changed.clone());
        Callback::from(move |event: Event| {
            let list = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok());
            let index = list.and_then(|list| usize::try_from(list.selected_index()).ok());
            if let Some((value, _)) = index.and_then(|index| choices.get(index)) {
                changed.emit(value.clone());
            }
        })
    };
    let option = |(value, text): &(T, Text)| {
        html! { <option selected={*value == props.chosen}>{ text.to_string() }</option> }
    };
    html! {
        <label class="field">
            <span>{ &props.label }</span>
            <select {onchange}>{ for props.choices.iter().map(option) }</select>
        </label>
    }
}
