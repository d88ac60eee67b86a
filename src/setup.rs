//! What will be installed, and how: the person's choices and what was learnt, as values.
//!
//! Nothing here waits or touches a browser: [`Setup::update`] takes what happened and gives what is to
//! be done about it, and the page does that.

mod firmware_choice;
mod kept_speeds;
mod options_choice;

pub use firmware_choice::{Chosen, FirmwareChoice, Item, List, Loadable, Pick};
pub use kept_speeds::KeptSpeeds;
pub use options_choice::OptionsChoice;

use crate::firmware::{Entry, Firmware, FirmwareError, Shelf};
use crate::session::jobs::install::{self, InstallEvent};
use crate::session::jobs::loader;
use crate::session::jobs::{JobEvent, SpeedReason};
use crate::session::{Event, LogEntry, State};
use esp8266_loader::image::FlashMode;
use esp8266_loader::install::{Erase, Options};
use esp8266_loader::ladder::LADDER;

/// What will be installed, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Setup {
    /// Which firmware.
    pub firmware: FirmwareChoice,
    /// With which options.
    pub options: OptionsChoice,
    /// Which speeds have served which adapters.
    pub speeds: KeptSpeeds,
}

/// Something that a person chose, or that came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The list of firmware is needed on the screen.
    ListWanted,
    /// The person waits no longer for the list.
    ListCancelled,
    /// The list came, or did not.
    ListLoaded(Result<Shelf, FirmwareError>),
    /// The person picked one of the list.
    EntryPicked(Entry),
    /// The person picked a file of their own, by this name.
    FilePicked(String),
    /// What was picked came, or did not.
    Loaded(Pick, Result<Firmware, FirmwareError>),
    /// The person waits no longer for what was picked.
    LoadingCancelled,
    /// The person wants what did not start to be installed in a safer mode.
    SaferWanted,
    /// The person changed the options to these.
    OptionsChanged(Options),
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Load this, and give it to [`Action::ListLoaded`] or [`Action::Loaded`].
    Load(Loadable),
    /// Stop loading this.
    StopLoading(Loadable),
    /// Keep the speeds for the next visit.
    KeepSpeeds,
}

/// What a button that begins an installation says besides that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// Nothing.
    AsChosen,
    /// This is erased.
    Erasing(Erase),
    /// It is done also where the firmware has no room for files.
    WithoutFiles,
}

impl Setup {
    /// Takes what happened; gives what is to be done about it.
    pub fn update(&mut self, action: Action, session: &State) -> Option<Effect> {
        match action {
            Action::ListWanted => self.firmware.list_wanted(),
            Action::ListCancelled => self.firmware.cancel_list(),
            Action::ListLoaded(outcome) => self.firmware.list_loaded(outcome),
            Action::EntryPicked(entry) => self.firmware.pick_entry(entry),
            Action::FilePicked(name) => Some(self.firmware.pick_file(name)),
            Action::Loaded(pick, outcome) => {
                self.firmware.loaded(&pick, outcome);
                None
            }
            Action::LoadingCancelled => self.firmware.cancel(),
            Action::SaferWanted => {
                if let Some(mode) = self.safer_mode(session) {
                    self.options.read_safer(mode);
                }
                None
            }
            Action::OptionsChanged(options) => {
                let can_keep = self.can_keep(session);
                self.options.change(options, can_keep);
                None
            }
        }
    }

    /// Learns from what happened on a board; `session` is the state before it.
    pub fn learn(&mut self, event: &Event, session: &State) -> Option<Effect> {
        match event {
            // What is erased, and how the flash is read, is decided anew for each board.
            Event::Opening { .. } => self.options.forget_board(),
            Event::Job(JobEvent::Install(InstallEvent::Installed(installed)))
                if tells_of_speed(session) =>
            {
                self.speeds.installed(session.adapter, installed.rung);
                return Some(Effect::KeepSpeeds);
            }
            _ => {}
        }
        None
    }

    /// In which mode what was installed may start, where it has not, here or before the board came.
    #[must_use]
    pub fn safer_mode(&self, session: &State) -> Option<FlashMode> {
        let is_wanted = session.is_unstarted() || session.came_unreadable();
        let image = self.firmware.ready().filter(|_| is_wanted)?.image();
        self.options.next_safer_mode(image.settings().mode)
    }

    /// The options of an installation, as a person chose them or as they are best.
    #[must_use]
    pub fn options(&self, session: &State) -> Options {
        self.options.with_defaults(self.can_keep(session))
    }

    /// Whether there are programs on the board that what was chosen could go on with, as far as one knows.
    #[must_use]
    pub fn can_keep(&self, session: &State) -> bool {
        session.has_python && self.lost_version(session).is_none()
    }

    /// The version whose files are on the board, where what was chosen can't read them. What an image can that does
    /// not say what it is, nobody knows.
    #[must_use]
    pub fn lost_version<'a>(&self, session: &'a State) -> Option<&'a str> {
        let version = session.python.as_deref().filter(|_| session.has_python)?;
        let image = self.firmware.ready()?.image();
        let is_known = image.micropython().is_some() || image.other().is_some();
        (is_known && !image.reads_files_of(version)).then_some(version)
    }

    /// What a job of the boot loader begins with that is no installation.
    #[must_use]
    pub fn loader_request(&self, session: &State) -> loader::Request {
        let (ladder, _) = self.speeds.ladder(session.adapter);
        loader::Request {
            skipped_rungs: u8::try_from(LADDER.len() - ladder.len()).unwrap_or_default(),
            usb: session.adapter.usb,
            python: session.python.clone(),
        }
    }

    /// The installation that a click would begin.
    #[must_use]
    pub fn request(&self, session: &State, click: Click) -> Option<install::Request> {
        let firmware = self.firmware.ready()?;
        let prepared = firmware.prepared.clone();
        let mut options = self.options(session);
        options.least_flash_bytes = firmware.image().least_flash_bytes();
        match click {
            Click::AsChosen => {}
            Click::Erasing(erase) => options.erase = erase,
            Click::WithoutFiles => options.least_flash_bytes = None,
        }
        let mut speed = SpeedReason::Chosen;
        if !self.options.has_chosen_speed() {
            (options.ladder, speed) = self.speeds.ladder(session.adapter);
        }
        let is_other = firmware.image().micropython().is_none();
        let other = is_other.then(|| firmware.name.as_str().into());
        Some(install::Request { prepared, options, speed, other })
    }
}

/// Whether an installation says something of the adapter: nobody chose its speed, and it is not the second
/// of one job, which begins where the first ended.
fn tells_of_speed(session: &State) -> bool {
    match session.log.entries() {
        [LogEntry::Speed(reason), rest @ ..] => {
            *reason != SpeedReason::Chosen && !rest.contains(&LogEntry::FilesDamaged)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Adapter, Found, Notice, UsbIds};
    use esp8266_loader::chip::{Chip, Crystal, Mac, Variant};
    use esp8266_loader::install::{Installed, Verification};
    use esp8266_loader::ladder::Rung;
    use esp8266_loader::leave::Restart;

    fn connected() -> State {
        let usb = Some(UsbIds { vendor: 0x1A86, product: 0x7523 });
        State { adapter: Adapter { usb, ..Adapter::default() }, ..State::default() }
    }

    fn begun(speed: SpeedReason) -> State {
        connected().after(Event::Job(JobEvent::Begun(speed)))
    }

    fn installed(rung: Rung) -> Event {
        let mac = Mac([0x5C, 0xCF, 0x7F, 0x5E, 0xF1, 0x2A]);
        let chip = Chip { variant: Variant::Esp8266Ex, mac, crystal: Crystal::Mhz26 };
        let (verification, erase) = (Verification::Md5, Erase::Clean);
        let (written_bytes, restart) = (4, Some(Restart::Reset));
        let installed = Installed { chip, verification, erase, rung, written_bytes, restart };
        Event::Job(JobEvent::Install(InstallEvent::Installed(installed)))
    }

    #[test]
    fn the_speed_of_each_installation_is_learnt_and_kept() {
        let mut setup = Setup::default();
        for _ in 0..2 {
            let effect = setup.learn(&installed(LADDER[1]), &begun(SpeedReason::Fastest));
            assert_eq!(effect, Some(Effect::KeepSpeeds));
        }
        assert_eq!(setup.speeds.ladder(connected().adapter).0, LADDER[1..]);
    }

    #[test]
    fn a_copy_begins_at_the_speed_that_an_installation_has_learnt() {
        let mut setup = Setup::default();
        assert_eq!(setup.loader_request(&connected()).skipped_rungs, 0);
        for _ in 0..2 {
            setup.learn(&installed(LADDER[3]), &begun(SpeedReason::Fastest));
        }
        let request = setup.loader_request(&connected());
        assert_eq!((request.skipped_rungs, request.usb), (3, connected().adapter.usb));
    }

    #[test]
    fn nothing_is_learnt_from_a_speed_that_a_person_chose() {
        let mut setup = Setup::default();
        for _ in 0..2 {
            assert_eq!(setup.learn(&installed(LADDER[4]), &begun(SpeedReason::Chosen)), None);
        }
        assert_eq!(setup.speeds, KeptSpeeds::default());
    }

    #[test]
    fn a_job_that_installs_twice_teaches_once() {
        let mut setup = Setup::default();
        let again = begun(SpeedReason::Fastest)
            .after(Event::Job(JobEvent::Install(InstallEvent::FilesDamaged)));
        setup.learn(&installed(LADDER[1]), &begun(SpeedReason::Fastest));
        assert_eq!(setup.learn(&installed(LADDER[1]), &again), None);
        assert_eq!(setup.speeds.ladder(connected().adapter).0, LADDER);
    }

    #[test]
    fn a_safer_mode_is_for_what_was_installed_and_has_shown_no_prompt() {
        let begun = begun(SpeedReason::Fastest);
        let named = |other: Option<&str>| {
            let named = InstallEvent::Named(other.map(Into::into));
            begun.clone().after(Event::Job(JobEvent::Install(named))).after(installed(LADDER[0]))
        };
        assert!(!begun.is_unstarted());
        assert!(named(None).is_unstarted());
        assert!(!named(Some("tasmota.bin")).is_unstarted());
        assert!(!named(None).after(Event::ResetByHand).is_unstarted());
        // A program that later runs without a prompt is no firmware that does not start.
        let started = named(None).after(Event::Notice(Notice::PromptSeen));
        assert!(!started.after(Event::AwaitingPrompt).is_unstarted());
    }

    #[test]
    fn a_board_that_came_unreadable_is_offered_a_safer_mode_until_something_is_written() {
        let came = connected().after(Event::Probed(Found::Noise));
        assert!(came.came_unreadable());
        assert!(!connected().after(Event::Probed(Found::Silence)).came_unreadable());
        assert!(!came.clone().after(Event::Notice(Notice::PromptSeen)).came_unreadable());
        assert!(!came.after(installed(LADDER[0])).came_unreadable());
    }

    #[test]
    fn what_is_erased_on_one_board_is_not_chosen_for_the_next() {
        let mut setup = Setup::default();
        let everything = Options { erase: Erase::WholeChip, ..Options::default() };
        setup.update(Action::OptionsChanged(everything), &connected());
        assert_eq!(setup.options.with_defaults(false).erase, Erase::WholeChip);
        setup.learn(&Event::Opening { adapter: Adapter::default() }, &connected());
        assert_eq!(setup.options.with_defaults(false).erase, Erase::Clean);
    }
}
