//! One board at an open port: what the task and its jobs do with it.

use super::activity::Activity;
use super::event::{Event, Pasted};
use super::found::Found;
use super::frontend::Frontend;
use super::notice::Notice;
use super::probe::probe;
use super::prompt_watch::{CTRL_C, Escalation, PromptWatch, Said};
use super::recording::{Recording, RecordingPort};
use super::shown::Shown;
use super::typing::Typing;
use core::time::Duration;
use esp8266_loader::reset::{INTO_PROGRAM, RELEASE};
use esp8266_loader::stub::StubImage;
use micropython_repl::exec::Sending;
use micropython_repl::place::Place;
use serial_line::{ControlError, LineError, SerialLine as _, SerialPort};

/// At an empty prompt it is answered by the banner.
const SAY_BANNER: &[u8] = b"\x02";
/// With nothing to wait for, a read lasts until something comes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);
/// Python's start after a reset, with a program that ends.
pub(super) const START: Duration = Duration::from_secs(6);
/// The same, where it may also make a file system.
pub(super) const FIRST_START: Duration = Duration::from_secs(15);
/// The same, where a person has to find the button first.
const START_BY_HAND: Duration = Duration::from_secs(60);

pub(super) struct Board<'a, P, F> {
    pub(super) port: RecordingPort<P>,
    pub(super) frontend: &'a mut F,
    pub(super) stub: StubImage<'a>,
    pub(super) watch: PromptWatch,
    pub(super) typing: Typing,
    pub(super) activity: Activity,
    /// How it takes programs, as far as that is known.
    pub(super) sending: Sending,
    pub(super) shown: Shown,
    /// A paste that waits for a person's word.
    pub(super) held_paste: Option<String>,
    /// Python has told its version.
    has_version: bool,
}

impl<'a, P: SerialPort, F: Frontend> Board<'a, P, F> {
    pub(super) fn new(port: P, frontend: &'a mut F, stub: StubImage<'a>) -> Self {
        Self {
            port: RecordingPort::new(port, Recording::new()),
            frontend,
            stub,
            watch: PromptWatch::default(),
            typing: Typing::default(),
            activity: Activity::Probing,
            sending: Sending::Unknown,
            shown: Shown::default(),
            held_paste: None,
            has_version: false,
        }
    }

    pub(super) fn event(&mut self, event: Event) {
        self.frontend.event(event);
    }

    /// Finds out what is on the board.
    pub(super) async fn probe(&mut self) -> Result<(), LineError> {
        self.release_lines().await?;
        self.event(Event::Probing);
        self.watch.reset_at(self.port.now());
        let (watch, mut said) = (&mut self.watch, Vec::new());
        let mut hear = |bytes: &[u8], now| said.push(watch.push(bytes, now));
        let (found, python) = probe(&mut self.port, &mut hear).await?;
        self.activity =
            if found == Found::Prompt { Activity::Terminal } else { Activity::Choosing };
        said.into_iter().for_each(|said| self.show(said));
        self.watch.follow(python);
        self.event(Event::Notice(Notice::Place(self.watch.place())));
        self.event(Event::Probed(found));
        Ok(())
    }

    /// Modem lines to idle. An adapter without them needs none.
    async fn release_lines(&mut self) -> Result<(), LineError> {
        is_done(RELEASE.perform(&mut self.port).await).map(drop)
    }

    /// Resets the board, or asks a person to, where its adapter can't.
    pub(super) async fn reset(&mut self) -> Result<(), LineError> {
        self.drop_pastes();
        self.watch.reset_at(self.port.now());
        if is_done(INTO_PROGRAM.perform(&mut self.port).await)? {
            self.await_prompt(START, Escalation::Nothing);
        } else {
            self.await_reset_by_hand(Escalation::Nothing);
        }
        Ok(())
    }

    /// Listens and speaks at another speed from now on. Where the system refuses it, all is as before.
    pub(super) async fn set_speed(&mut self, baud: u32) -> Result<(), LineError> {
        if is_done(self.port.set_baud(baud).await)? {
            self.watch = PromptWatch::default();
            self.event(Event::Speed(baud));
        }
        Ok(())
    }

    /// The adapter can't reset the board: a person has to press its button, and then a prompt comes.
    pub(super) fn await_reset_by_hand(&mut self, next: Escalation) {
        self.await_prompt(START_BY_HAND, next);
        self.event(Event::ResetByHand);
    }

    /// The board has left its boot loader, or will when a person presses its button. Whether there is a prompt to wait
    /// for depends on what is on the screen.
    pub(super) fn restarted(&mut self, is_by_hand: bool) {
        let (now, within) = (self.port.now(), if is_by_hand { START_BY_HAND } else { FIRST_START });
        self.watch.reset_at(now);
        self.watch.await_prompt(now, within, Escalation::Nothing);
        self.activity = Activity::Choosing;
        self.event(Event::Restarted);
        if is_by_hand {
            self.event(Event::ResetByHand);
        }
    }

    /// Presses keys that end what runs, and waits for the prompt. What was pasted before goes no
    /// further.
    pub(super) async fn press(
        &mut self,
        keys: &[u8],
        within: Duration,
        next: Escalation,
    ) -> Result<(), LineError> {
        if keys.contains(&CTRL_C[0]) {
            self.drop_pastes();
        }
        self.send(keys).await?;
        self.await_prompt(within, next);
        Ok(())
    }

    /// What was pasted was meant for what ends now.
    fn drop_pastes(&mut self) {
        self.typing.clear();
        if self.held_paste.is_some() {
            self.drop_held_paste();
        }
    }

    /// Forgets the paste that waits for a person's word, and what is said of pastes.
    pub(super) fn drop_held_paste(&mut self) {
        self.held_paste = None;
        self.event(Event::Pasted(Pasted::Dropped));
    }

    /// Sends keys to the board.
    pub(super) async fn send(&mut self, keys: &[u8]) -> Result<(), LineError> {
        self.watch.typed(keys, self.port.now());
        self.port.write_all(keys).await
    }

    /// From now on a prompt is awaited.
    pub(super) fn await_prompt(&mut self, within: Duration, next: Escalation) {
        self.watch.await_prompt(self.port.now(), within, next);
        self.activity = Activity::Terminal;
        self.event(Event::AwaitingPrompt);
    }

    /// How long to wait for what the board says.
    pub(super) fn patience(&self) -> Duration {
        let next = [self.watch.deadline(), self.typing.goes_on_at()].into_iter().flatten().min();
        next.map_or(FOREVER, |until| until.saturating_sub(self.port.now()))
    }

    /// Shows what the board said, and tells what it means.
    pub(super) fn hear(&mut self, bytes: &[u8]) {
        let said = self.watch.push(bytes, self.port.now());
        self.show(said);
    }

    /// The line was disturbed.
    pub(super) fn line_fault(&mut self) {
        let said = self.watch.line_fault(self.port.now());
        self.show(said);
    }

    fn show(&mut self, said: Said) {
        if !said.text.is_empty() {
            self.output(&said.text);
        }
        for notice in said.notices {
            self.notice(notice);
        }
    }

    fn output(&mut self, bytes: &[u8]) {
        self.shown.push(bytes);
        self.frontend.output(bytes);
    }

    /// Python is at its prompt, and has not said so by itself.
    pub(super) fn show_prompt(&mut self) {
        self.watch.found_prompt();
        let missing = self.shown.up_to_prompt();
        if !missing.is_empty() {
            self.output(missing);
        }
        self.notice(Notice::Place(Place::Ready));
        self.notice(Notice::PromptSeen);
    }

    /// A read found nothing in its time: tries what brings a prompt, or says that none came.
    pub(super) async fn hear_nothing(&mut self) -> Result<(), LineError> {
        let silence = self.watch.silence(self.port.now());
        self.show(silence.said);
        match silence.press {
            Some(keys) => self.port.write_all(keys).await,
            None => Ok(()),
        }
    }

    pub(super) fn notice(&mut self, notice: Notice) {
        if matches!(notice, Notice::NoPrompt | Notice::FilesystemCorrupt) {
            self.tell_heard();
        }
        self.has_version |= matches!(notice, Notice::PythonVersion(_));
        self.event(Event::Notice(notice));
    }

    /// Has Python tell its version, if it waits at an empty prompt and has not told it: that decides which other
    /// versions can go on with its files.
    pub(super) async fn ask_version(&mut self) -> Result<(), LineError> {
        if self.has_version || !self.watch.is_at_empty_prompt() {
            return Ok(());
        }
        self.send(SAY_BANNER).await
    }

    /// Tells what was heard last: comes before what is worth a report.
    pub(super) fn tell_heard(&mut self) {
        let heard = self.port.layer.heard();
        self.event(Event::Heard(heard));
    }
}

/// Whether a control call did what it was asked. An adapter that can't leaves a line that is as good as
/// before.
pub(super) fn is_done(outcome: Result<(), ControlError>) -> Result<bool, LineError> {
    match outcome {
        Ok(()) => Ok(true),
        Err(ControlError::Refused(_)) => Ok(false),
        Err(error) => Err(line_error(error)),
    }
}

/// What the failure of a control call means for the line, where nothing can be done without that call.
pub(super) fn line_error(error: ControlError) -> LineError {
    match error {
        ControlError::Refused(said) | ControlError::Closed(said) => LineError::Refused(said),
        ControlError::TimedOut => LineError::TimedOut,
        ControlError::Lost => LineError::Lost,
    }
}
