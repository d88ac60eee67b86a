//! How to install, for the few boards that need it.

use crate::components::select;
use crate::texts;
use crate::words::{self, SPEEDS, Speed};
use esp8266_loader::install::Options;
use yew::prelude::*;

/// The options, folded away.
pub(super) fn options(options: &Options, changed: &Callback<Options>) -> Html {
    let speeds = SPEEDS.map(|speed| (speed, speed.label())).into();
    html! {
        <details class="options">
            <summary>{ texts::options_heading() }</summary>
            <p>{ texts::options_about() }</p>
            <div class="fields">
                { select(
                    texts::options_mode(),
                    words::mode(),
                    &options.mode,
                    change(options, changed, |options, mode| options.mode = *mode),
                ) }
                { select(
                    texts::options_size(),
                    words::sizes(),
                    &options.size,
                    change(options, changed, |options, size| options.size = *size),
                ) }
                { select(
                    texts::options_frequency(),
                    words::frequency(),
                    &options.frequency,
                    change(options, changed, |options, frequency| options.frequency = *frequency),
                ) }
                { select(
                    texts::options_speed(),
                    speeds,
                    &Speed::of(options),
                    change(options, changed, |options, speed: &Speed| options.ladder = speed.ladder()),
                ) }
                { select(
                    texts::options_erase(),
                    words::erase(),
                    &options.erase,
                    change(options, changed, |options, erase| options.erase = *erase),
                ) }
            </div>
            <p class="hint">{ texts::options_mode_hint() }</p>
            <p class="hint">{ texts::options_erase_hint() }</p>
        </details>
    }
}

fn change<T: 'static>(
    options: &Options,
    changed: &Callback<Options>,
    set: fn(&mut Options, &T),
) -> impl Fn(&T) + 'static {
    let (options, changed) = (options.clone(), changed.clone());
    move |value| {
        let mut options = options.clone();
        set(&mut options, value);
        changed.emit(options);
    }
}
