//! The chip: which software runs on it, and what leads from one to the next.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use core::mem;
use core::time::Duration;

use crate::adapter::Grain;
use crate::boot::{self, Boot, Cause};
use crate::config::{Config, UserStart};
use crate::defects::StubStart;
use crate::flash_work::FlashWork;
use crate::hardware::Hardware;
use crate::known_stub::KnownStub;
use crate::mode::Mode;
use crate::program::{BootInfo, Order, Program};
use crate::ram::Ram;
use crate::reset::Strap;
use crate::rom::{Leave, Rom};
use crate::stub::Stub;
use crate::uart::{Burst, Incoming};

/// How long the watchdog waits for a program that hangs. Assumed.
const WATCHDOG: Duration = Duration::from_secs(2);

pub(crate) struct Chip {
    pub(crate) hw: Hardware,
    program: Box<dyn Program>,
    user_start: UserStart,
    state: State,
    /// The loader has been left; until then its last answer and its flash work take their time.
    leaving: Option<(Duration, Leave)>,
    next_cause: Cause,
}

#[derive(Debug)]
enum State {
    Off,
    InReset,
    Rom(Rom),
    StubStarting {
        at: Duration,
        stub: Box<KnownStub>,
    },
    Stub(Box<Stub>),
    Booting(Boot),
    Running {
        work: Option<FlashWork>,
    },
    /// The program had the chip reset, which happens when its last words have left.
    Restarting {
        at: Duration,
        cause: Cause,
    },
    Crashed,
}

impl Chip {
    /// A chip that has just got its power, and is held in reset.
    pub(crate) fn new(config: &Config, program: Box<dyn Program>) -> Self {
        Self {
            hw: Hardware::new(config),
            program,
            user_start: config.user_start,
            state: State::InReset,
            leaving: None,
            next_cause: Cause::PowerOn,
        }
    }

    pub(crate) fn mode(&self) -> Mode {
        match &self.state {
            State::Off => Mode::Off,
            State::InReset => Mode::InReset,
            State::Rom(_) => Mode::Rom,
            State::StubStarting { .. } | State::Stub(_) => Mode::Stub,
            State::Booting(boot) if boot.is_looping() => Mode::BootLoop,
            State::Booting(boot) if boot.firmware_runs() => Mode::Running,
            State::Booting(_) => Mode::Booting,
            State::Running { .. } | State::Restarting { .. } => Mode::Running,
            State::Crashed => Mode::Crashed,
        }
    }

    /// How finely it must be told of arriving bytes.
    pub(crate) fn grain(&self) -> Grain {
        match self.state {
            State::Running { .. } | State::Booting(_) => Grain::Byte,
            _ => Grain::Frame,
        }
    }

    pub(crate) fn power_off(&mut self) {
        self.enter(State::Off);
        self.hw.ram = Ram::new();
        self.hw.flash.protect(false);
    }

    pub(crate) fn power_on(&mut self, now: Duration) {
        self.enter(State::InReset);
        self.hw.uart.reset(now);
        self.next_cause = Cause::PowerOn;
    }

    pub(crate) fn reset_fell(&mut self, now: Duration) {
        self.enter(State::InReset);
        self.hw.uart.reset(now);
        self.next_cause = Cause::ResetLine;
    }

    pub(crate) fn reset_rose(&mut self, strap: Strap, now: Duration) {
        let cause = self.next_cause;
        match strap {
            Strap::Loader => self.start_loader(cause, now),
            Strap::Flash => self.start_firmware(cause, now),
        }
    }

    pub(crate) fn receive(&mut self, incoming: &Incoming, now: Duration) {
        match &mut self.state {
            State::Rom(rom) => rom.receive(&mut self.hw, incoming),
            State::Stub(stub) => stub.receive(&mut self.hw, incoming),
            State::Running { .. } => {
                let garbage = self.hw.uart.hear(incoming);
                let bytes = garbage.as_deref().unwrap_or(&incoming.bytes);
                let mut out = Vec::new();
                self.program.input(now, bytes, &mut out);
                self.after_program(out, now);
            }
            State::Booting(boot) => {
                let garbage = self.hw.uart.hear(incoming);
                let bytes = garbage.as_deref().unwrap_or(&incoming.bytes);
                if let Some(info) = boot.receive(&mut self.hw, bytes, now) {
                    self.start_program(&info, now);
                }
            }
            State::Off
            | State::InReset
            | State::StubStarting { .. }
            | State::Restarting { .. }
            | State::Crashed => {}
        }
    }

    /// The time at which something happens by itself.
    pub(crate) fn next_event(&self) -> Option<Duration> {
        let leaving = self.leaving.map(|(at, _)| at);
        let own = match &self.state {
            _ if leaving.is_some() => None,
            State::Rom(rom) => rom.next_event(),
            State::StubStarting { at, .. } => Some(*at),
            State::Stub(stub) => stub.next_event(),
            State::Booting(boot) => Some(boot.next_event()),
            State::Running { work } => {
                let done = work.as_ref().map(FlashWork::next_event);
                [done, self.program.wake_at()].into_iter().flatten().min()
            }
            State::Restarting { at, .. } => Some(*at),
            State::Off | State::InReset | State::Crashed => None,
        };
        [leaving, own, self.hw.uart.next_event()].into_iter().flatten().min()
    }

    /// Does what is due.
    pub(crate) fn event(&mut self, now: Duration) {
        self.hw.uart.event(now);
        if let Some((at, leave)) = self.leaving {
            if at <= now {
                self.leave(leave, now);
            }
            return;
        }
        match &mut self.state {
            State::Rom(rom) => self.leaving = rom.event(&mut self.hw, now),
            State::Stub(stub) => self.leaving = stub.event(&mut self.hw, now),
            State::StubStarting { at, stub } if *at <= now => {
                let own = stub.as_ref().clone();
                self.state = State::Stub(Box::new(Stub::start(own, &mut self.hw, now)));
            }
            State::Booting(boot) => {
                if let Some(info) = boot.event(&mut self.hw, now) {
                    self.start_program(&info, now);
                }
            }
            State::Running { work } => {
                let mut out = Vec::new();
                if let Some(doing) = work
                    && let Some(read) = doing.event(&mut self.hw.flash, now)
                {
                    *work = None;
                    self.program.obeyed(now, &read, &mut out);
                }
                if self.program.wake_at().is_some_and(|at| at <= now) {
                    self.program.wake(now, &mut out);
                }
                self.after_program(out, now);
            }
            State::Restarting { at, cause } if *at <= now => {
                let cause = *cause;
                self.hw.uart.reset(now);
                self.start_firmware(cause, now);
            }
            _ => {}
        }
    }

    /// Hands over what leaves the chip since the last call.
    pub(crate) fn take_bursts(&mut self) -> Vec<Burst> {
        self.hw.uart.take_bursts()
    }

    fn leave(&mut self, leave: Leave, now: Duration) {
        self.leaving = None;
        match leave {
            Leave::Jump(entry) => self.jump(entry, now),
            // The strap was read at the last true reset, so this one leads to the loader again.
            Leave::Restart => self.after_last_answer(leave, now, |chip, now| {
                chip.hw.uart.reset(now);
                chip.start_loader(Cause::Software, now);
            }),
            Leave::Firmware => self.after_last_answer(leave, now, |chip, now| {
                chip.hw.uart.reset(now);
                chip.start_firmware(Cause::Software, now);
            }),
            Leave::Crash => self.enter(State::Crashed),
        }
    }

    fn after_last_answer(
        &mut self,
        leave: Leave,
        now: Duration,
        then: impl Fn(&mut Self, Duration),
    ) {
        let sent_by = self.hw.uart.sent_by();
        if sent_by > now {
            self.leaving = Some((sent_by, leave));
        } else {
            then(self, now);
        }
    }

    fn jump(&mut self, entry: u32, now: Duration) {
        let start = self.hw.defects.stub_start;
        let found = self.hw.ram.find(entry, &self.hw.stubs).cloned();
        let state = match (found, start) {
            (None, _) | (_, StubStart::Never) => State::Crashed,
            (Some(stub), StubStart::Normal) => {
                State::StubStarting { at: now + self.hw.timing.stub_start, stub: Box::new(stub) }
            }
            (Some(stub), StubStart::Late(by)) => {
                let at = now + self.hw.timing.stub_start + by;
                State::StubStarting { at, stub: Box::new(stub) }
            }
        };
        self.enter(state);
    }

    fn start_loader(&mut self, cause: Cause, now: Duration) {
        self.hw.registers.reset();
        boot::print_loader_log(&mut self.hw, cause, now);
        self.enter(State::Rom(Rom::new()));
    }

    fn start_firmware(&mut self, cause: Cause, now: Duration) {
        self.hw.registers.reset();
        let boot = Boot::start(&mut self.hw, self.user_start, cause, now);
        self.enter(State::Booting(boot));
    }

    fn start_program(&mut self, info: &BootInfo, now: Duration) {
        self.enter(State::Running { work: None });
        let mut out = Vec::new();
        self.hw.uart.set_baud(self.program.baud());
        self.program.start(now, info, &mut out);
        self.after_program(out, now);
    }

    /// Sends what the program said, and begins with what it asks for.
    fn after_program(&mut self, out: Vec<u8>, now: Duration) {
        self.hw.uart.send(now, out);
        let State::Running { work } = &mut self.state else { return };
        if work.is_some() {
            return;
        }
        let Some(order) = self.program.take_order() else { return };
        let flash = &mut self.hw.flash;
        let (cause, at) = match order {
            Order::Read { address, bytes } => {
                *work = Some(FlashWork::read(flash, address, bytes, now));
                return;
            }
            Order::EraseSector { address } => {
                *work = Some(FlashWork::erase_sector(flash, address, now));
                return;
            }
            Order::Program { address, bytes } => {
                *work = Some(FlashWork::program(flash, address, bytes, now));
                return;
            }
            Order::Restart => (Cause::ResetLine, self.hw.uart.sent_by()),
            Order::Hang => (Cause::Watchdog, now + WATCHDOG),
        };
        self.enter(State::Restarting { at: at.max(now), cause });
    }

    fn enter(&mut self, state: State) {
        self.leaving = None;
        if matches!(mem::replace(&mut self.state, state), State::Running { .. }) {
            self.program.stop();
        }
    }
}

impl fmt::Debug for Chip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chip").field("state", &self.state).finish_non_exhaustive()
    }
}
