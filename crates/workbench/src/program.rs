use crate::job::Job;
use crate::paste::pasted;
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::Outcome;
use std::cell::RefCell;
use std::rc::Rc;
use workbench_api::{Pasted, PromptJob, Request, Workbench};

/// The workbench; clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct Program {
    outcome: Rc<RefCell<Option<Outcome>>>,
}

impl Program {
    /// What came of the last job. It is there before the page is told how that
    /// [ended](workbench_api::Step::Ended), until another one ends.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.borrow().clone()
    }
}

impl Workbench for Program {
    fn job(&self, request: &Request, sending: Sending, now: Duration) -> Box<dyn PromptJob> {
        Box::new(Job::new(request.clone(), sending, now, Rc::clone(&self.outcome)))
    }

    fn pasted(&self, text: &str, is_at_empty_prompt: bool) -> Pasted {
        pasted(text, is_at_empty_prompt)
    }
}
