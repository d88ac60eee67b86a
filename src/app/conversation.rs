//! The session's task, and the page's picture of it.

use crate::STUB;
use crate::serial::ChosenPort;
use crate::session::{Command, Event, Outside, State, run};
use crate::terminal::Handle;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use std::cell::RefCell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the page has of the session.
pub(super) struct Conversation {
    pub(super) state: State,
    pub(super) wish: Callback<Command<ChosenPort>>,
    pub(super) terminal: Handle,
}

#[derive(Default, PartialEq)]
struct Picture(State);

impl Reducible for Picture {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        Rc::new(Self(self.0.clone().after(event)))
    }
}

/// Events change the picture; what the board says goes straight to the terminal.
struct Page {
    picture: UseReducerDispatcher<Picture>,
    terminal: Handle,
}

impl Outside for Page {
    fn event(&mut self, event: Event) {
        if matches!(event, Event::Opening { .. } | Event::InstallBegins { .. }) {
            self.terminal.reset();
        }
        self.picture.dispatch(event);
    }

    fn output(&mut self, bytes: &[u8]) {
        self.terminal.write(bytes);
    }

    async fn room(&mut self) {
        self.terminal.room().await;
    }
}

/// What is made once for the life of the page.
struct Made {
    terminal: Handle,
    wish: Callback<Command<ChosenPort>>,
    /// Until the task takes them.
    commands: RefCell<Option<UnboundedReceiver<Command<ChosenPort>>>>,
}

impl Made {
    fn new() -> Self {
        let (sender, receiver) = unbounded();
        let wish = Callback::from(move |command| {
            // The task ends only with the page.
            let _ = sender.unbounded_send(command);
        });
        Self { terminal: Handle::default(), wish, commands: RefCell::new(Some(receiver)) }
    }
}

/// Starts the task, once for the life of the page.
#[hook]
pub(super) fn use_conversation() -> Conversation {
    let picture = use_reducer(Picture::default);
    let made = use_memo((), |()| Made::new());
    {
        let (made, picture) = (made.clone(), picture.dispatcher());
        use_effect_with((), move |()| {
            if let Some(commands) = made.commands.take() {
                let terminal = made.terminal.clone();
                spawn_local(run(commands, Page { picture, terminal }, STUB));
            }
        });
    }
    Conversation {
        state: picture.0.clone(),
        wish: made.wish.clone(),
        terminal: made.terminal.clone(),
    }
}
