//! An installation under way: one bar, its stages by name, and the log.

use crate::components::{Heading, log};
use crate::session::{Journal, Progress};
use crate::texts;
use crate::words::{self, STAGES};
use core::time::Duration;
use esp8266_loader::event::Stage;
use gloo::timers::callback::Interval;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// How far it is.
    pub progress: Progress,
    /// What happened so far.
    pub journal: Journal,
}

/// The screen.
#[component]
pub fn Installing(props: &Props) -> Html {
    let elapsed = use_elapsed(props.progress.stage);
    let bar = words::bar(&props.progress, elapsed);
    let name = words::stage(props.progress.stage);
    let spoken = texts::installing_percent(name, bar.percent);
    html! {
        <section key="installing" class="card installing">
            <Heading text={texts::installing_heading()} />
            <progress max="100" value={bar.percent.to_string()} aria-label={texts::installing_bar()} aria-valuetext={spoken} />
            <p class="about">
                <strong>{ name }</strong>{ " " }<span>{ bar.about.to_string() }</span>{ " " }
                <span class="elapsed">{ texts::installing_elapsed(words::time(elapsed)) }</span>
            </p>
            <ol class="stages">{ for STAGES.iter().map(|stage| item(*stage, props.progress.stage)) }</ol>
            <p>{ texts::installing_warning() }</p>
            <p class="hint">{ texts::installing_no_harm() }</p>
            { log(texts::installing_log(), &props.journal) }
        </section>
    }
}

fn item(stage: Stage, now: Stage) -> Html {
    let (is, mark) = match stage.cmp(&now) {
        core::cmp::Ordering::Less => ("done", Some(texts::installing_stage_done())),
        core::cmp::Ordering::Equal => ("now", Some(texts::installing_stage_now())),
        core::cmp::Ordering::Greater => ("later", None),
    };
    html! {
        <li data-is={is} aria-current={(stage == now).then_some("step")}>
            { words::stage(stage) }
            if let Some(mark) = mark {
                <span class="spoken">{ " " }{ mark }</span>
            }
        </li>
    }
}

/// How long a stage has lasted, told four times a second.
#[hook]
fn use_elapsed(stage: Stage) -> Duration {
    const TICK_MS: u32 = 250;
    let elapsed = use_state(|| Duration::ZERO);
    {
        let elapsed = elapsed.setter();
        use_effect_with(stage, move |_| {
            elapsed.set(Duration::ZERO);
            let began = js_sys::Date::now();
            let ticking = Interval::new(TICK_MS, move || {
                // A clock that was set back gives 0.
                elapsed.set(Duration::from_millis((js_sys::Date::now() - began) as u64));
            });
            move || drop(ticking)
        });
    }
    *elapsed
}
