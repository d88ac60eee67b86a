//! A file of the person's on its way to the board. The workbench looks at what was picked, reads it and makes it
//! a job; here is what the page knows of it meanwhile, and of a save that was cut.
//!
//! Nothing here waits or touches a browser: [`Handover::update`] takes what happened and gives what is to
//! be done about it, and the page does that.

use crate::session::jobs::Job;
use crate::session::jobs::prompt::{Line, Request, Task};
use crate::session::{Adapter, Event, Phase, State};

/// How far it is, and whether somebody wants to see what came of the last one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handover {
    /// How far it is.
    pub step: Step,
    /// So often something was picked: the number of the last time.
    pub picks: u32,
    /// The person has read what came of the last job at the prompt.
    pub is_closed: bool,
    /// What was being saved when its board was lost.
    pub cut: Option<Cut>,
}

/// A file that was being saved when its board was lost. The board has the old one or the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What was to be done.
    pub request: Request,
    /// What the board was connected with.
    adapter: Adapter,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Step {
    /// Nothing was picked, or the session has it.
    #[default]
    Idle,
    /// The workbench has it, or is on its way.
    Taking,
    /// It was not taken.
    Refused(Refusal),
}

/// Why it was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// As the workbench says.
    Said(Line),
    /// A job has the board.
    Busy,
    /// The workbench can't be had, in the words of the browser.
    Unloaded(String),
}

/// Something that a person did, or that came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// They picked something.
    Picked,
    /// This is the job for what was picked at that time.
    Taken(u32, Result<Request, Refusal>),
    /// They want what was being saved to be saved again.
    SavedAgain,
    /// They do not.
    CutForgotten,
    /// They have read what stands there, or do not want it.
    Closed,
}

impl Handover {
    /// Takes what happened; gives the job that is to be started.
    pub fn update(&mut self, action: Action, session: &State) -> Option<Job> {
        match action {
            Action::Picked => {
                self.picks += 1;
                self.step = match session.is_working() {
                    true => Step::Refused(Refusal::Busy),
                    false => Step::Taking,
                };
                None
            }
            Action::Taken(picks, taken) => {
                // What was picked at one connection, or before something else, is not for now.
                if self.step != Step::Taking || self.picks != picks {
                    return None;
                }
                let at_prompt = matches!(session.phase, Phase::Terminal(_));
                let taken = if session.is_working() { Err(Refusal::Busy) } else { taken };
                self.step = Step::Idle;
                match taken {
                    Ok(request) => at_prompt.then_some(Job::Prompt(request)),
                    Err(refusal) => {
                        self.step = Step::Refused(refusal);
                        None
                    }
                }
            }
            Action::SavedAgain => Some(Job::Prompt(self.cut.take()?.request)),
            Action::CutForgotten => {
                self.cut = None;
                None
            }
            Action::Closed => {
                (self.step, self.is_closed) = (Step::Idle, true);
                None
            }
        }
    }

    /// Learns from what happened on a board, of which this was known before.
    pub fn learn(&mut self, event: &Event, before: &State) {
        let cut = match event {
            Event::Opening { adapter } => self.cut.take().filter(|cut| cut.adapter == *adapter),
            Event::WorkStarted(_) => None,
            Event::Closed | Event::Failed(_) => cut(before).or_else(|| self.cut.take()),
            _ => return,
        };
        *self = Self { cut, picks: self.picks, ..Self::default() };
    }
}

/// What was being saved.
fn cut(session: &State) -> Option<Cut> {
    let work = session.work.as_ref().filter(|work| !work.is_over())?;
    let request = work.request.as_ref()?;
    let is_save = matches!(request.task, Task::Save { .. });
    is_save.then(|| Cut { request: request.clone(), adapter: session.adapter })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::prompt::Work;
    use crate::session::{Activity, BoardKind, Failure, Found};

    fn at_prompt() -> State {
        State::default().after(Event::Probed(Found::Prompt))
    }

    fn save() -> Request {
        let task = Task::Save { path: b"/a.py".as_slice().into(), content: b"1".as_slice().into() };
        Request { name: "a.py".into(), task }
    }

    fn list() -> Request {
        Request { name: "".into(), task: Task::List { folder: b"/".as_slice().into() } }
    }

    fn busy() -> State {
        at_prompt().after(Event::WorkStarted(Work::new(Some(list()))))
    }

    /// After something was picked at a prompt.
    fn picked() -> Handover {
        let mut handover = Handover::default();
        assert_eq!(handover.update(Action::Picked, &at_prompt()), None);
        handover
    }

    #[test]
    fn what_was_picked_becomes_the_job_that_the_workbench_makes_of_it() {
        let mut handover = picked();
        assert_eq!(handover.step, Step::Taking);
        let taken = Action::Taken(1, Ok(save()));
        assert_eq!(handover.update(taken, &at_prompt()), Some(Job::Prompt(save())));
        assert_eq!(handover.step, Step::Idle);
    }

    #[test]
    fn what_is_not_taken_is_told() {
        let folder = Refusal::Said(Line::trouble("It is a folder.", "Take a file out of it."));
        for refusal in [folder, Refusal::Unloaded("Offline.".into())] {
            let mut handover = picked();
            let taken = Action::Taken(1, Err(refusal.clone()));
            assert_eq!(handover.update(taken, &at_prompt()), None);
            assert_eq!(handover.step, Step::Refused(refusal));
        }
    }

    #[test]
    fn a_board_that_works_takes_no_other_file() {
        let mut handover = Handover::default();
        handover.update(Action::Picked, &busy());
        assert_eq!(handover.step, Step::Refused(Refusal::Busy));
        let mut handover = picked();
        assert_eq!(handover.update(Action::Taken(1, Ok(save())), &busy()), None);
        assert_eq!(handover.step, Step::Refused(Refusal::Busy));
    }

    #[test]
    fn what_was_picked_for_one_board_does_not_go_to_the_next() {
        let mut handover = picked();
        handover.learn(&Event::Opening { adapter: Adapter::default() }, &at_prompt());
        let late = Action::Taken(1, Ok(save()));
        assert_eq!(handover.update(late.clone(), &at_prompt()), None);
        handover.update(Action::Picked, &at_prompt());
        assert_eq!(handover.update(late, &at_prompt()), None);
        assert_eq!(handover.step, Step::Taking);
    }

    #[test]
    fn what_was_given_up_while_it_was_taken_is_not_begun() {
        let mut handover = picked();
        handover.update(Action::Closed, &at_prompt());
        assert_eq!(handover.update(Action::Taken(1, Ok(save())), &at_prompt()), None);
    }

    #[test]
    fn a_save_that_was_cut_is_offered_again_on_such_a_board() {
        let saving = at_prompt().after(Event::WorkStarted(Work::new(Some(save()))));
        let unplugged = Event::Failed(Failure::Unplugged { during: Activity::Terminal });
        let mut handover = Handover::default();
        handover.learn(&unplugged, &saving);
        let lost = saving.after(unplugged.clone());
        let (mut other, mut same) = (handover.clone(), handover);
        same.learn(&Event::Opening { adapter: Adapter::default() }, &lost);
        let job = same.update(Action::SavedAgain, &at_prompt());
        assert_eq!(job, Some(Job::Prompt(save())));
        assert_eq!(same.cut, None);
        let adapter = Adapter { board: BoardKind::Practice, ..Adapter::default() };
        other.learn(&Event::Opening { adapter }, &lost);
        assert_eq!(other.cut, None);
    }

    #[test]
    fn what_was_saved_or_only_run_is_not_offered_again() {
        let mut handover = Handover::default();
        for task in [Task::Run { source: b"1".as_slice().into() }, list().task] {
            let begun = Event::WorkStarted(Work::new(Some(Request { name: "a.py".into(), task })));
            handover.learn(&Event::Closed, &at_prompt().after(begun));
            assert_eq!(handover.cut, None);
        }
        handover.learn(&Event::Closed, &at_prompt());
        assert_eq!(handover.cut, None);
    }

    #[test]
    fn what_came_of_a_job_is_closed_until_the_next_one_begins() {
        let mut handover = Handover::default();
        handover.update(Action::Closed, &at_prompt());
        assert!(handover.is_closed);
        handover.learn(&Event::WorkStarted(Work::new(Some(list()))), &at_prompt());
        assert!(!handover.is_closed);
    }
}
