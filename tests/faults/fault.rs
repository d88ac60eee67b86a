//! What can go wrong: the rows of the matrix, each with its probes in a stage.

use crate::log::{Log, Sent};
use crate::place::{Place, some_bytes, some_of};
use crate::port::{Act, Person, Plan, When};
use crate::stage::Stage;
use crate::visit::Lasting;
use core::time::Duration;
use esp8266_loader::ladder::{Rung, Way};
use serial_line::LineFault;
use virtual_board::{
    BaudChange, Call, CallFailure, CallFault, Config, Defects, EraseEnd, Fault, FaultAt, FaultKind,
    MemEndReply, ModemLines, OpenOrder, StubStart, StuckCell,
};

/// A kind of fault, as a row of the matrix.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) mechanism: Mechanism,
}

/// How the fault comes about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mechanism {
    /// A byte, in either direction: the first, the last and some between.
    Byte(FaultKind),
    /// Something else at such bytes.
    Beside(Act),
    /// Every byte on the way to the host.
    EveryHeardByte(FaultKind),
    /// The first byte of answers.
    Answers(FaultKind),
    /// The first byte of answers: the answer before it comes again.
    StaleAnswer,
    /// The end of answers: they come twice.
    DoubleAnswer,
    /// A byte inside a block of data, so many times in a row.
    Block(u64),
    /// The answers to commands that write say that a write has failed.
    WriteError,
    /// So many faults at once, at such bytes on the way to the host.
    Storm(usize, LineFault),
    /// Calls of these methods, so many in a row.
    Calls(&'static [Call], u64, CallFailure),
    /// The board itself, in one stage.
    Board(Stage, &'static [fn(&mut Config)]),
    /// An adapter without modem lines, and the person.
    NoModemLines(Person),
    /// The board itself, while the stub is told another speed.
    SpeedChange(fn(&mut Config)),
}

/// One installation on which something goes wrong.
#[derive(Debug, Clone)]
pub(crate) struct Probe {
    pub(crate) plan: Plan,
    pub(crate) config: Option<fn(&mut Config)>,
    /// The speeds to try in place of the usual ones.
    pub(crate) ladder: Option<&'static [Rung]>,
    pub(crate) lasting: Lasting,
}

/// A ladder that begins with a change of speed.
const CHANGED_FIRST: &[Rung] =
    &[Rung { baud: 460_800, way: Way::ChangedByTheStub }, Rung::new(230_400)];

const fn byte(name: &'static str, kind: FaultKind) -> Row {
    Row { name, mechanism: Mechanism::Byte(kind) }
}

const fn beside(name: &'static str, act: Act) -> Row {
    Row { name, mechanism: Mechanism::Beside(act) }
}

const fn board(name: &'static str, stage: Stage, how: &'static [fn(&mut Config)]) -> Row {
    Row { name, mechanism: Mechanism::Board(stage, how) }
}

/// Where a stage hears more than this, as that of a copy does, a part of its places will do.
const LONG_SPAN: u64 = 50_000;
const MOST_SPLITS: u64 = 200;
const ONCE: u64 = 1;
/// Far more than an installation has.
const FROM_THEN_ON: u64 = 1_000_000;

const fn calls(
    name: &'static str,
    calls: &'static [Call],
    times: u64,
    failure: CallFailure,
) -> Row {
    Row { name, mechanism: Mechanism::Calls(calls, times, failure) }
}

const fn silence(milliseconds: u64) -> FaultKind {
    FaultKind::Stall(Duration::from_millis(milliseconds))
}

pub(crate) const ROWS: &[Row] = &[
    byte("lost byte", FaultKind::Drop),
    byte("flipped bit", FaultKind::Flip(0x10)),
    byte("doubled byte", FaultKind::Double),
    byte("burst of 40 bytes of garbage", FaultKind::Garbage(40)),
    byte("silence of 0.1 s", silence(100)),
    byte("silence of 1 s", silence(1_000)),
    byte("silence of 5 s", silence(5_000)),
    byte("silence of 30 s", silence(30_000)),
    Row { name: "answer 4 s late", mechanism: Mechanism::Answers(silence(4_000)) },
    Row { name: "stale answer", mechanism: Mechanism::StaleAnswer },
    Row { name: "doubled answer", mechanism: Mechanism::DoubleAnswer },
    Row { name: "block damaged once", mechanism: Mechanism::Block(1) },
    Row { name: "block damaged three times", mechanism: Mechanism::Block(3) },
    Row { name: "write error told later", mechanism: Mechanism::WriteError },
    beside("brown-out", Act::BrownOut),
    beside("unplugged", Act::Unplug),
    byte("framing error", FaultKind::Line(LineFault::Framing)),
    byte("break", FaultKind::Line(LineFault::Break)),
    byte("overrun", FaultKind::Line(LineFault::Overrun)),
    byte("parity error", FaultKind::Line(LineFault::Parity)),
    Row {
        name: "answer cut in two, everywhere",
        mechanism: Mechanism::EveryHeardByte(FaultKind::Split),
    },
    beside("host stalls for 5 s", Act::HostStall(Duration::from_secs(5))),
    board(
        "jump's answer lost",
        Stage::Start,
        &[|config| {
            config.defects.mem_end_reply = MemEndReply::Lost;
        }],
    ),
    board(
        "stub starts 0.1 and 2 s late",
        Stage::Start,
        &[
            |config| late(config, 100),
            |config| {
                late(config, 2_000);
            },
        ],
    ),
    board("stub starts 6 s late", Stage::Start, &[|config| late(config, 6_000)]),
    board(
        "stub never starts",
        Stage::Start,
        &[|config| {
            config.defects.stub_start = StubStart::Never;
        }],
    ),
    board(
        "flash id of no chip",
        Stage::Identify,
        &[
            |config| config.flash_id = 0,
            |config| {
                config.flash_id = 0xFF_FFFF;
            },
        ],
    ),
    board("flash id of unknown size", Stage::Identify, &[|config| config.flash_id = 0x01_40_EF]),
    board(
        "flash cell stuck in the image",
        Stage::Verify,
        &[|config| {
            config.defects.stuck_cells = vec![StuckCell { address: 0x9002, zero_bits: 0xFF }];
        }],
    ),
    board("erase never ends", Stage::Erase, &[|config| config.defects.erase = EraseEnd::Never]),
    Row {
        name: "speed change not followed",
        mechanism: Mechanism::SpeedChange(|config| {
            config.defects.baud_change = BaudChange::Ignored;
        }),
    },
    Row {
        name: "150 framing errors at once",
        mechanism: Mechanism::Storm(150, LineFault::Framing),
    },
    calls("speed refused, port as before", &[Call::SetBaud], ONCE, CallFailure::Refused),
    calls("speed refused, port closed", &[Call::SetBaud], ONCE, CallFailure::Closed),
    calls("port opens at the third try", &[Call::SetBaud], 2, CallFailure::Closed),
    calls("port never opens again", &[Call::SetBaud], FROM_THEN_ON, CallFailure::Closed),
    calls("modem line refused once", &[Call::SetSignals], ONCE, CallFailure::Refused),
    calls(
        "modem lines refused from then on",
        &[Call::SetSignals],
        FROM_THEN_ON,
        CallFailure::Refused,
    ),
    calls("write refused", &[Call::Write], ONCE, CallFailure::Refused),
    calls("input not thrown away", &[Call::Discard], ONCE, CallFailure::Refused),
    calls(
        "system hangs for 10 s",
        &[Call::Write, Call::SetBaud, Call::SetSignals],
        ONCE,
        CallFailure::TimedOut,
    ),
    Row { name: "no modem lines", mechanism: Mechanism::NoModemLines(Person::Watches) },
    Row {
        name: "no modem lines, buttons pressed",
        mechanism: Mechanism::NoModemLines(Person::PressesButtons),
    },
    board(
        "opening the port resets the board",
        Stage::Reset,
        &[
            |config| config.adapter.open_order = OpenOrder::RtsFirst,
            |config| config.adapter.open_order = OpenOrder::DtrFirst,
        ],
    ),
];

fn late(config: &mut Config, milliseconds: u64) {
    config.defects = Defects {
        stub_start: StubStart::Late(Duration::from_millis(milliseconds)),
        ..Defects::default()
    };
}

impl Row {
    /// The probes of this fault in a stage, placed by an installation without any fault. Empty
    /// where the fault can't strike there.
    pub(crate) fn probes(&self, sound: &Log, stage: Stage) -> Vec<Probe> {
        let Some((from, to)) = sound.span(stage) else { return Vec::new() };
        if let Some(probes) = self.mechanism.anywhere(from, to) {
            return probes;
        }
        match self.mechanism {
            Mechanism::Answers(kind) => answers(sound, from, to)
                .map(|answer| fault(FaultAt::Heard(answer.from), kind))
                .collect(),
            Mechanism::StaleAnswer => answers(sound, from, to)
                .filter(|answer| answer.before > 0)
                .map(|answer| {
                    fault(FaultAt::Heard(answer.from), FaultKind::Repeat(answer.before as u16))
                })
                .collect(),
            Mechanism::DoubleAnswer => answers(sound, from, to)
                .filter(|answer| answer.to > answer.from)
                .map(|answer| {
                    let bytes = (answer.to - answer.from) as usize;
                    act(When::Byte(FaultAt::Heard(answer.to - 1)), Act::Echo(bytes))
                })
                .collect(),
            Mechanism::Block(times) => blocks(sound, from, to, times),
            Mechanism::WriteError if stage == Stage::Write => answers(sound, from, to)
                .skip(1)
                .map(|answer| act(When::Byte(FaultAt::Heard(answer.to - 1)), Act::Refuse(0xC4)))
                .collect(),
            Mechanism::WriteError => Vec::new(),
            Mechanism::NoModemLines(person) if stage == Stage::Reset => {
                let plan = Plan { person, ..Plan::default() };
                let without: fn(&mut Config) =
                    |config| config.adapter.modem_lines = ModemLines::Absent;
                vec![Probe { plan, ..defect(&without) }]
            }
            Mechanism::NoModemLines(_) => Vec::new(),
            Mechanism::Board(in_stage, how) if in_stage == stage => {
                how.iter().map(defect).collect()
            }
            Mechanism::SpeedChange(how) if stage == Stage::Start => {
                vec![Probe { ladder: Some(CHANGED_FIRST), ..defect(&how) }]
            }
            _ => Vec::new(),
        }
    }
}

impl Mechanism {
    /// The probes between two points, where it can strike anything that goes through a port.
    pub(crate) fn anywhere(self, from: Place, to: Place) -> Option<Vec<Probe>> {
        let signals = from.calls.of(Call::SetSignals)..to.calls.of(Call::SetSignals);
        let probes = match self {
            Self::Byte(kind) => some_bytes(from, to).map(|at| fault(at, kind)).collect(),
            Self::Beside(what) => some_bytes(from, to)
                .map(When::Byte)
                .chain(signals.map(When::Signals))
                .map(|when| act(when, what))
                .collect(),
            Self::EveryHeardByte(kind) => {
                let span = to.heard - from.heard;
                let every = if span > LONG_SPAN { span / MOST_SPLITS } else { 1 };
                let places = (from.heard..to.heard).step_by(every as usize);
                places.map(|place| fault(FaultAt::Heard(place), kind)).collect()
            }
            Self::Storm(count, fault) => some_of(from.heard, to.heard)
                .into_iter()
                .map(|at| {
                    storm(count, Fault { at: FaultAt::Heard(at), kind: FaultKind::Line(fault) })
                })
                .collect(),
            Self::Calls(calls, times, failure) => calls
                .iter()
                .flat_map(|&call| {
                    some_of(from.calls.of(call), to.calls.of(call)).into_iter().map(move |number| {
                        let numbers = number..number + times;
                        let calls = vec![CallFault { call, numbers, failure }];
                        probe(Plan { calls, ..Plan::default() })
                    })
                })
                .collect(),
            _ => return None,
        };
        Some(probes)
    }
}

fn probe(plan: Plan) -> Probe {
    Probe { plan, config: None, ladder: None, lasting: Lasting::Passes }
}

fn fault(at: FaultAt, kind: FaultKind) -> Probe {
    storm(1, Fault { at, kind })
}

fn storm(count: usize, fault: Fault) -> Probe {
    probe(Plan { faults: vec![fault; count], ..Plan::default() })
}

fn act(when: When, what: Act) -> Probe {
    probe(Plan { acts: vec![(when, what)], ..Plan::default() })
}

fn defect(how: &fn(&mut Config)) -> Probe {
    Probe { plan: Plan::default(), config: Some(*how), ladder: None, lasting: Lasting::Stays }
}

/// An answer's bytes, and the length of the one before.
#[derive(Debug, Clone, Copy)]
struct Answer {
    from: u64,
    to: u64,
    before: u64,
}

/// The first, the last and some of the answers to the commands of a stage.
fn answers(sound: &Log, from: Place, to: Place) -> impl Iterator<Item = Answer> {
    let all: Vec<Answer> = sound
        .commands
        .windows(3)
        .filter_map(|three| match three {
            [before, this, after] => Some(Answer {
                from: this.place.heard,
                to: after.place.heard,
                before: this.place.heard - before.place.heard,
            }),
            _ => None,
        })
        .filter(|answer| (from.heard..to.heard).contains(&answer.from) && answer.to > answer.from)
        .collect();
    some_of(0, all.len() as u64).into_iter().filter_map(move |at| all.get(at as usize).copied())
}

/// A byte in the middle of the first, the last and some blocks, damaged so many times in a row.
fn blocks(sound: &Log, from: Place, to: Place, times: u64) -> Vec<Probe> {
    let is_block = |sent: &Sent| matches!(sent.opcode, 0x03 | 0x07 | 0x11);
    let all: Vec<(u64, u64)> = sound
        .commands
        .windows(2)
        .filter_map(|two| match two {
            [this, after] if is_block(this) => Some((this.place.sent, after.place.sent)),
            _ => None,
        })
        .filter(|(begin, _)| (from.sent..to.sent).contains(begin))
        .collect();
    some_of(0, all.len() as u64)
        .into_iter()
        .filter_map(|at| all.get(at as usize))
        .map(|(begin, end)| {
            let length = end - begin;
            let faults = (0..times)
                .map(|time| Fault {
                    at: FaultAt::Sent(begin + length / 2 + time * length),
                    kind: FaultKind::Flip(0x01),
                })
                .collect();
            probe(Plan { faults, ..Plan::default() })
        })
        .collect()
}
