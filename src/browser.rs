//! What the browser says of itself.

use crate::words::System;

/// The text by which it presents itself.
#[must_use]
pub fn user_agent() -> String {
    let window = web_sys::window();
    window.and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// The system that it runs on.
#[must_use]
pub fn system() -> System {
    let navigator = web_sys::window().map(|window| window.navigator());
    System::of(&user_agent(), navigator.map_or(0, |navigator| navigator.max_touch_points()))
}

/// The address of the page, without parameters.
#[must_use]
pub fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: Option<Result<String, _>>| part.and_then(Result::ok).unwrap_or_default();
    part(location.as_ref().map(web_sys::Location::origin))
        + &part(location.as_ref().map(web_sys::Location::pathname))
}

/// Whether the page's address has this parameter, with its `=`. What it says, the workbench reads.
#[must_use]
pub fn asks_for(parameter: &str) -> bool {
    let window = web_sys::window();
    let search = window.and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').split('&').any(|part| part.starts_with(parameter))
}

/// Whether the window is so small that one pane is seen at a time, as in working.css.
#[must_use]
pub fn has_one_pane() -> bool {
    matches("(max-width: 40rem), (max-height: 26rem)")
}

/// Whether fingers are what one points with: there may be no keyboard.
#[must_use]
pub fn is_touched() -> bool {
    matches("(pointer: coarse)")
}

fn matches(query: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    query.is_some_and(|query| query.matches())
}
