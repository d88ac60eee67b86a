use crate::job::Job;
use crate::loader::{self, Told, Wanted};
use crate::paste::pasted;
use core::fmt;
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::Outcome;
use std::cell::RefCell;
use std::rc::Rc;
use workbench_api::{LoaderJob, LoaderStart, Pasted, PromptJob, Request, Workbench};

/// The workbench; clones are the same one.
#[derive(Clone, Default)]
pub struct Program {
    ends: Rc<Ends>,
    loader: Rc<Wanted>,
}

/// Who wants to know how jobs end.
type Ended = Box<dyn Fn(Request, Outcome)>;

/// How jobs have ended, and who wants to know.
#[derive(Default)]
pub(crate) struct Ends {
    last: RefCell<Option<Outcome>>,
    told: RefCell<Option<Ended>>,
}

impl Ends {
    pub(crate) fn tell(&self, request: &Request, outcome: Outcome) {
        if let Some(told) = &*self.told.borrow() {
            told(request.clone(), outcome.clone());
        }
        *self.last.borrow_mut() = Some(outcome);
    }
}

impl Program {
    /// What came of the last job. It is there before the page is told how that
    /// [ended](workbench_api::Step::Ended), until another one ends.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.ends.last.borrow().clone()
    }

    /// Has this told of each job that ends, in place of what was told before.
    pub fn on_ended(&self, told: impl Fn(Request, Outcome) + 'static) {
        *self.ends.told.borrow_mut() = Some(Box::new(told));
    }

    /// This is what the next job of the boot loader does.
    pub fn want(&self, task: loader::Task) {
        self.loader.want(task);
    }

    /// Has this told of all that happens in jobs of the boot loader, in place of what was told before.
    pub fn on_loader(&self, told: impl Fn(Told) + 'static) {
        self.loader.on_told(told);
    }
}

impl Workbench for Program {
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        Box::new(Job::new(request.clone(), sending, now, Rc::clone(&self.ends)))
    }

    fn loader_job(&self, start: &LoaderStart<'_>, now: Duration) -> Option<Box<dyn LoaderJob>> {
        let task = self.loader.take()?;
        Some(Box::new(loader::Job::new(task, start, now, Rc::clone(&self.loader))))
    }

    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted {
        pasted(text, is_at_empty_prompt)
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program").field("last", &self.ends.last).finish_non_exhaustive()
    }
}
