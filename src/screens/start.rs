//! Before a board is connected: one button, and what will happen.

use crate::app::{Choosing, system, user_agent};
use crate::components::{Button, Heading, Kind, Notice, rich, steps};
use crate::serial::{Filter, Missing, support};
use crate::session::Failure;
use crate::texts;
use crate::words::{self, Browser, System};
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// Why the last connection ended, where it was not the person's wish.
    pub failure: Option<Failure>,
    /// The ways to a port.
    pub choosing: Choosing,
    /// Makes the report for a helper.
    pub report: Callback<(), String>,
}

/// The start screen.
#[component]
pub fn Start(props: &Props) -> Html {
    let trouble = match (&props.choosing.refused, &props.failure) {
        (Some(refused), _) => Some(refused.clone()),
        (None, Some(failure)) => Some(words::failure(failure, system())),
        (None, None) => None,
    };
    let is_first = trouble.is_none();
    html! {
        <section class="card start">
            <Heading text={texts::start_heading()} takes_focus={false} />
            <p class="lead">{ texts::start_lead() }</p>
            if let Some(advice) = trouble {
                <Notice {advice} report={props.report.clone()} />
            }
            {
                match support() {
                    Ok(()) => connect(&props.choosing, is_first),
                    Err(missing) => unsupported(missing),
                }
            }
            <div class="demo">
                <Button
                    label={if props.choosing.is_busy { texts::start_demo_loading() } else { texts::start_demo() }}
                    disabled={props.choosing.is_busy}
                    pressed={props.choosing.demo.clone()}
                />
                <p>{ texts::start_demo_about() }</p>
            </div>
        </section>
    }
}

fn connect(choosing: &Choosing, is_first: bool) -> Html {
    let pick = |filter| choosing.choose.reform(move |()| filter);
    let label = if choosing.is_busy { texts::start_connecting() } else { texts::start_connect() };
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
                <Button
                    {label}
                    kind={Kind::Primary}
                    disabled={choosing.is_busy}
                    pressed={pick(Filter::KnownAdapters)}
                />
                <Button
                    label={texts::start_every_port()}
                    kind={Kind::Quiet}
                    disabled={choosing.is_busy}
                    pressed={pick(Filter::EveryPort)}
                />
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
    html! {
        <Notice {advice}>
            if let Some(address) = address {
                if missing == Missing::Frame {
                    <p><a href={address} target="_blank">{ texts::missing_own_tab() }</a></p>
                } else {
                    <p>{ texts::missing_address() }{ " " }<code class="address">{ address }</code></p>
                }
            }
            <p>{ texts::missing_demo() }</p>
        </Notice>
    }
}
