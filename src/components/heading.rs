//! The heading of a screen. It takes the focus when its screen appears, so that a screen reader
//! begins there and the keyboard is not left on a button that is gone.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What it says.
    pub text: AttrValue,
    /// Not on the first screen that a page shows: nobody has done anything yet.
    #[prop_or(true)]
    pub takes_focus: bool,
}

/// A heading.
#[component]
pub fn Heading(props: &Props) -> Html {
    let place = use_node_ref();
    {
        let (place, takes_focus) = (place.clone(), props.takes_focus);
        use_effect_with(props.text.clone(), move |_| {
            if let (true, Some(heading)) = (takes_focus, place.cast::<HtmlElement>()) {
                // Fails only where there is no such element.
                let _ = heading.focus();
            }
        });
    }
    html! { <h1 ref={place} tabindex="-1">{ &props.text }</h1> }
}
