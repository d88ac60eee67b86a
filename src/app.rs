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
use crate::terminal::{self, View as TerminalView};
use crate::texts;
use crate::words;
use elapsed::Elapsed;
use focus::Focus;
use leaving::Leaving;
use store::Store;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The page.
#[derive(Debug)]
pub struct App {
    store: Store,
    actions: Actions,
    terminal: TerminalView,
    redraw: Callback<()>,
    elapsed: Elapsed,
    leaving: Leaving,
    focus: Focus,
}

/// Why the page is drawn anew.
#[derive(Debug)]
pub enum Message {
    /// What it knows has changed, or time has passed.
    Changed,
    /// Something happened to the terminal.
    Terminal(terminal::Message),
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let redraw = ctx.link().callback(|()| Message::Changed);
        let store = Store::start(effects::carry_out, redraw.clone());
        let actions = actions(&store);
        let typed = actions.commands.reform(Command::Keys);
        let pasted = actions.commands.reform(Command::Paste);
        let told = ctx.link().callback(Message::Terminal);
        Self {
            terminal: TerminalView::new(store.terminal().clone(), typed, pasted, told),
            store,
            actions,
            redraw,
            elapsed: Elapsed::default(),
            leaving: Leaving::default(),
            focus: Focus::default(),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Changed => {
                self.follow();
                true
            }
            Message::Terminal(message) => self.terminal.update(message),
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let page = self.store.page();
        let state = &page.session;
        let is_terminal = is_terminal(&state.phase);
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
                    { screen(&page, &self.actions, self.elapsed.time()) }
                    { self.terminal.html(is_terminal) }
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

    fn rendered(&mut self, _ctx: &Context<Self>, _is_first: bool) {
        let page = self.store.page();
        let phase = &page.session.phase;
        self.focus.follow(phase);
        self.terminal.rendered(is_terminal(phase));
    }
}

impl App {
    /// Does what goes with what the page knows now: the clock of a stage, the warning before leaving, and
    /// the list of firmware as soon as it is needed.
    fn follow(&mut self) {
        let page = self.store.page();
        let stage = match &page.session.phase {
            Phase::Job(View::Install(progress)) => Some(progress.stage),
            _ => None,
        };
        let is_list_wanted = !matches!(page.session.phase, Phase::Start)
            && page.setup.firmware.list == List::Unasked;
        drop(page);
        self.elapsed.follow(stage, &self.redraw);
        self.leaving.follow(stage.is_some());
        if is_list_wanted {
            self.store.dispatch(Action::Setup(setup::Action::ListWanted));
        }
    }
}

fn is_terminal(phase: &Phase) -> bool {
    matches!(phase, Phase::Terminal(_))
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
            // Where nothing is ready to be installed, it can be chosen first.
            store.command(match request {
                Some(request) => Command::Start(Job::Install(request)),
                None => Command::OfferInstall,
            });
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
