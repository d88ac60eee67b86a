//! A short pause that is as long in a tab that nobody sees.
//!
//! There, browsers round timers up to a second. Two or three pauses of a reset would then make an
//! installation a quarter longer, and hold the board's lines ten times as long as they should be.

use crate::js::timer;
use core::time::Duration;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, Performance};

/// A longer one is not worth the work: it takes a turn of the browser's queue again and again.
const LONGEST: Duration = Duration::from_millis(250);

/// Lets at least `duration` pass.
pub(super) async fn pause(duration: Duration, clock: &Performance) {
    let turns = if is_hidden() && duration <= LONGEST { MessageChannel::new().ok() } else { None };
    let Some(turns) = turns else { return timer(duration).await };
    let until = clock.now() + duration.as_secs_f64() * 1e3;
    while clock.now() < until {
        next_turn(&turns).await;
    }
    turns.port1().close();
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|page| page.hidden())
}

/// Messages come in turn with everything else, and are not slowed down.
async fn next_turn(turns: &MessageChannel) {
    let come = Promise::new(&mut |come, _| turns.port1().set_onmessage(Some(&come)));
    // Only what can't be copied can't be posted.
    let _ = turns.port2().post_message(&JsValue::NULL);
    let _ = JsFuture::from(come).await;
}
