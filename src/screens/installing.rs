//! An installation under way: one bar, its stages by name, and the log.

use super::Actions;
use crate::components::log;
use crate::session::State;
use crate::session::jobs::install::Progress;
use crate::texts;
use crate::words::{self, STAGES};
use core::time::Duration;
use esp8266_loader::event::Stage;
use yew::prelude::*;

/// How far it is; `elapsed` is how long its stage has lasted.
pub(super) fn installing(
    progress: &Progress,
    elapsed: Duration,
    session: &State,
    actions: &Actions,
) -> Html {
    let stage_now = progress.stage;
    let bar = words::bar(progress, elapsed);
    let name = words::stage(stage_now);
    let spoken = texts::InstallingPercent { stage: name, percent: bar.percent.into() }.text();
    html! {
        <section key="installing" class="card installing">
            <h1 tabindex="-1">{ words::installing(session.other.as_deref()) }</h1>
            <progress max="100" value={bar.percent.to_string()} aria-label={texts::installing_bar()} aria-valuetext={spoken} />
            <p class="about">
                <strong>{ name }</strong>{ " " }<span>{ bar.about.to_string() }</span>{ " " }
                <span class="elapsed">{ texts::InstallingElapsed { time: &words::time(elapsed) }.text() }</span>
            </p>
            <ol class="stages">{ for STAGES.iter().map(|stage| item(*stage, stage_now)) }</ol>
            <p>{ texts::installing_warning() }</p>
            <p class="hint">{ texts::installing_no_harm() }</p>
            if !progress.is_committed {
                { actions.cancel_button() }
            }
            { log(texts::installing_log(), &session.log) }
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
