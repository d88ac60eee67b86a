//! A job, with what there is to say of it.

use crate::program::Ends;
use crate::words;
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::{self, Outcome};
use std::collections::VecDeque;
use std::rc::Rc;
use workbench_api::{Ended, PromptJob, Request, Step};

pub(crate) struct Job {
    request: Request,
    job: job::Job,
    /// What happened and was not told yet.
    told: VecDeque<Step>,
    ends: Rc<Ends>,
}

impl Job {
    /// Begins. `ends` is told what comes of it.
    pub(crate) fn new(request: Request, sending: Sending, now: Duration, ends: Rc<Ends>) -> Self {
        let job = job::Job::new(request.task.clone(), sending, now);
        let told = words::begun(&request).map(Step::Said).into_iter().collect();
        Self { request, job, told, ends }
    }

    fn tell(&mut self, step: job::Step) {
        self.told.extend(words::line(&self.request, &step).map(Step::Said));
        let step = match step {
            job::Step::Reading { .. } | job::Step::Saving(_) => return,
            job::Step::Running { asks } => Step::Running { asks },
            job::Step::Learnt(sending) => Step::Learnt(sending),
            job::Step::Ended(outcome) => {
                let ended = ended(&outcome);
                self.ends.tell(&self.request, outcome);
                Step::Ended(ended)
            }
            job::Step::Back { is_at_prompt } => Step::Back { is_at_prompt },
        };
        self.told.push_back(step);
    }
}

const fn ended(outcome: &Outcome) -> Ended {
    match outcome {
        Outcome::Ran { .. } => Ended::Ran,
        Outcome::Saved(_) => Ended::Saved,
        Outcome::Listed(_) | Outcome::Read(_) | Outcome::Done => Ended::Done,
        Outcome::Cancelled => Ended::Cancelled,
        Outcome::NameTaken | Outcome::Stuck { .. } | Outcome::Failed(_) => Ended::Failed,
    }
}

impl PromptJob for Job {
    fn transmit(&mut self) -> Option<Vec<u8>> {
        self.job.transmit()
    }

    fn output(&mut self) -> Option<Vec<u8>> {
        self.job.output()
    }

    fn step(&mut self) -> Option<Step> {
        while self.told.is_empty() {
            let step = self.job.step()?;
            self.tell(step);
        }
        self.told.pop_front()
    }

    fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.job.receive(bytes, now);
    }

    fn deadline(&self) -> Option<Duration> {
        self.job.deadline()
    }

    fn timeout(&mut self, now: Duration) {
        self.job.timeout(now);
    }

    fn keys(&mut self, keys: &[u8], now: Duration) {
        self.job.keys(keys, now);
    }

    fn keys_left(&mut self) -> Vec<u8> {
        self.job.keys_left()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Program;
    use micropython_repl::job::Task;
    use workbench_api::{Line, Workbench as _};

    /// A job on a board that never answers, to its end.
    fn steps(name: &str, task: Task) -> (Vec<Step>, Option<Outcome>) {
        let program = Program::default();
        let request = Request { name: name.into(), task };
        let mut job = program.job(&request, Sending::Unknown, Duration::ZERO);
        let mut steps = vec![];
        loop {
            while job.transmit().is_some() {}
            while let Some(step) = job.step() {
                steps.push(step);
            }
            match job.deadline() {
                Some(deadline) => job.timeout(deadline),
                None => return (steps, program.outcome()),
            }
        }
    }

    #[test]
    fn what_there_is_to_say_comes_before_what_it_is_about() {
        let (steps, outcome) = steps("a.py", Task::Remove { path: b"/a.py".as_slice().into() });
        assert_eq!(steps[0], Step::Said(Line::going("Removing a.py")));
        let [
            ..,
            Step::Said(Line::Trouble { what, .. }),
            Step::Ended(Ended::Failed),
            Step::Back { .. },
        ] = &steps[..]
        else {
            panic!("{steps:?}")
        };
        assert_eq!(what, "a.py was not removed.");
        assert!(matches!(outcome, Some(Outcome::Failed(_))), "{outcome:?}");
    }

    #[test]
    fn of_a_job_without_a_name_only_trouble_is_said() {
        let (steps, _) = steps("", Task::List { folder: b"/".as_slice().into() });
        let said: Vec<_> = steps.iter().filter(|step| matches!(step, Step::Said(_))).collect();
        assert!(matches!(said[..], [Step::Said(Line::Trouble { .. })]), "{steps:?}");
    }
}
