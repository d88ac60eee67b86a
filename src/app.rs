//! The page as a whole: which screen is on, and where its requests go.

mod effects;
mod elapsed;
mod focus;
mod kept;
mod leaving;
mod loading;
mod panels;
mod port_choice;
mod returning;
mod store;
mod tabs;

use crate::browser::{has_one_pane, page_address, user_agent};
use crate::components::{DropPlace, Report, drop_place, rich};
use crate::layout::{self, Pane};
use crate::page::{Action, Page, TerminalUse};
use crate::screens::{Actions, bar, screen};
use crate::session::jobs::View;
use crate::session::{BoardKind, Command, Phase, ReportContext, report};
use crate::setup::{self, List};
use crate::terminal::{self, View as TerminalView};
use crate::texts;
use crate::words;
use elapsed::Elapsed;
use focus::Focus;
use leaving::Leaving;
use panels::Panels;
use store::Store;
use web_sys::HtmlInputElement;
use workbench_api::Purpose;
use yew::prelude::*;

/// The page.
#[derive(Debug)]
pub struct App {
    store: Store,
    panels: Panels,
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
        let panels = Panels::default();
        let actions = actions(&store, &panels);
        let typed = actions.commands.reform(Command::Keys);
        let pasted = actions.commands.reform(Command::Paste);
        let told = ctx.link().callback(Message::Terminal);
        Self {
            terminal: TerminalView::new(store.terminal().clone(), typed, pasted, told),
            store,
            panels,
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
        let bar = bar(&page, &self.actions);
        let is_working = bar.is_some();
        let bar = bar.unwrap_or_default();
        html! {
            <>
                <header class="top">
                    <p class="name"><img src="icons/boardwalk.svg" alt="" width="28" height="28" /><span>{ texts::page_name() }</span></p>
                    { bar.state }
                    if state.adapter.board == BoardKind::Practice && !matches!(state.phase, Phase::Start) {
                        { practice_mark() }
                    }
                </header>
                { bar.act }
                <main>
                    <p class="spoken" role="status">{ rich(&words::status(state)) }</p>
                    <div key="kept" class="messages" ref={self.panels.kept()}></div>
                    { screen(&page, &self.actions, self.elapsed.time()) }
                    { self.panes(&page, is_working) }
                </main>
                { bar.tabs }
                { bar.more }
                if !is_working {
                    <footer>
                        <p>{ texts::page_promise() }{ " " }<a href="handout.html">{ texts::page_school() }</a>{ " · " }<a href="notices.html">{ texts::page_notices() }</a></p>
                    </footer>
                }
            </>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _is_first: bool) {
        let page = self.store.page();
        self.focus.follow(&page.session.phase);
        self.terminal.rendered(page.terminal_use(), page.layout.letters);
        drop(page);
        self.panels.follow(&self.store);
    }
}

impl App {
    /// The panes. They stay in their elements, whatever of them is shown.
    fn panes(&self, page: &Page, is_working: bool) -> Html {
        let layout = &page.layout;
        let front = match layout.front {
            Pane::Prompt => "prompt",
            Pane::Program => "program",
            Pane::Side(_) => "side",
        };
        html! {
            <div key="panes" class="panes" data-front={front}>
                <section class="pane program" aria-label={texts::pane_program()} hidden={!(is_working && layout.has_program)} ref={self.panels.program()}></section>
                { self.terminal_html(page) }
                <aside class="pane side" aria-label={texts::pane_side()} hidden={!page.has_panes() || layout.side.is_none()} ref={self.panels.side()}></aside>
            </div>
        }
    }

    /// The terminal. A file that is dropped there is saved to the board.
    fn terminal_html(&self, page: &Page) -> Html {
        let terminal_use = page.terminal_use();
        let place = (terminal_use == TerminalUse::Typing).then(|| {
            let dropped = self.actions.hand_over.reform(|files| (Purpose::Save, files));
            drop_place(page.is_file_over, &self.actions.file_over, dropped)
        });
        let (over, left, dropped) = match place {
            Some(DropPlace { over, left, dropped }) => (Some(over), Some(left), Some(dropped)),
            None => (None, None, None),
        };
        let is_over = page.is_file_over && over.is_some();
        // One form for every use: the terminal stays in its element.
        html! {
            <div
                key="terminal"
                class="drop"
                data-over={is_over.then_some("")}
                ondragover={over}
                ondragleave={left}
                ondrop={dropped}
            >
                { self.terminal.html(terminal_use) }
                <p class="dropping" hidden={!is_over}>{ texts::terminal_dropping() }</p>
                <div ref={self.panels.terminal()}></div>
            </div>
        }
    }

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
        let is_in_loader = page.session.is_in_loader();
        tabs::tell(&page.session);
        drop(page);
        self.elapsed.follow(stage, &self.redraw);
        self.leaving.follow(stage.is_some() || is_in_loader);
        if is_list_wanted {
            self.store.dispatch(Action::Setup(setup::Action::ListWanted));
        }
    }
}

/// What the screens can ask for.
fn actions(store: &Store, panels: &Panels) -> Actions {
    let commands = {
        let store = store.clone();
        Callback::from(move |command| store.command(command))
    };
    let install = {
        let store = store.clone();
        Callback::from(move |click| effects::install(&store, click))
    };
    let keep = {
        let (store, panels) = (store.clone(), panels.clone());
        Callback::from(move |()| {
            panels.keep();
            store.command(Command::OpenTerminal);
        })
    };
    let pick_file = {
        let store = store.clone();
        Callback::from(move |files| effects::pick_file(&store, files))
    };
    let hand_over = {
        let store = store.clone();
        Callback::from(move |(purpose, files)| effects::hand_over(&store, purpose, files))
    };
    let find = {
        let (store, panels) = (store.clone(), panels.clone());
        Callback::from(move |()| panels.search(&store))
    };
    let clear = {
        let store = store.clone();
        Callback::from(move |()| {
            store.terminal().clear();
            store.terminal().focus();
            store.dispatch(Action::TerminalCleared);
        })
    };
    Actions {
        commands,
        install,
        keep,
        setup: store.dispatching(Action::Setup),
        pick_file,
        hand_over,
        handover: store.dispatching(Action::Handover),
        layout: store.dispatching(Action::Layout),
        pane: store.dispatching(toggled),
        run: Callback::from({
            let (panels, store) = (panels.clone(), store.clone());
            move |()| {
                panels.run();
                // What it prints is seen where one pane is, too.
                if has_one_pane() {
                    store.dispatch(Action::Layout(layout::Action::Opened(Pane::Prompt)));
                }
            }
        }),
        save: Callback::from({
            let panels = panels.clone();
            move |()| panels.save()
        }),
        find,
        clear,
        file_over: store.dispatching(Action::FileOver),
        choose: port_choice::asking_browser(store),
        go_on: {
            let store = store.clone();
            Callback::from(move |()| returning::go_on(&store))
        },
        by_itself: returning::keeping(store),
        forget: returning::forgetting(store),
        take: tabs::taking(store),
        practise: port_choice::fetching_practice(store),
        terminal: store.terminal().clone(),
        report: report_of(store),
    }
}

/// Where one pane is seen at a time, a press shows it; elsewhere the next one closes it.
fn toggled(pane: Pane) -> Action {
    Action::Layout(if has_one_pane() {
        layout::Action::Opened(pane)
    } else {
        layout::Action::Toggled(pane)
    })
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
            <board-light data-on={texts::page_demo_light_on()} data-off={texts::page_demo_light_off()} />
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
