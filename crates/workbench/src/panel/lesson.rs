//! The lesson.

use crate::desk;
use crate::desk::lesson::Lesson;
use yew::prelude::*;

/// The panel.
pub(crate) fn lesson(_lesson: &Lesson, _actions: &Callback<desk::Action>, _close: Callback<()>) -> Html {
    Html::default()
}

/// Fetches the texts.
pub(crate) fn fetch(_actions: Callback<desk::Action>) {}
