//! Before a board is connected: one button, and what will happen.

use crate::app::{Choosing, system, user_agent};
use crate::components::{Button, Kind, Report, notice, rich, steps};
use crate::serial::{Filter, Missing, support};
use crate::session::Failure;
use crate::texts;
use crate::words::{self, Browser, System};
use yew::prelude::*;

/// The start screen.
#[derive(Debug)]
pub struct Start<'a> {
    /// Why the last connection ended, where it was not the person's wish.
    pub failure: Option<&'a Failure>,
    /// The ways to a port.
    pub choosing: &'a Choosing,
    /// Makes the report for a helper.
    pub report: &'a Report,
}

impl Start<'_> {
    /// The screen.
    pub fn html(&self) -> Html {
        let trouble = match (&self.choosing.refused, self.failure) {
            (Some(refused), _) => Some(refused.clone()),
            (None, Some(failure)) => Some(words::failure(failure, system())),
            (None, None) => None,
        };
        let is_busy = self.choosing.is_busy;
        let demo = if is_busy { texts::start_demo_loading() } else { texts::start_demo() };
        html! {
            <section key="start" class="card start">
                <h1>{ texts::start_heading() }</h1>
                <p class="lead">{ texts::start_lead() }</p>
                if let Some(advice) = &trouble {
                    { notice(advice, Html::default(), Some(self.report)) }
                }
                {
                    match support() {
                        Ok(()) => connect(self.choosing, trouble.is_none()),
                        Err(missing) => unsupported(missing),
                    }
                }
                <div class="demo">
                    { Button::new(demo, self.choosing.demo.clone()).disabled(is_busy).html() }
                    <p>{ texts::start_demo_about() }</p>
                </div>
            </section>
        }
    }
}

fn connect(choosing: &Choosing, is_first: bool) -> Html {
    let is_busy = choosing.is_busy;
    let button = |label: &'static str, filter, kind| {
        let pressed = choosing.choose.reform(move |()| filter);
        Button::new(label, pressed).kind(kind).disabled(is_busy).html()
    };
    let label = if is_busy { texts::start_connecting() } else { texts::start_connect() };
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
                { button(label, Filter::KnownAdapters, Kind::Primary) }
                { button(texts::start_every_port(), Filter::EveryPort, Kind::Quiet) }
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
                if missing == Missing::Frame {
                    <p><a href={address} target="_blank">{ texts::missing_own_tab() }</a></p>
                } else {
                    <p>{ texts::missing_address() }{ " " }<code class="address">{ address }</code></p>
                }
            }
            <p>{ texts::missing_demo() }</p>
        </>
    };
    notice(&advice, more, None)
}
