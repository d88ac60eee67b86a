//! The page as a whole: which screen is on, and where its wishes go.

mod choosing;
mod conversation;
mod elapsed;
mod firmware;
mod focus;
mod speed;

use crate::components::{Report, log};
use crate::screens::{Installing, Offer, Start, Tools};
use crate::session::{Browser, Command, InstallRequest, Phase, State, report};
use crate::terminal::use_view;
use crate::texts;
use crate::words::{self, System};
pub use choosing::Choosing;
use choosing::use_choosing;
use conversation::use_conversation;
use elapsed::use_elapsed;
use esp8266_loader::install::{Erase, Options};
use firmware::use_firmware;
pub use firmware::{Choice, Chosen, Shelf};
use focus::use_focus_on_heading;
use gloo::events::{EventListener, EventListenerOptions};
use speed::{use_keeping_the_speed, with_known_speed};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The page.
#[component]
pub fn App() -> Html {
    let conversation = use_conversation();
    let (state, wish) = (&conversation.state, &conversation.wish);
    let choosing = use_choosing(wish);
    let firmware = use_firmware(!matches!(state.phase, Phase::Start));
    let options = use_state(Options::default);
    use_keeping_the_speed(state);
    let stage = match &state.phase {
        Phase::Installing(progress) => Some(progress.stage),
        _ => None,
    };
    let elapsed = use_elapsed(stage);
    use_warning_before_leaving(stage.is_some());
    use_focus_on_heading(&state.phase);
    let is_terminal = matches!(state.phase, Phase::Terminal(_));
    let view = use_view(&conversation.terminal, is_terminal, &wish.reform(Command::Keys));

    let report = report_of(state, firmware.chosen.name());
    let install = |options: Options| {
        let (firmware, wish) = (firmware.chosen.ready().cloned(), wish.clone());
        let usb = state.usb;
        Callback::from(move |()| {
            if let Some(firmware) = &firmware {
                let prepared = firmware.prepared.clone();
                let (options, speed) = with_known_speed(options.clone(), usb);
                wish.emit(Command::Install(InstallRequest { prepared, options, speed }));
            }
        })
    };
    let screen = match &state.phase {
        Phase::Start => {
            Start { failure: state.failure.as_ref(), choosing: &choosing, report: &report }.html()
        }
        Phase::Looking => html! {
            <section key="looking" class="card">
                <h1 tabindex="-1">{ texts::looking_heading() }</h1>
                <p class="busy">{ texts::looking_about() }</p>
            </section>
        },
        Phase::Offer(found) => Offer {
            found: *found,
            failure: state.failure.as_ref(),
            firmware: &firmware,
            options: &options,
            changed: &{
                let options = options.setter();
                Callback::from(move |changed| options.set(changed))
            },
            install: install(Options::clone(&options)),
            wish,
            report: &report,
        }
        .html(),
        Phase::Installing(progress) => {
            Installing { progress, elapsed, journal: &state.journal }.html()
        }
        Phase::Terminal(python) => Tools {
            python: *python,
            version: state.python.as_deref(),
            outcome: words::outcome(&state.journal),
            terminal: &conversation.terminal,
            wish,
            erase_and_install: install(Options {
                erase: Erase::WholeChip,
                ..Options::clone(&options)
            }),
            report: &report,
        }
        .html(),
    };
    html! {
        <>
            <header class="top">
                <p class="name"><img src="icons/boardwalk.svg" alt="" width="28" height="28" />{ texts::page_name() }</p>
                if choosing.is_demo && !matches!(state.phase, Phase::Start) {
                    { demo_mark() }
                }
            </header>
            <main>
                <p class="spoken" role="status">{ words::status(state).to_string() }</p>
                { screen }
                { view }
                if is_terminal && !state.journal.entries().is_empty() {
                    { log(texts::terminal_log(), &state.journal) }
                }
            </main>
            <footer>
                <p>{ texts::page_promise() }{ " " }<a href="notices.html">{ texts::page_notices() }</a></p>
            </footer>
        </>
    }
}

/// Says that nothing is real here, and lets time run.
fn demo_mark() -> Html {
    let changed = Callback::from(|event: Event| {
        if let Some(box_) = event.target_dyn_into::<HtmlInputElement>() {
            crate::demo::hurry(box_.checked());
        }
    });
    html! {
        <div class="demo-mark">
            <strong>{ texts::page_demo_mark() }</strong>
            <span>{ texts::page_demo_about() }</span>
            <label><input type="checkbox" onchange={changed} />{ texts::page_demo_hurry() }</label>
        </div>
    }
}

fn report_of(state: &State, firmware: Option<String>) -> Report {
    let state = state.clone();
    Callback::from(move |()| {
        let location = web_sys::window().map(|window| window.location());
        let part = |part: Option<Result<String, _>>| part.and_then(Result::ok).unwrap_or_default();
        let page = part(location.as_ref().map(web_sys::Location::origin))
            + &part(location.as_ref().map(web_sys::Location::pathname));
        let browser = Browser { user_agent: user_agent(), page };
        report(&state, &browser, firmware.as_deref())
    })
}

/// What the browser says it is.
pub(crate) fn user_agent() -> String {
    let window = web_sys::window();
    window.and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// The system that the browser runs on.
pub(crate) fn system() -> System {
    System::of(&user_agent())
}

/// Closing the tab in the middle of writing leaves a board without firmware: ask first.
#[hook]
fn use_warning_before_leaving(is_installing: bool) {
    use_effect_with(is_installing, |is_installing| {
        let listener = is_installing.then(web_sys::window).flatten().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(listener)
    });
}
