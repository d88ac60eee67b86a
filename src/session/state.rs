//! What the screens show: a value, and how each event changes it.

use super::adapter::Adapter;
use super::event::{Event, Failure, Pasted};
use super::found::Found;
use super::jobs::install::InstallEvent;
use super::jobs::prompt::{Step, Work};
use super::jobs::{JobEvent, View};
use super::log::{Log, LogEntry};
use super::notice::Notice;
use esp8266_loader::event::{LoaderEvent, Stage};
use esp8266_loader::install::Installed;
use micropython_repl::place::Place;
use micropython_repl::signs::{Fault, Firmware};
use std::rc::Rc;

/// All that the screens need to know of the session.
///
/// Everything in it is about one connection of one board, the present or the last one: nothing
/// outlives [`Event::Opening`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Which screen, and what is on it.
    pub phase: Phase,
    /// The adapter of the port that is or was open.
    pub adapter: Adapter,
    /// Where Python is.
    pub place: Place,
    /// How often the board has restarted by itself since a person last did something to it.
    pub restarts: u32,
    /// What trouble the board is in, by its own words, until it is reset.
    pub fault: Option<Fault>,
    /// The firmware that speaks, where it is none of ours.
    pub firmware: Option<Firmware>,
    /// What became of the last paste, until something is typed at the board again.
    pub pasted: Option<Pasted>,
    /// Letters were typed that the prompt drops.
    pub are_letters_dropped: bool,
    /// The speed that a person has chosen, in baud.
    pub speed: Option<u32>,
    /// What the board says can't be read at the speed that the port has.
    pub is_other_speed: bool,
    /// What was typed waits for a job at the prompt to end.
    pub are_keys_waiting: bool,
    /// The last job at the prompt.
    pub work: Option<Work>,
    /// The version that Python told last.
    pub python: Option<String>,
    /// What was found when the board was connected, until its flash is changed.
    pub found: Found,
    /// A prompt was seen, and nothing was erased since: there are programs that somebody may want to keep.
    pub has_python: bool,
    /// What the last installation put on the board.
    pub installed: Option<Installed>,
    /// The name of the last installation's file, where that is not known to be MicroPython.
    pub other: Option<Rc<str>>,
    /// The board was to be reset and its adapter can't: a person has to press the board's button.
    pub is_reset_by_hand: bool,
    /// The log of the last job.
    pub log: Log,
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
    Probing,
    /// The port is open. What was found is known, and MicroPython can be installed.
    Offer(Offer),
    /// A job runs, or has ended and shows what came of it.
    Job(View),
    /// The terminal.
    Terminal(Python),
}

/// What is on the board, and who wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// What is on the board.
    pub found: Found,
    /// What brought it to the screen.
    pub reason: OfferReason,
}

/// What brings an offer to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferReason {
    /// There was no prompt when the board was connected. One that comes late changes that.
    NoPrompt,
    /// The person opened it, or a job ended without success: it stays until the person leaves it.
    Wanted,
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

impl State {
    /// The state after an event.
    #[must_use]
    pub fn after(mut self, event: Event) -> Self {
        if let Event::Opening { adapter } = event {
            return Self { phase: Phase::Probing, adapter, ..Self::default() };
        }
        let phase = core::mem::take(&mut self.phase);
        self.phase = phase_after(phase, &event, self.known());
        match event {
            Event::Pasted(pasted) => {
                self.are_letters_dropped &= pasted != Pasted::Dropped;
                self.pasted = Some(pasted);
            }
            Event::LettersDropped => self.are_letters_dropped = true,
            Event::Speed(baud) => {
                (self.speed, self.is_other_speed) = (Some(baud), false);
                self.place = Place::Unknown;
            }
            Event::Notice(Notice::OtherSpeed) => {
                (self.place, self.is_other_speed) = (Place::Unknown, true);
            }
            Event::WorkStarted(work) => {
                self.are_keys_waiting = false;
                if work.request.is_none() {
                    // It leaves the port at the usual speed.
                    (self.speed, self.is_other_speed) = (None, false);
                }
                self.work = Some(work);
            }
            Event::JobStarted(view) => {
                // They leave the port at the usual speed.
                (self.speed, self.is_other_speed) = (None, false);
                self.failure = None;
                self.is_reset_by_hand = false;
                self.log = Log::default();
                if matches!(view, View::Install(_)) {
                    (self.restarts, self.fault, self.firmware) = (0, None, None);
                    self.python = None;
                    self.installed = None;
                }
            }
            Event::Job(event) => self.note(event),
            Event::Notice(Notice::RestartedByItself) => self.restarts += 1,
            Event::Notice(Notice::Fault(fault)) => self.fault = Some(fault),
            Event::Notice(Notice::Firmware(firmware)) => self.firmware = Some(firmware),
            Event::AwaitingPrompt | Event::Restarted => {
                self.restarts = 0;
                self.fault = None;
                self.failure = None;
                self.is_reset_by_hand = false;
            }
            Event::ResetByHand => self.is_reset_by_hand = true,
            Event::Probed(found) if found != Found::Prompt => {
                self.is_other_speed = found == Found::Noise;
                if self.is_other_speed {
                    self.place = Place::Unknown;
                }
                self.found = found;
            }
            Event::Notice(Notice::Place(place)) => self.place = place,
            Event::Notice(Notice::PythonVersion(version)) => {
                self.python = Some(version);
                self.firmware = None;
            }
            Event::Notice(Notice::PromptSeen) | Event::Probed(Found::Prompt) => {
                self.has_python = true;
                self.is_other_speed = false;
                self.is_reset_by_hand = false;
            }
            Event::TerminalOpened | Event::Closed => self.failure = None,
            Event::Heard(heard) => self.heard = heard,
            Event::Failed(failure) => self.failure = Some(failure),
            _ => {}
        }
        self
    }

    /// What an offer that is opened anew says of the board.
    fn known(&self) -> Found {
        if self.has_python { Found::Unknown } else { self.found }
    }

    /// Whether MicroPython was installed on this connection and no prompt has come since. Where programs were kept,
    /// there was one before, and nobody can tell.
    #[must_use]
    pub const fn is_unstarted(&self) -> bool {
        let has_begun = self.has_python || self.is_reset_by_hand;
        self.installed.is_some() && self.other.is_none() && !has_begun
    }

    /// Whether the board talked when it was connected and could not be read, and nothing was installed since.
    #[must_use]
    pub fn came_unreadable(&self) -> bool {
        self.found == Found::Noise && !self.has_python && self.installed.is_none()
    }

    /// What of a job outlives its screen.
    fn note(&mut self, event: JobEvent) {
        match event {
            JobEvent::Begun(speed) => self.log.push(LogEntry::Speed(speed)),
            JobEvent::Loader { event, .. } => {
                match event {
                    // It comes only where more is erased than what is written.
                    LoaderEvent::Stage(Stage::Erase) => {
                        self.has_python = false;
                        self.found = Found::Unknown;
                    }
                    LoaderEvent::Stage(Stage::Write) => self.found = Found::Unknown,
                    LoaderEvent::Stage(Stage::Restart) => self.is_reset_by_hand = false,
                    LoaderEvent::NoModemLines => self.is_reset_by_hand = true,
                    _ => {}
                }
                self.log.push(LogEntry::Loader(event));
            }
            JobEvent::Install(InstallEvent::Named(other)) => self.other = other,
            JobEvent::Install(InstallEvent::Installed(installed)) => {
                self.installed = Some(installed);
            }
            JobEvent::Install(InstallEvent::FilesDamaged) => {
                self.installed = None;
                self.log.push(LogEntry::FilesDamaged);
            }
            JobEvent::KeysWait => self.are_keys_waiting = true,
            JobEvent::Prompt(step) => {
                if step == Step::Committed {
                    (self.has_python, self.found) = (false, Found::Unknown);
                    (self.python, self.installed, self.firmware) = (None, None, None);
                }
                let takes_keys = matches!(step, Step::Running { asks: true } | Step::Ended(_));
                self.are_keys_waiting &= !takes_keys;
                self.work = self.work.take().map(|work| work.after(step));
            }
            JobEvent::Unloaded(words) => {
                self.are_keys_waiting = false;
                self.work = self.work.take().map(|work| work.unloaded(words));
            }
        }
    }
}

fn phase_after(phase: Phase, event: &Event, known: Found) -> Phase {
    match (event, phase) {
        (Event::Probed(Found::Prompt), _) => Phase::Terminal(Python::Ready),
        (Event::Probed(found), _) => {
            Phase::Offer(Offer { found: *found, reason: OfferReason::NoPrompt })
        }
        (Event::OfferOpened | Event::JobCancelled, _) => wanted(known),
        (Event::Failed(Failure::Job(_)), _) => wanted(known),
        (Event::Failed(_) | Event::Closed, _) => Phase::Start,
        (Event::TerminalOpened, _) => Phase::Terminal(Python::Unknown),
        (Event::JobStarted(view), _) => Phase::Job(view.clone()),
        (Event::Job(event), Phase::Job(view)) => Phase::Job(view.after(event)),
        // A prompt says what is on the board; it takes nobody from what they are reading.
        (
            Event::Notice(Notice::PromptSeen),
            Phase::Offer(Offer { reason: OfferReason::Wanted, .. }),
        ) => wanted(Found::Prompt),
        (Event::Notice(Notice::PromptSeen), Phase::Offer(_)) => Phase::Terminal(Python::Ready),
        (event, phase @ (Phase::Terminal(_) | Phase::Job(View::Install(_)))) => match event {
            Event::AwaitingPrompt | Event::Restarted => Phase::Terminal(Python::Awaited),
            Event::Notice(Notice::PromptSeen) => Phase::Terminal(Python::Ready),
            Event::Notice(Notice::NoPrompt) => Phase::Terminal(Python::Missing),
            Event::Notice(Notice::ProgramRuns) => Phase::Terminal(Python::Unknown),
            Event::Notice(Notice::FilesystemCorrupt) => Phase::Terminal(Python::FilesystemCorrupt),
            _ => phase,
        },
        (Event::Restarted, Phase::Offer(offer)) => Phase::Offer(Offer { found: known, ..offer }),
        // A button of the offer was pressed.
        (Event::AwaitingPrompt, Phase::Offer(_)) => Phase::Terminal(Python::Awaited),
        (_, phase) => phase,
    }
}

const fn wanted(found: Found) -> Phase {
    Phase::Offer(Offer { found, reason: OfferReason::Wanted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::UsbIds;
    use crate::session::activity::Activity;
    use crate::session::jobs::{SpeedReason, install};
    use esp8266_loader::error::Error;

    fn after(events: impl IntoIterator<Item = Event>) -> State {
        events.into_iter().fold(State::default(), State::after)
    }

    fn connected(found: Found) -> Vec<Event> {
        vec![Event::Opening { adapter: Adapter::default() }, Event::Probing, Event::Probed(found)]
    }

    fn install_begins() -> Event {
        Event::JobStarted(View::Install(install::Progress::BEGINNING))
    }

    fn no_prompt_yet(found: Found) -> Phase {
        Phase::Offer(Offer { found, reason: OfferReason::NoPrompt })
    }

    #[test]
    fn a_board_with_python_goes_straight_to_its_terminal() {
        assert_eq!(after(connected(Found::Prompt)).phase, Phase::Terminal(Python::Ready));
    }

    #[test]
    fn anything_else_is_offered_an_installation() {
        for found in [Found::Program, Found::Noise, Found::Silence] {
            assert_eq!(after(connected(found)).phase, no_prompt_yet(found));
        }
    }

    #[test]
    fn a_prompt_that_comes_late_still_leads_to_the_terminal() {
        let state = after(connected(Found::Silence)).after(Event::Notice(Notice::PromptSeen));
        assert_eq!(state.phase, Phase::Terminal(Python::Ready));
    }

    #[test]
    fn a_prompt_takes_nobody_from_the_reason_of_a_failure() {
        let failure = Failure::Job(Error::OtherChip { magic: 9 });
        let mut events = connected(Found::Prompt);
        events.extend([Event::OfferOpened, install_begins(), Event::Failed(failure.clone())]);
        let state = after(events).after(Event::Notice(Notice::PromptSeen));
        assert_eq!((state.phase, state.failure), (wanted(Found::Prompt), Some(failure)));
    }

    #[test]
    fn nothing_takes_a_person_from_an_offer_that_they_opened() {
        let mut events = connected(Found::Prompt);
        events.extend([Event::AwaitingPrompt, Event::OfferOpened]);
        for later in [Notice::PromptSeen, Notice::NoPrompt, Notice::FilesystemCorrupt] {
            let state = after(events.clone()).after(Event::Notice(later));
            assert!(matches!(state.phase, Phase::Offer(_)), "{:?}", state.phase);
        }
    }

    #[test]
    fn a_failed_installation_leaves_the_board_connected_and_the_next_try_clean() {
        let mut events = connected(Found::Silence);
        events.extend([install_begins(), Event::Failed(Failure::Job(Error::StubSilent))]);
        let failed = after(events);
        assert_eq!(failed.phase, wanted(Found::Silence));
        assert_eq!(failed.after(install_begins()).failure, None);
    }

    #[test]
    fn a_board_that_said_nothing_is_not_called_empty_on_the_second_visit_either() {
        for meanwhile in [
            vec![Event::TerminalOpened, Event::OfferOpened],
            vec![Event::AwaitingPrompt, Event::Notice(Notice::NoPrompt), Event::OfferOpened],
            vec![Event::WorkStarted(Work::new(None)), Event::Restarted, Event::OfferOpened],
            vec![install_begins(), Event::JobCancelled],
        ] {
            let mut events = connected(Found::Silence);
            events.extend(meanwhile);
            assert_eq!(after(events).phase, wanted(Found::Silence));
        }
    }

    #[test]
    fn programs_are_not_said_to_stay_once_they_were_erased() {
        let at = core::time::Duration::ZERO;
        let erase = JobEvent::Loader { at, event: LoaderEvent::Stage(Stage::Erase) };
        let mut events = connected(Found::Prompt);
        events.extend([install_begins(), Event::Job(erase)]);
        events.push(Event::Failed(Failure::Job(Error::StubSilent)));
        let state = after(events);
        assert!(!state.has_python);
        assert!(state.after(Event::Notice(Notice::PromptSeen)).has_python);
    }

    #[test]
    fn unplugging_leads_back_to_the_start_with_its_reason() {
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
        let mut events = connected(Found::Prompt);
        events.push(Event::Failed(unplugged.clone()));
        let state = after(events);
        assert_eq!((state.phase, state.failure), (Phase::Start, Some(unplugged)));
    }

    #[test]
    fn nothing_of_one_board_is_known_of_the_next() {
        let usb = Some(UsbIds { vendor: 0x1A86, product: 0x7523 });
        let mut events = connected(Found::Prompt);
        events.extend([
            install_begins(),
            Event::Job(JobEvent::Begun(SpeedReason::Fastest)),
            Event::Notice(Notice::PythonVersion("1.23.0".into())),
            Event::Heard([1, 2, 3].into()),
            Event::ResetByHand,
            Event::Failed(Failure::Unplugged { during: Activity::Writing }),
        ]);
        let adapter = Adapter { usb, ..Adapter::default() };
        let next = after(events).after(Event::Opening { adapter });
        assert_eq!(next, State { phase: Phase::Probing, adapter, ..State::default() });
    }
}
