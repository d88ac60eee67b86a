//! What happened on the wire and on the screen in one job at the prompt.

use super::job::Kind;
use super::step::Step;
use crate::place::Place;
use crate::port::Notes;
use boardwalk::session::{Event, Failure, Notice};
use core::time::Duration;
use micropython_repl::job::Outcome;

/// How the page stands when a job is over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    /// With a prompt.
    Prompt,
    /// It says that none came.
    NoPrompt,
    Failed(Failure),
}

/// From the click to the end, as the port and the screen saw it.
#[derive(Debug)]
pub(crate) struct Log {
    kind: Kind,
    pub(crate) now: Place,
    /// The board was looked at, and this connection is ready for a job.
    pub(crate) is_connected: bool,
    /// The steps in the order in which they began.
    steps: Vec<(Step, Place)>,
    /// When the job was begun on the screen.
    pub(crate) began: Option<Place>,
    /// What came of it, and when the page was told.
    pub(crate) outcome: Option<(Outcome, Duration)>,
    pub(crate) end: Option<(End, Place)>,
    /// What a person was shown of a program.
    pub(crate) shown: Vec<u8>,
    /// How often something was sent.
    pub(crate) writes: usize,
    is_calm: bool,
}

impl Log {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            now: Place::default(),
            is_connected: false,
            steps: Vec::new(),
            began: None,
            outcome: None,
            end: None,
            shown: Vec::new(),
            writes: 0,
            is_calm: false,
        }
    }

    /// One of a job that nothing strikes any more.
    pub(crate) fn calm(kind: Kind) -> Self {
        Self { is_calm: true, ..Self::new(kind) }
    }

    pub(crate) fn event(&mut self, event: &Event) {
        match event {
            Event::Probed(_) => self.is_connected = true,
            Event::WorkStarted(_) => {
                self.began = Some(self.now);
                self.steps.push((Step::TakeOver, self.now));
            }
            Event::Notice(Notice::PromptSeen) if self.outcome.is_some() => self.end(End::Prompt),
            Event::Notice(Notice::NoPrompt) if self.outcome.is_some() => self.end(End::NoPrompt),
            Event::Failed(failure) => self.end(End::Failed(failure.clone())),
            _ => {}
        }
    }

    /// The page was told that it is over.
    pub(crate) fn ended(&mut self, outcome: Outcome) {
        self.outcome.get_or_insert((outcome, self.now.at));
    }

    pub(crate) fn output(&mut self, bytes: &[u8]) {
        if self.began.is_some() && self.end.is_none() {
            self.shown.extend_from_slice(bytes);
        }
    }

    fn end(&mut self, end: End) {
        self.end.get_or_insert((end, self.now));
    }

    /// The places from which to which a step lasted, at its first time.
    pub(crate) fn span(&self, step: Step) -> Option<(Place, Place)> {
        let index = self.steps.iter().position(|(begun, _)| *begun == step)?;
        let from = self.steps.get(index)?.1;
        let to = match self.steps.get(index + 1) {
            Some((_, place)) => *place,
            None => self.end.as_ref()?.1,
        };
        Some((from, to))
    }

    /// The whole of it.
    pub(crate) fn whole(&self) -> Option<(Place, Place)> {
        Some((self.began?, self.end.as_ref()?.1))
    }

    /// How long it was until the page's own word, or until the end where there was none.
    pub(crate) fn took(&self) -> Option<Duration> {
        let ended = self.outcome.as_ref().map(|(_, at)| *at);
        let until = ended.or(self.end.as_ref().map(|(_, place)| place.at))?;
        Some(until.saturating_sub(self.began?.at))
    }
}

impl Notes for Log {
    fn now(&mut self) -> &mut Place {
        &mut self.now
    }

    fn is_calm(&self) -> bool {
        self.is_calm
    }

    fn wrote(&mut self, bytes: &[u8]) {
        let Some(&(now, _)) = self.steps.last() else { return };
        self.writes += 1;
        if let Some(step) = Step::begun_by_writing(bytes, self.kind, now) {
            self.steps.push((step, self.now));
        }
    }

    fn heard(&mut self, bytes: &[u8]) {
        let mut left = bytes;
        while let Some(&(now, _)) = self.steps.last()
            && let Some((step, mark)) = Step::begun_by_hearing(left, now)
        {
            left = &left[mark..];
            let place = Place { heard: self.now.heard - left.len() as u64, ..self.now };
            self.steps.push((step, place));
        }
    }
}
