//! The plot.

mod drawing;

pub(crate) use drawing::Drawing;

use super::pieces::marked;
use crate::desk::plot::{Action, HEAD_ELEMENT, Offer, Part, Plot, SAMPLE};
use crate::desk::{self, Desk};
use crate::texts;
use workbench_api::Side;
use yew::prelude::*;

/// The panel. It stays, whether it is shown or not: the picture is in it.
pub(crate) fn plot(
    desk: &Desk,
    drawing: &Drawing,
    actions: &Callback<desk::Action>,
    close: Callback<()>,
) -> Html {
    let plot = &desk.plot;
    let is_shown = desk.side == Some(Side::Plot);
    let is_loaded = plot.part == Part::Shown;
    html! {
        <div class="plot" hidden={!is_shown}>
            <div class="pane-head">
                <h2 id={HEAD_ELEMENT} tabindex="-1">{ texts::plot_title() }</h2>
                <button type="button" class="button" aria-label={texts::plot_close()} onclick={close.reform(|_: MouseEvent| ())}>{ "×" }</button>
            </div>
            if is_loaded && plot.has_numbers {
                { tools(plot, actions) }
            }
            <div class="plot-status" role="status">
                if plot.is_paused { <p class="hint">{ texts::plot_paused() }</p> }
                if plot.has_no_picture { <p class="hint">{ marked(texts::plot_no_picture()) }</p> }
                if plot.part == Part::Loading { <p>{ texts::plot_loading() }</p> }
            </div>
            if let Part::Failed(words) = &plot.part {
                <div class="plot-status" role="alert">
                    <p>{ texts::PlotFailed { words }.text() }</p>
                    { button(texts::plot_again(), Action::TriedAgain, actions) }
                </div>
            }
            <div class="plot-place" hidden={!is_loaded} ref={drawing.place()}></div>
            if is_loaded && !plot.has_numbers {
                { sample(actions) }
            }
        </div>
    }
}

/// Says that a program's numbers can be drawn, in the pane of the program.
pub(crate) fn offer(plot: &Plot, actions: &Callback<desk::Action>) -> Html {
    let is_shown = plot.offer == Offer::Shown;
    let close = acting(Action::OfferAnswered(false), actions);
    html! {
        <div class="plot-offer" role="status">
            if is_shown {
                <p>{ texts::plot_offer() }</p>
                { button(texts::plot_offer_take(), Action::OfferAnswered(true), actions) }
                <button type="button" class="button" aria-label={texts::panel_close()} onclick={close}>{ "×" }</button>
            }
        </div>
    }
}

/// What can be done with what is drawn.
fn tools(plot: &Plot, actions: &Callback<desk::Action>) -> Html {
    let pause = if plot.is_paused { texts::plot_go_on() } else { texts::plot_pause() };
    html! {
        <div class="plot-tools">
            { button(pause, Action::Paused(!plot.is_paused), actions) }
            { button(texts::plot_clear(), Action::Cleared, actions) }
            { button(texts::plot_csv(), Action::CsvWanted, actions) }
            { button(texts::plot_picture(), Action::PictureWanted, actions) }
        </div>
    }
}

/// A program to try, where there is nothing to draw.
fn sample(actions: &Callback<desk::Action>) -> Html {
    let name = texts::lesson_insert_program();
    html! {
        <div class="plot-sample">
            <p>{ texts::plot_sample() }</p>
            <div class="lesson-code">
                <pre lang="en" translate="no"><code>{ SAMPLE.trim_end() }</code></pre>
                <div class="lesson-insert">
                    <button type="button" class="button" aria-label={name} title={name} onclick={acting(Action::SampleWanted, actions)}>{ texts::lesson_insert() }</button>
                </div>
            </div>
        </div>
    }
}

fn button(words: &'static str, action: Action, actions: &Callback<desk::Action>) -> Html {
    html! { <button type="button" class="button" onclick={acting(action, actions)}>{ words }</button> }
}

fn acting(action: Action, actions: &Callback<desk::Action>) -> Callback<MouseEvent> {
    actions.reform(move |_| desk::Action::Plot(action.clone()))
}
