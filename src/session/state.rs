//! What the screens show: a value, and how each event changes it.

use super::event::{Event, Failure, Found, Step};
use super::journal::Journal;
use super::task::UsbIds;
use core::time::Duration;
use esp8266_loader::event::{Event as Installing, Stage};
use esp8266_loader::install::Verification;
use esp8266_loader::ladder::Rung;
use std::rc::Rc;

/// All that the screens need to know of the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Which screen, and what is on it.
    pub phase: Phase,
    /// The adapter of the port that is or was open, where the system told.
    pub usb: Option<UsbIds>,
    /// The version that Python told since the port was opened.
    pub python: Option<String>,
    /// How the last installation that succeeded spoke to the board.
    pub served: Option<Rung>,
    /// The log of the last installation.
    pub journal: Journal,
    /// What failed last, until the next try.
    pub failure: Option<Failure>,
    /// The last bytes that the board sent before something failed.
    pub heard: Rc<[u8]>,
}

/// Which screen, and what is on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Phase {
    /// No port is open.
    #[default]
    Start,
    /// The port is being opened, or the board listened to.
    Looking,
    /// The port is open. What was found is known, and MicroPython can be installed.
    Offer(Found),
    /// An installation is under way.
    Installing(Progress),
    /// The terminal.
    Terminal(Python),
}

/// Whether the terminal has a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Python {
    /// Nobody waits for one: a program is being watched, or another firmware runs.
    Unknown,
    /// One should come any moment.
    Awaited,
    /// Seen.
    Ready,
    /// It did not come in time.
    Missing,
    /// It can't come: the board's file system is damaged.
    FilesystemCorrupt,
}

/// How far an installation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The part of the work.
    pub stage: Stage,
    /// Time since the installation began, when this part began.
    pub stage_began: Duration,
    /// Bytes of the image in flash, and all of them, while writing.
    pub written: Option<Written>,
    /// Whether what was written was compared.
    pub verification: Option<Verification>,
}

/// Bytes in flash while writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// So far.
    pub bytes: u32,
    /// At the end.
    pub of_bytes: u32,
    /// Time that the rest takes if it goes on as so far.
    pub remaining: Option<Duration>,
}

impl State {
    /// The state after an event.
    #[must_use]
    pub fn after(mut self, event: Event) -> Self {
        self.phase = self.phase_after(&event);
        match event {
            Event::Opening { usb } => {
                self.usb = usb;
                self.served = None;
                self.python = None;
                self.failure = None;
            }
            Event::InstallBegins { speed } => {
                self.python = None;
                self.failure = None;
                self.journal = Journal::new(speed);
            }
            Event::Install { at, event } => self.journal.push(at, event),
            Event::Installed(installed) => self.served = Some(installed.rung),
            Event::Banner { version } => self.python = Some(version),
            Event::Heard(heard) => self.heard = heard,
            Event::Failed(failure) => self.failure = Some(failure),
            Event::Closed | Event::PromptSeen => self.failure = None,
            _ => {}
        }
        self
    }

    fn phase_after(&self, event: &Event) -> Phase {
        match (event, &self.phase) {
            (Event::Opening { .. } | Event::Looking, _) => Phase::Looking,
            (Event::Found(Found::Prompt), _) => Phase::Terminal(Python::Ready),
            (Event::Found(found), _) => Phase::Offer(*found),
            (Event::OfferInstall, Phase::Terminal(Python::Ready)) => Phase::Offer(Found::Prompt),
            (Event::OfferInstall, _) => Phase::Offer(Found::Unknown),
            (Event::TerminalOpened, _) => Phase::Terminal(Python::Unknown),
            (Event::InstallBegins { .. }, _) => Phase::Installing(Progress::BEGINNING),
            (Event::Install { at, event }, Phase::Installing(progress)) => {
                Phase::Installing(progress.after(*at, event))
            }
            (Event::Installed(installed), Phase::Installing(progress)) => {
                let verification = Some(installed.verification);
                Phase::Installing(Progress { verification, ..progress.clone() })
            }
            (Event::AwaitingPrompt, Phase::Offer(_) | Phase::Terminal(_)) => {
                Phase::Terminal(Python::Awaited)
            }
            (Event::PromptSeen, Phase::Installing(_) | Phase::Terminal(_)) => {
                Phase::Terminal(Python::Ready)
            }
            // A board that was still starting when it was looked at.
            (Event::PromptSeen, Phase::Offer(found)) if *found != Found::Prompt => {
                Phase::Terminal(Python::Ready)
            }
            (Event::NoPrompt, _) => Phase::Terminal(Python::Missing),
            (Event::FilesystemCorrupt, _) => Phase::Terminal(Python::FilesystemCorrupt),
            (Event::Failed(Failure::Install(_)), _) => Phase::Offer(Found::Unknown),
            (Event::Failed(_) | Event::Closed, _) => Phase::Start,
            (_, phase) => phase.clone(),
        }
    }

    /// What is being done, as a report or a farewell names it.
    #[must_use]
    pub fn step(&self) -> Step {
        match &self.phase {
            Phase::Start | Phase::Looking => Step::Looking,
            Phase::Offer(_) => Step::Choosing,
            Phase::Installing(progress) if progress.stage < Stage::Erase => Step::Preparing,
            Phase::Installing(_) => Step::Writing,
            Phase::Terminal(_) => Step::Terminal,
        }
    }
}

impl Progress {
    const BEGINNING: Self = Self {
        stage: Stage::Connect,
        stage_began: Duration::ZERO,
        written: None,
        verification: None,
    };

    fn after(&self, at: Duration, event: &Installing) -> Self {
        match *event {
            Installing::Stage(stage) => {
                Self { stage, stage_began: at, written: None, verification: None }
            }
            Installing::Writing { flash_bytes: bytes, of_flash_bytes: of_bytes } => {
                let taken = at.saturating_sub(self.stage_began);
                let rest = of_bytes.saturating_sub(bytes);
                let remaining = taken.saturating_mul(rest).checked_div(bytes);
                Self { written: Some(Written { bytes, of_bytes, remaining }), ..self.clone() }
            }
            _ => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SpeedReason;
    use esp8266_loader::error::Error;

    fn after(events: impl IntoIterator<Item = Event>) -> State {
        events.into_iter().fold(State::default(), State::after)
    }

    fn connected(found: Found) -> Vec<Event> {
        vec![Event::Opening { usb: None }, Event::Looking, Event::Found(found)]
    }

    fn install(milliseconds: u64, event: Installing) -> Event {
        Event::Install { at: Duration::from_millis(milliseconds), event }
    }

    #[test]
    fn a_board_with_python_goes_straight_to_its_terminal() {
        assert_eq!(after(connected(Found::Prompt)).phase, Phase::Terminal(Python::Ready));
    }

    #[test]
    fn anything_else_is_offered_an_installation() {
        for found in [Found::Program, Found::Noise, Found::Silence] {
            assert_eq!(after(connected(found)).phase, Phase::Offer(found));
        }
    }

    #[test]
    fn a_prompt_that_comes_late_still_leads_to_the_terminal() {
        let mut events = connected(Found::Silence);
        events.push(Event::PromptSeen);
        assert_eq!(after(events).phase, Phase::Terminal(Python::Ready));
    }

    #[test]
    fn the_remaining_time_comes_from_the_speed_so_far() {
        let mut events = connected(Found::Silence);
        events.push(Event::InstallBegins { speed: SpeedReason::Fastest });
        events.push(install(1_000, Installing::Stage(Stage::Write)));
        events.push(install(3_000, Installing::Writing { flash_bytes: 50, of_flash_bytes: 200 }));
        let Phase::Installing(progress) = after(events).phase else { panic!("not installing") };
        let written = Written { bytes: 50, of_bytes: 200, remaining: Some(Duration::from_secs(6)) };
        assert_eq!(progress.written, Some(written));
    }

    #[test]
    fn a_failed_installation_leaves_the_board_connected_and_the_next_try_clean() {
        let mut events = connected(Found::Silence);
        events.push(Event::InstallBegins { speed: SpeedReason::Fastest });
        events.push(Event::Failed(Failure::Install(Error::StubSilent)));
        let failed = after(events);
        assert_eq!(failed.phase, Phase::Offer(Found::Unknown));
        assert_eq!(
            failed.clone().after(Event::InstallBegins { speed: SpeedReason::Fastest }).failure,
            None
        );
    }

    #[test]
    fn unplugging_leads_back_to_the_start_with_its_reason() {
        let mut events = connected(Found::Prompt);
        let unplugged = Failure::Unplugged { during: Step::Terminal };
        events.push(Event::Failed(unplugged.clone()));
        let state = after(events);
        assert_eq!((state.phase.clone(), state.failure.clone()), (Phase::Start, Some(unplugged)));
        assert_eq!(state.after(Event::Opening { usb: None }).failure, None);
    }
}
