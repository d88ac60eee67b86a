//! A job, with what there is to say of it.

use super::port::CalledPort;
use super::work::{Stub, perform};
use super::{Done, Told, Wanted};
use crate::desk::board::Progress;
use crate::desk::board::words;
use crate::loader::Task;
use core::cell::RefCell;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Waker};
use core::time::Duration;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::leave::Restart;
use serial_line::SerialLine as _;
use std::collections::VecDeque;
use std::rc::Rc;
use workbench_api::{Answer, Call, Ended, LoaderJob, LoaderStart, Step};

/// A job. Dropped before its end it says so.
pub(crate) struct Job {
    port: CalledPort,
    steps: Rc<RefCell<VecDeque<Step>>>,
    work: Pin<Box<dyn Future<Output = ()>>>,
    is_over: bool,
    wanted: Rc<Wanted>,
}

impl Job {
    /// Begins. `wanted` is told what happens.
    pub(crate) fn new(
        task: Task,
        start: &LoaderStart<'_>,
        now: Duration,
        wanted: Rc<Wanted>,
    ) -> Self {
        let python = start.python.map(Into::into);
        wanted.tell(Told::Begun { task: task.clone(), usb: start.usb, python });
        let port = CalledPort::new(now);
        let teller = Teller {
            clock: port.clone(),
            began: now,
            progress: Progress::new(task.clone()),
            has_modem_lines: true,
            steps: Rc::default(),
            wanted: Rc::clone(&wanted),
        };
        let steps = Rc::clone(&teller.steps);
        let work = run(port.clone(), task, (&start.stub).into(), start.skipped_rungs, teller);
        let mut job = Self { port, steps, work: Box::pin(work), is_over: false, wanted };
        job.go_on();
        job
    }

    fn go_on(&mut self) {
        if !self.is_over {
            let mut context = Context::from_waker(Waker::noop());
            // All that it waits for is answered, after which it is polled.
            self.is_over = self.work.as_mut().poll(&mut context).is_ready();
        }
    }
}

impl LoaderJob for Job {
    fn step(&mut self) -> Option<Step> {
        self.steps.borrow_mut().pop_front()
    }

    fn call(&mut self) -> Option<Call> {
        self.port.call()
    }

    fn answer(&mut self, answer: Answer, now: Duration) {
        self.port.answer(answer, now);
        self.go_on();
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if !self.is_over {
            self.wanted.tell(Told::Dropped);
        }
    }
}

/// Tells the page in steps, and the panel all.
struct Teller {
    clock: CalledPort,
    began: Duration,
    progress: Progress,
    has_modem_lines: bool,
    steps: Rc<RefCell<VecDeque<Step>>>,
    wanted: Rc<Wanted>,
}

async fn run(mut port: CalledPort, task: Task, stub: Stub, skipped_rungs: u8, mut teller: Teller) {
    teller.say();
    let mut events = |event| teller.event(event);
    let outcome = perform(&mut port, &task, &stub, skipped_rungs, &mut events).await;
    let is_by_hand = match &outcome {
        Ok((_, restart)) => *restart == Some(Restart::NoModemLines),
        Err(_) => !teller.has_modem_lines,
    };
    let outcome: Result<Done, _> = outcome.map(|(done, _)| done);
    let ended = if outcome.is_ok() { Ended::Done } else { Ended::Failed };
    teller.wanted.tell(Told::Ended(teller.elapsed(), outcome));
    teller.step(Step::Ended(ended));
    teller.step(Step::Restarted { is_by_hand });
}

impl Teller {
    fn event(&mut self, event: LoaderEvent) {
        match event {
            LoaderEvent::Stage(Stage::Erase | Stage::Write) => self.step(Step::Committed),
            LoaderEvent::NoModemLines => self.has_modem_lines = false,
            _ => {}
        }
        let at = self.elapsed();
        self.progress.learn(at, &event);
        self.wanted.tell(Told::Loader(at, event));
        self.say();
    }

    fn say(&self) {
        self.step(Step::Said(words::line(&self.progress)));
    }

    fn step(&self, step: Step) {
        self.steps.borrow_mut().push_back(step);
    }

    fn elapsed(&self) -> Duration {
        self.clock.now().saturating_sub(self.began)
    }
}
