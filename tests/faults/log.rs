//! What happened on the wire and on the screen in one installation.

use crate::place::Place;
use crate::port::Notes;
use crate::stage::Stage;
use boardwalk::session::jobs::JobEvent;
use boardwalk::session::{Event, Failure, Notice};
use core::time::Duration;
use esp8266_loader::event::{LoaderEvent, Stage as LoaderStage};
use virtual_board::Call;

/// One command, and where it began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) opcode: u8,
    pub(crate) place: Place,
}

/// How an installation ended, on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    Ready,
    NoPrompt,
    CorruptFiles,
    Failed(Failure),
}

/// From the click to the end, as the port and the screen saw it.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Where the port is now.
    pub(crate) now: Place,
    /// The parts in the order in which they began; those of another attempt come again.
    pub(crate) stages: Vec<(Stage, Place)>,
    pub(crate) commands: Vec<Sent>,
    /// The page's own stages, each with the time it began.
    pub(crate) visits: Vec<(LoaderStage, Duration)>,
    pub(crate) retries: usize,
    pub(crate) end: Option<(End, Place)>,
    /// The page says that the person must press the board's button.
    pub(crate) asks_for_button: bool,
    /// What was planned is over: nothing strikes this installation.
    pub(crate) is_calm: bool,
}

impl Notes for Log {
    fn now(&mut self) -> &mut Place {
        &mut self.now
    }

    fn is_calm(&self) -> bool {
        self.is_calm
    }

    fn wrote(&mut self, bytes: &[u8]) {
        if let [0xC0, 0x00, opcode, ..] = *bytes {
            self.command(opcode);
        } else if bytes == b"\r" {
            self.enter();
        }
    }
}

impl Log {
    fn command(&mut self, opcode: u8) {
        let place = self.now;
        let Some(&(now, _)) = self.stages.last() else { return };
        if self.end.is_some() {
            return;
        }
        self.commands.push(Sent { opcode, place });
        if let Some(stage) = Stage::begun_by_command(opcode, now) {
            self.stages.push((stage, place));
        }
    }

    /// The session pressed Enter for a prompt that was overdue.
    fn enter(&mut self) {
        if matches!(self.stages.last(), Some((Stage::Prompt, _))) && self.end.is_none() {
            self.retries += 1;
        }
    }

    pub(crate) fn event(&mut self, event: &Event) {
        if let Some(stage) = Stage::begun_by(event) {
            self.stages.push((stage, self.now));
        }
        match event {
            Event::Job(JobEvent::Loader { event, .. }) => match event {
                LoaderEvent::Stage(stage) => self.visits.push((*stage, self.now.at)),
                LoaderEvent::Retrying { .. } => self.retries += 1,
                _ => {}
            },
            Event::ResetByHand => self.asks_for_button = true,
            Event::Notice(Notice::PromptSeen) => self.end(End::Ready),
            Event::Notice(Notice::NoPrompt) => self.end(End::NoPrompt),
            Event::Notice(Notice::FilesystemCorrupt) => self.end(End::CorruptFiles),
            Event::Failed(failure) => self.end(End::Failed(failure.clone())),
            _ => {}
        }
    }

    /// Only what ends an installation; before it begins, the same events tell of the looking.
    fn end(&mut self, end: End) {
        let looked = self.stages.is_empty() && !matches!(end, End::Failed(_));
        if self.end.is_none() && !looked {
            self.end = Some((end, self.now));
        }
    }

    /// The places from which to which a part ran, at its first time.
    pub(crate) fn span(&self, stage: Stage) -> Option<(Place, Place)> {
        let index = self.stages.iter().position(|(begun, _)| *begun == stage)?;
        let from = self.stages.get(index)?.1;
        let to = match self.stages.get(index + 1) {
            Some((_, place)) => *place,
            None => self.end.as_ref()?.1,
        };
        Some((from, to))
    }

    /// The visit to a stage that lasted longer than the stage's limit and some extra time, if one
    /// did.
    pub(crate) fn overrun(
        &self,
        prompt_limit: Duration,
        extra: Duration,
    ) -> Option<(String, Duration)> {
        let end = self.end.as_ref().map_or(self.now, |(_, place)| *place);
        let ends = self.visits.iter().skip(1).map(|(_, at)| *at).chain([end.at]);
        self.visits.iter().zip(ends).find_map(|((stage, from), to)| {
            let limit = match stage {
                LoaderStage::Restart => stage.limit() + prompt_limit,
                stage => stage.limit(),
            };
            let took = to.saturating_sub(*from);
            (took > limit + extra).then(|| (format!("{stage:?}"), took))
        })
    }

    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.end, Some((End::Ready, _)))
    }

    /// Whether something was done again that a sound installation does once.
    pub(crate) fn is_longer_than(&self, sound: &Self) -> bool {
        let controls = |log: &Self| {
            let calls = log.end.as_ref().map_or(log.now, |(_, place)| *place).calls;
            calls.of(Call::SetBaud) + calls.of(Call::SetSignals)
        };
        self.retries > 0
            || self.commands.len() > sound.commands.len()
            || controls(self) > controls(sound)
    }
}
