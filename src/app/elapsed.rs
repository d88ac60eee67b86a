//! How long a stage of an installation has lasted.

use core::time::Duration;
use esp8266_loader::event::Stage;
use gloo::timers::callback::Interval;
use js_sys::Date;
use yew::prelude::*;

const TICK_MS: u32 = 250;

/// The clock of the stage that is on, if any is.
#[derive(Debug, Default)]
pub(super) struct Elapsed(Option<Running>);

#[derive(Debug)]
struct Running {
    stage: Stage,
    began_ms: f64,
    _ticking: Interval,
}

impl Elapsed {
    /// Begins anew with each `stage`; while there is one, `tick` is called four times a second.
    pub(super) fn follow(&mut self, stage: Option<Stage>, tick: &Callback<()>) {
        if self.0.as_ref().map(|running| running.stage) == stage {
            return;
        }
        self.0 = stage.map(|stage| {
            let tick = tick.clone();
            let _ticking = Interval::new(TICK_MS, move || tick.emit(()));
            Running { stage, began_ms: Date::now(), _ticking }
        });
    }

    /// The time in the stage.
    pub(super) fn time(&self) -> Duration {
        // A clock that was set back gives 0.
        let time = |running: &Running| (Date::now() - running.began_ms) as u64;
        Duration::from_millis(self.0.as_ref().map_or(0, time))
    }
}
