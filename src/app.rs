//! The page as a whole: which screen is on, and where its requests go.

mod effects;
mod elapsed;
mod focus;
mod kept;
mod leaving;
mod loading;
mod port_choice;
mod store;

use crate::browser::{page_address, user_agent};
use crate::components::{Report, log};
use crate::page::Action;
use crate::screens::{Actions, screen};
use crate::session::jobs::{Job, View};
use crate::session::{BoardKind, Command, Phase, ReportContext, report};
use crate::setup::{self, List};
use crate::terminal::use_view;
use crate::texts;
use crate::words;
use elapsed::use_elapsed;
use focus::use_focus_on_screen;
use leaving::use_warning_before_leaving;
use std::rc::Rc;
use store::{Store, use_store};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_store(effects::carry_out);
    let page = store.page();
    let state = &page.session;
    let stage = match &state.phase {
        Phase::Job(View::Install(progress)) => Some(progress.stage),
        _ => None,
    };
    let elapsed = use_elapsed(stage);
    use_warning_before_leaving(stage.is_some());
    use_focus_on_screen(&state.phase);
    use_list(&store, !matches!(state.phase, Phase::Start));
    let is_terminal = matches!(state.phase, Phase::Terminal(_));
    let actions = actions(&store);
    let view = use_view(store.terminal(), is_terminal, &actions.commands.reform(Command::Keys));
    html! {
        <>
            <header class="top">
                <p class="name"><img src="icons/boardwalk.svg" alt="" width="28" height="28" />{ texts::page_name() }</p>
                if state.adapter.board == BoardKind::Practice && !matches!(state.phase, Phase::Start) {
                    { practice_mark() }
                }
            </header>
            <main>
                <p class="spoken" role="status">{ words::status(state).to_string() }</p>
                { screen(&page, &actions, elapsed) }
                { view }
                if is_terminal && !state.log.entries().is_empty() {
                    { log(texts::terminal_log(), &state.log) }
                }
            </main>
            <footer>
                <p>{ texts::page_promise() }{ " " }<a href="notices.html">{ texts::page_notices() }</a></p>
            </footer>
        </>
    }
}

/// What the screens can ask for.
fn actions(store: &Store) -> Actions {
    let commands = {
        let store = store.clone();
        Callback::from(move |command| store.command(command))
    };
    let install = {
        let store = store.clone();
        Callback::from(move |erase| {
            let request = {
                let page = store.page();
                page.setup.request(&page.session, erase)
            };
            if let Some(request) = request {
                store.command(Command::Start(Job::Install(request)));
            }
        })
    };
    let pick_file = {
        let store = store.clone();
        Callback::from(move |file| effects::pick_file(&store, file))
    };
    Actions {
        commands,
        install,
        setup: store.dispatching(Action::Setup),
        pick_file,
        file_over: store.dispatching(Action::FileOver),
        choose: port_choice::asking_browser(store),
        practise: port_choice::fetching_practice(store),
        terminal: store.terminal().clone(),
        report: report_of(store),
    }
}

/// Asks for the list of firmware as soon as it is needed.
#[hook]
fn use_list(store: &Rc<Store>, is_wanted: bool) {
    let store = store.clone();
    use_effect_with(is_wanted, move |is_wanted| {
        let is_unasked = store.page().setup.firmware.list == List::Unasked;
        if *is_wanted && is_unasked {
            store.dispatch(Action::Setup(setup::Action::ListWanted));
        }
    });
}

/// Says that nothing is real here, and lets time run.
fn practice_mark() -> Html {
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

fn report_of(store: &Store) -> Report {
    let store = store.clone();
    Callback::from(move |()| {
        let page = store.page();
        let chosen = page.setup.firmware.chosen();
        let context = ReportContext {
            user_agent: user_agent(),
            page: page_address(),
            firmware: chosen.map(|chosen| chosen.pick.name().to_owned()),
            problem: page.problem(),
        };
        report(&page.session, &context)
    })
}
