//! How to install, for the few boards that need it, and what else can be asked of one.

use super::Actions;
use crate::components::{Button, select};
use crate::layout::{self, Pane, Side};
use crate::setup::Action;
use crate::texts;
use crate::words::{self, Text};
use esp8266_loader::install::Options;
use yew::prelude::*;

/// The options, folded away.
pub(super) fn options(options: &Options, actions: &Actions) -> Html {
    let field = |label: &'static str, choices: Vec<(Options, Text)>| {
        let changed = actions.setup.reform(Action::OptionsChanged);
        select(label, choices, options, move |chosen| changed.emit(chosen.clone()))
    };
    let modes = each(words::mode(), options, |options, mode| options.mode = mode);
    let sizes = each(words::sizes(), options, |options, size| options.size = size);
    let frequencies =
        each(words::frequency(), options, |options, frequency| options.frequency = frequency);
    let speeds = each(words::speeds(), options, |options, ladder| options.ladder = ladder);
    let erasures = each(words::erase(), options, |options, erase| options.erase = erase);
    let board_wanted = actions.layout.reform(|()| layout::Action::Opened(Pane::Side(Side::Board)));
    html! {
        <details class="options">
            <summary>{ texts::options_heading() }</summary>
            <p>{ texts::options_about() }</p>
            <div class="fields">
                { field(texts::options_mode(), modes) }
                { field(texts::options_size(), sizes) }
                { field(texts::options_frequency(), frequencies) }
                { field(texts::options_speed(), speeds) }
                { field(texts::options_erase(), erasures) }
            </div>
            <p class="hint">{ texts::options_mode_hint() }</p>
            <p class="hint">{ texts::options_erase_hint() }</p>
            <p class="actions">
                { Button::new(texts::options_board(), board_wanted).html() }
                <span class="consequence">{ texts::options_board_about() }</span>
            </p>
        </details>
    }
}

/// The options as they would be with each value, under its name.
fn each<T>(
    values: Vec<(T, Text)>,
    options: &Options,
    set: fn(&mut Options, T),
) -> Vec<(Options, Text)> {
    let mut choices = Vec::new();
    for (value, name) in values {
        let mut options = options.clone();
        set(&mut options, value);
        choices.push((options, name));
    }
    choices
}
