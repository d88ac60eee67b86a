//! Getting a port: from the browser's window, or the one of the demo board.

use crate::demo;
use crate::serial::{ChosenPort, Filter, choose};
use crate::session::Command;
use crate::words::{self, Advice};
use core::future::Future;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the start screen can ask for, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choosing {
    /// Opens the browser's window.
    pub choose: Callback<Filter>,
    /// Takes the board in the page.
    pub demo: Callback<()>,
    /// The port that is or was open is the demo board's.
    pub is_demo: bool,
    /// The browser's window is open, or the demo board on its way.
    pub is_busy: bool,
    /// Why there is no port.
    pub refused: Option<Advice>,
}

/// The ways to a port.
#[hook]
pub(super) fn use_choosing(wish: &Callback<Command<ChosenPort>>) -> Choosing {
    let is_demo = use_state(|| false);
    let is_busy = use_state(|| false);
    let refused = use_state(|| None::<Advice>);
    let begin = {
        let (wish, is_demo) = (wish.clone(), is_demo.clone());
        let (is_busy, refused) = (is_busy.clone(), refused.clone());
        move |from_demo: bool| {
            let (wish, is_demo) = (wish.clone(), is_demo.clone());
            let (is_busy, refused) = (is_busy.clone(), refused.clone());
            is_busy.set(true);
            refused.set(None);
            move |outcome: Result<ChosenPort, Advice>| {
                is_busy.set(false);
                match outcome {
                    Ok(port) => {
                        is_demo.set(from_demo);
                        wish.emit(Command::Connect(port));
                    }
                    Err(advice) => refused.set(Some(advice)),
                }
            }
        }
    };
    let choose = {
        let begin = begin.clone();
        Callback::from(move |filter| {
            // Asked for right here: browsers open their window only for a click.
            let chosen = choose(filter);
            settle(chosen, |error| words::choose(&error, super::system()), begin(false));
        })
    };
    let demo = Callback::from(move |()| {
        settle(demo::choose(), |error| words::demo(&error.0), begin(true));
    });
    Choosing { choose, demo, is_demo: *is_demo, is_busy: *is_busy, refused: (*refused).clone() }
}

fn settle<E: 'static>(
    chosen: impl Future<Output = Result<ChosenPort, E>> + 'static,
    advice: impl FnOnce(E) -> Advice + 'static,
    end: impl FnOnce(Result<ChosenPort, Advice>) + 'static,
) {
    spawn_local(async move { end(chosen.await.map_err(advice)) });
}
