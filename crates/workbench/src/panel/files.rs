//! The board's files.

use crate::desk::{self, Desk};
use yew::prelude::*;

/// The panel.
pub(crate) fn files(_desk: &Desk, _actions: &Callback<desk::Action>, _close: Callback<()>) -> Html {
    Html::default()
}
