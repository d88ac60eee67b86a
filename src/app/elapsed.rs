//! How long a stage of an installation has lasted.

use core::time::Duration;
use esp8266_loader::event::Stage;
use gloo::timers::callback::Interval;
use yew::prelude::*;

const TICK_MS: u32 = 250;

/// The time in `stage`, told four times a second while there is one.
#[hook]
pub(super) fn use_elapsed(stage: Option<Stage>) -> Duration {
    let elapsed = use_state(|| Duration::ZERO);
    {
        let elapsed = elapsed.setter();
        use_effect_with(stage, move |stage| {
            let ticking = stage.map(|_| {
                elapsed.set(Duration::ZERO);
                let began = js_sys::Date::now();
                Interval::new(TICK_MS, move || {
                    // A clock that was set back gives 0.
                    elapsed.set(Duration::from_millis((js_sys::Date::now() - began) as u64));
                })
            });
            move || drop(ticking)
        });
    }
    *elapsed
}
