//! What stands between the program and the terminal, to be dragged or moved with the keyboard.

use crate::desk::{self, Move, Share};
use crate::texts;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The divider at the end of the program's `pane`.
pub(crate) fn divider(share: Share, pane: &HtmlElement, actions: &Callback<desk::Action>) -> Html {
    let divided = actions.reform(desk::Action::Divided);
    let grasped = Callback::from(|event: PointerEvent| {
        event.prevent_default();
        if let Some(divider) = event.target_dyn_into::<HtmlElement>() {
            // They fail for a pointer that is gone, and then there is nothing to follow.
            let _ = divider.set_pointer_capture(event.pointer_id());
            let _ = divider.focus();
        }
    });
    let dragged = {
        let (pane, divided) = (pane.clone(), divided.clone());
        Callback::from(move |event: PointerEvent| {
            let divider = event.target_dyn_into::<Element>();
            let is_held = divider.is_some_and(|it| it.has_pointer_capture(event.pointer_id()));
            if let (true, Some(share)) = (is_held, share_at(&pane, event.client_y())) {
                divided.emit(share);
            }
        })
    };
    let usual = divided.reform(move |_: MouseEvent| share.after(Move::Usual));
    let pressed = Callback::from(move |event: KeyboardEvent| {
        let moved = match event.key().as_str() {
            "ArrowUp" => Move::Up,
            "ArrowDown" => Move::Down,
            "Home" => Move::Least,
            "End" => Move::Most,
            "Enter" => Move::Usual,
            _ => return,
        };
        event.prevent_default();
        divided.emit(share.after(moved));
    });
    html! {
        <div
            class="divider"
            role="separator"
            aria-orientation="horizontal"
            aria-label={texts::program_divider()}
            aria-valuenow={share.percent().to_string()}
            aria-valuemin={Share::LEAST.percent().to_string()}
            aria-valuemax={Share::MOST.percent().to_string()}
            tabindex="0"
            onpointerdown={grasped}
            onpointermove={dragged}
            ondblclick={usual}
            onkeydown={pressed}
        ></div>
    }
}

/// Where a pointer at this height divides the panes.
fn share_at(pane: &HtmlElement, client_y: f64) -> Option<Share> {
    let panes = pane.parent_element()?.get_bounding_client_rect();
    Some(Share::of_percent((client_y - panes.top()) / panes.height() * 100.0))
}
