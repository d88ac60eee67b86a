//! Before a board is connected: one button, and what will happen.

use super::Actions;
use crate::browser::{system, user_agent};
use crate::components::{Button, Kind, notice, rich, steps};
use crate::page::{Elsewhere, NoPort, Page, PortChoice, Practice};
use crate::serial::{ChooseError, Filter, Missing, support};
use crate::texts;
use crate::words::{self, Advice, Browser, System};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The start screen. The button stays where it is, whatever is below it.
pub(super) fn start(page: &Page, actions: &Actions) -> Html {
    let supported = support();
    let is_supported = supported.is_ok();
    html! {
        <section key="start" class="card start">
            <h1>{ texts::start_heading() }</h1>
            <p class="lead">{ texts::start_lead() }</p>
            if let Some(installed) = words::installed(&page.session) {
                <p class="outcome">{ installed }</p>
            }
            {
                match supported {
                    Ok(()) => html! { <>{ connect(page, actions) }{ below(page, actions) }</> },
                    Err(missing) => unsupported(missing),
                }
            }
            <div class="demo">
                <p>{ texts::start_demo_about() }</p>
                { without_board(page, actions, !is_supported) }
            </div>
        </section>
    }
}

/// What will happen; or, in its place, why there is no board.
fn below(page: &Page, actions: &Actions) -> Html {
    let was_cancelled = matches!(
        &page.port_choice,
        PortChoice::Refused(NoPort::Chooser(error @ ChooseError::Cancelled { .. })) if !error.is_blocked()
    );
    match trouble(page) {
        Some(_) if page.elsewhere == Elsewhere::Open => {
            let take = Button::new(texts::open_elsewhere_take(), actions.take.clone());
            let advice = Advice::one(texts::open_elsewhere(), texts::open_elsewhere_now());
            notice(&advice, take.kind(Kind::Primary).html(), None)
        }
        Some(_) if page.elsewhere == Elsewhere::Busy => {
            let advice = Advice::one(texts::open_elsewhere(), texts::open_elsewhere_busy());
            notice(&advice, Html::default(), None)
        }
        Some(advice) => notice(&advice, Html::default(), Some(&actions.report)),
        None if was_cancelled => html! {
            <>
                <p>{ rich(texts::choose_cancelled()) }{ " " }{ rich(texts::choose_cancelled_now()) }</p>
                { not_listed() }
            </>
        },
        // There is nothing to choose.
        None if page.returning.board.is_some() => by_itself(page.returning.by_itself, actions),
        None => html! {
            <>
                <ol class="steps" aria-label={texts::start_steps_name()}>
                    <li>{ rich(texts::start_step_plug()) }</li>
                    <li>{ rich(texts::start_step_press()) }</li>
                    <li>{ rich(texts::start_step_choose()) }</li>
                </ol>
                if system() == System::ChromeOs {
                    <p>{ texts::start_chromebook() }</p>
                }
                { not_listed() }
            </>
        },
    }
}

fn not_listed() -> Html {
    html! {
        <details class="help">
            <summary>{ texts::list_heading() }</summary>
            { steps(&words::not_listed(system())) }
        </details>
    }
}

/// The two doors to the practice board.
fn without_board(page: &Page, actions: &Actions, is_first: bool) -> Html {
    let fetched = match page.port_choice {
        PortChoice::FetchingPractice(practice) => Some(practice),
        _ => None,
    };
    let button = |practice, label| {
        let label = if fetched == Some(practice) { texts::start_demo_loading() } else { label };
        let pressed = actions.practise.reform(move |()| practice);
        Button::new(label, pressed).waiting(fetched.is_some())
    };
    let prompt = button(Practice::AtPrompt, texts::start_demo_prompt());
    html! {
        <p class="actions">
            { if is_first { prompt.first() } else { prompt }.html() }
            { button(Practice::Blank, texts::start_demo_install()).html() }
        </p>
    }
}

/// Why there is no board: what was just tried says more than what was before it. Who closes the window has no trouble.
fn trouble(page: &Page) -> Option<Advice> {
    match &page.port_choice {
        PortChoice::Refused(NoPort::Chooser(error)) => words::choose(error),
        PortChoice::Refused(NoPort::Practice(said)) => Some(words::demo(said)),
        _ => page.session.failure.as_ref().map(|failure| words::failure(failure, system())),
    }
}

fn connect(page: &Page, actions: &Actions) -> Html {
    let is_asking = page.port_choice == PortChoice::AskingBrowser;
    let is_busy = is_asking || matches!(page.port_choice, PortChoice::FetchingPractice(_));
    let is_known = page.returning.board.is_some();
    let button = |label, pressed: Callback<()>, kind| {
        Button::new(label, pressed).kind(kind).waiting(is_busy)
    };
    let choosing = |filter| actions.choose.reform(move |()| filter);
    let label = match (is_known, is_asking) {
        (_, true) => texts::start_connecting(),
        (true, _) => texts::start_another(),
        (false, _) => texts::start_connect(),
    };
    let asking = button(
        label,
        choosing(Filter::KnownAdapters),
        if is_known { Kind::Secondary } else { Kind::Primary },
    );
    html! {
        <p class="actions">
            if is_known {
                { button(texts::start_go_on(), actions.go_on.clone(), Kind::Primary).first().html() }
                { asking.html() }
            } else {
                { asking.first().html() }
            }
            { button(texts::start_every_port(), choosing(Filter::EveryPort), Kind::Quiet).html() }
        </p>
    }
}

fn by_itself(is_chosen: bool, actions: &Actions) -> Html {
    let chosen = actions.by_itself.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().is_some_and(|box_| box_.checked())
    });
    html! {
        <label><input type="checkbox" checked={is_chosen} onchange={chosen} />{ texts::start_by_itself() }</label>
    }
}

fn unsupported(missing: Missing) -> Html {
    let advice = words::missing(missing, system(), Browser::of(&user_agent()));
    let address = web_sys::window().and_then(|window| window.location().href().ok());
    let more = html! {
        <>
            if let Some(address) = address {
                if matches!(missing, Missing::Frame | Missing::ForeignFrame) {
                    <p><a href={address.clone()} target="_blank">{ texts::missing_own_tab() }</a></p>
                }
                <p>{ texts::missing_address() }{ " " }<code class="address">{ address }</code></p>
            }
            <p>{ texts::missing_demo() }</p>
        </>
    };
    notice(&advice, more, None)
}
