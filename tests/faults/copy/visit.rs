//! One person with a program that has the loader: does it while something goes wrong, and then once more.

use super::work::{self, Claim, Work};
use crate::log::{End, Log};
use crate::port::{Person, Plan, Plug};
use crate::visit::{Lasting, Outcome, old_board, press_buttons};
use boardwalk::session::jobs::JobEvent;
use boardwalk::session::{ClosedPort as _, Event, Failure};
use core::cell::RefCell;
use core::time::Duration;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::install::Verification;
use esp8266_loader::ladder::Rung;
use std::rc::Rc;
use virtual_board::{Config, JumpingClock, SharedBoard};

/// Does it on a board full of old data, with a plan of what goes wrong on the way.
pub(super) fn visit(
    work: Work,
    config: Config,
    ladder: &[Rung],
    plan: Plan,
    lasting: Lasting,
) -> Outcome {
    let board = old_board(work.config(config));
    work::prepare(&board);
    let clock = JumpingClock::new();
    let host_delay = plan.host_delay();
    let attempt = |plan, log: Log| once(work, &board, &clock, ladder, plan, log);
    let (log, is_false) = attempt(plan, Log::default());
    let overrun = log.overrun(Duration::ZERO, host_delay);
    let claim = log.is_ready().then_some(Verification::Md5);
    let recovered = (!log.is_ready() && lasting == Lasting::Passes).then(|| {
        board.borrow_mut().plug();
        let calm = Log { is_calm: true, ..Log::default() };
        let (log, is_false) = attempt(Plan::default(), calm);
        log.is_ready() && !is_false
    });
    Outcome { log, claim, is_false, overrun, recovered }
}

/// Opens the port and does it. Returns what happened, and whether something was claimed that is not so.
fn once(
    work: Work,
    board: &SharedBoard,
    clock: &JumpingClock,
    ladder: &[Rung],
    plan: Plan,
    log: Log,
) -> (Log, bool) {
    let log = Rc::new(RefCell::new(log));
    let person = plan.person;
    let plug = Plug { board: Rc::clone(board), clock: clock.clone(), log: Rc::clone(&log), plan };
    let claim = pollster::block_on(async {
        let mut port = plug.open(115_200).await.unwrap();
        let mut events = |event: LoaderEvent| {
            if event == LoaderEvent::NoModemLines && person == Person::PressesButtons {
                press_buttons(board, &log.borrow());
            }
            let mut log = log.borrow_mut();
            let at = board.borrow().now();
            log.now.at = at;
            log.event(&Event::Job(JobEvent::Loader { at, event }));
        };
        work.run(board, &mut port, ladder, &mut events).await
    });
    let mut log = log.take();
    let (end, is_false) = match claim {
        Claim::True => (End::Ready, false),
        Claim::False => (End::Ready, true),
        Claim::None(error) => (End::Failed(Failure::Job(error)), false),
    };
    log.end = Some((end, log.now));
    (log, is_false)
}
