//! How to install, for the few boards that need it.

use crate::components::Select;
use crate::texts;
use crate::words::{self, SPEEDS, Speed, Text};
use esp8266_loader::image::{FlashFrequency, FlashMode};
use esp8266_loader::install::{Erase, Options, SizeSetting};
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What is chosen.
    pub options: Options,
    /// Called with other options.
    pub changed: Callback<Options>,
}

/// The options, folded away.
#[component]
pub(super) fn OptionsFold(props: &Props) -> Html {
    let options = &props.options;
    let speeds: Vec<(Speed, Text)> = SPEEDS.map(|speed| (speed, speed.label())).into();
    html! {
        <details class="options">
            <summary>{ texts::options_heading() }</summary>
            <p>{ texts::options_about() }</p>
            <div class="fields">
                <Select<Option<FlashMode>>
                    label={texts::options_mode()}
                    choices={words::mode()}
                    chosen={options.mode}
                    changed={change(props, |options, mode| options.mode = mode)}
                />
                <Select<SizeSetting>
                    label={texts::options_size()}
                    choices={words::sizes()}
                    chosen={options.size}
                    changed={change(props, |options, size| options.size = size)}
                />
                <Select<Option<FlashFrequency>>
                    label={texts::options_frequency()}
                    choices={words::frequency()}
                    chosen={options.frequency}
                    changed={change(props, |options, frequency| options.frequency = frequency)}
                />
                <Select<Speed>
                    label={texts::options_speed()}
                    choices={speeds}
                    chosen={Speed::of(options)}
                    changed={change(props, |options, speed: Speed| options.ladder = speed.ladder())}
                />
                <Select<Erase>
                    label={texts::options_erase()}
                    choices={words::erase()}
                    chosen={options.erase}
                    changed={change(props, |options, erase| options.erase = erase)}
                />
            </div>
            <p class="hint">{ texts::options_mode_hint() }</p>
            <p class="hint">{ texts::options_erase_hint() }</p>
        </details>
    }
}

fn change<T: 'static>(props: &Props, set: fn(&mut Options, T)) -> Callback<T> {
    let (options, changed) = (props.options.clone(), props.changed.clone());
    Callback::from(move |value| {
        let mut options = options.clone();
        set(&mut options, value);
        changed.emit(options);
    })
}
