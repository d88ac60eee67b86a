//! Before a board is connected: one button, and what will happen.

use super::Actions;
use crate::browser::{system, user_agent};
use crate::components::{Button, Kind, notice, rich, steps};
use crate::page::{NoPort, Page, PortChoice, Practice};
use crate::serial::{Filter, Missing, support};
use crate::texts;
use crate::words::{self, Advice, Browser, System};
use yew::prelude::*;

/// The start screen.
pub(super) fn start(page: &Page, actions: &Actions) -> Html {
    let trouble = trouble(page);
    let supported = support();
    let is_supported = supported.is_ok();
    html! {
        <section key="start" class="card start">
            <h1>{ texts::start_heading() }</h1>
            <p class="lead">{ texts::start_lead() }</p>
            if let Some(installed) = words::installed(&page.session) {
                <p class="outcome">{ installed }</p>
            }
            if let Some(advice) = &trouble {
                { notice(advice, Html::default(), Some(&actions.report)) }
            }
            {
                match supported {
                    Ok(()) => connect(page, actions, trouble.is_none()),
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

/// Why there is no board: what was just tried says more than what was before it.
fn trouble(page: &Page) -> Option<Advice> {
    match &page.port_choice {
        PortChoice::Refused(NoPort::Chooser(error)) => Some(words::choose(error, system())),
        PortChoice::Refused(NoPort::Practice(said)) => Some(words::demo(said)),
        _ => page.session.failure.as_ref().map(|failure| words::failure(failure, system())),
    }
}

fn connect(page: &Page, actions: &Actions, is_first: bool) -> Html {
    let is_asking = page.port_choice == PortChoice::AskingBrowser;
    let is_busy = is_asking || matches!(page.port_choice, PortChoice::FetchingPractice(_));
    let button = |label: &'static str, filter, kind| {
        let pressed = actions.choose.reform(move |()| filter);
        Button::new(label, pressed).kind(kind).waiting(is_busy)
    };
    let label = if is_asking { texts::start_connecting() } else { texts::start_connect() };
    html! {
        <>
            <ol class="steps" aria-label={texts::start_steps_name()}>
                <li>{ rich(texts::start_step_plug()) }</li>
                <li>{ rich(texts::start_step_press()) }</li>
                <li>{ rich(texts::start_step_choose()) }</li>
            </ol>
            if system() == System::ChromeOs {
                <p>{ texts::start_chromebook() }</p>
            }
            <p class="actions">
                { button(label, Filter::KnownAdapters, Kind::Primary).first().html() }
                { button(texts::start_every_port(), Filter::EveryPort, Kind::Quiet).html() }
            </p>
            if is_first {
                <details class="help">
                    <summary>{ texts::list_heading() }</summary>
                    { steps(&words::not_listed(system())) }
                </details>
            }
        </>
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
