use crate::job::Job;
use crate::paste::pasted;
use core::fmt;
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::Outcome;
use std::cell::RefCell;
use std::rc::Rc;
use workbench_api::{Pasted, PromptJob, Request, Workbench};

/// The workbench; clones are the same one.
#[derive(Clone, Default)]
pub struct Program {
    ends: Rc<Ends>,
}

/// Who wants to know how jobs end.
type Told = Box<dyn Fn(Request, Outcome)>;

/// How jobs have ended, and who wants to know.
#[derive(Default)]
pub(crate) struct Ends {
    last: RefCell<Option<Outcome>>,
    told: RefCell<Option<Told>>,
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
}

impl Workbench for Program {
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        Box::new(Job::new(request.clone(), sending, now, Rc::clone(&self.ends)))
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
