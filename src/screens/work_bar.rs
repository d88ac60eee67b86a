//! Between the tools and the terminal: what the board does for a person, and what came of it.

use super::Actions;
use crate::components::{Button, rich};
use crate::handover::{Action, Step};
use crate::page::Page;
use crate::session::Command;
use crate::session::jobs::prompt::{Line, Request, Stage, Task, Work};
use crate::texts;
use crate::words::{self, Text};
use yew::prelude::*;

/// The bar. Its place is always there, so that a screen reader is told what comes into it.
pub(super) fn work_bar(page: &Page, actions: &Actions) -> Html {
    let work = page.session.work.as_ref().filter(|_| !page.handover.is_closed);
    let line = words::taken(&page.handover.step).or_else(|| words::work(work?));
    let kind = match &line {
        None => None,
        Some(Line::Going { .. }) => Some("going"),
        Some(Line::Over(_)) => Some("over"),
        Some(Line::Trouble { .. }) => Some("trouble"),
    };
    let (said, amount) = match &line {
        None => Default::default(),
        Some(Line::Going { what, amount }) => (rich(what), amount.clone()),
        Some(Line::Over(text)) => (rich(text), None),
        Some(Line::Trouble { what, now }) => (trouble(what, now), None),
    };
    html! {
        <div class="work" data-kind={kind} role="group" aria-label={texts::work_name()}>
            <p role="status">{ said }</p>
            { amount.map(amount_html) }
            { line.map(|line| way_out(&line, page, actions)) }
        </div>
    }
}

/// What happened, and in the same line what to do.
fn trouble(what: &str, now: &str) -> Html {
    html! { <><strong class="what">{ rich(what) }</strong>{ " " }{ rich(now) }</> }
}

/// It is not told aloud each time it changes.
fn amount_html(amount: Text) -> Html {
    html! { <span class="amount">{ amount }</span> }
}

fn way_out(line: &Line, page: &Page, actions: &Actions) -> Html {
    let closed = actions.handover.reform(|()| Action::Closed);
    let (label, name, pressed) = match (line, &page.session.work) {
        _ if page.handover.step == Step::Taking => (texts::page_cancel(), None, closed),
        // Its button stands in the bar.
        (
            Line::Going { .. },
            Some(Work { request: Some(Request { task: Task::Run { .. }, .. }), .. }),
        ) => return Html::default(),
        (Line::Going { .. }, Some(Work { stage: Stage::Committed, .. })) => return Html::default(),
        (Line::Going { .. }, _) => (texts::page_cancel(), None, actions.giving(|| Command::Cancel)),
        _ => ("×", Some(texts::work_close()), closed),
    };
    Button::new(label, actions.then_terminal(pressed)).named(name).html()
}
