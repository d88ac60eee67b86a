//! Requests, steps and pastes as bytes. Both programs are built together: there are no versions.
//!
//! A value is a byte that names its kind, and its parts behind it: bytes and texts as their length, in four
//! bytes with the lowest first, and themselves.

use crate::{
    Answer, Ask, Board, Call, Delivery, Ended, Line, Pane, Pasted, Purpose, Request, Step,
};
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::job::Task;
use serial_line::{ControlError, LineError, LineFault, Signals};
use std::rc::Rc;

/// A request as bytes.
#[must_use]
pub fn encode_request(Request { name, task }: &Request) -> Vec<u8> {
    let (kind, first, second): (u8, &[u8], &[u8]) = match task {
        Task::Run { source } => (0, source, &[]),
        Task::Paste { text } => (1, text.as_bytes(), &[]),
        Task::List { folder } => (2, folder, &[]),
        Task::Read { path } => (3, path, &[]),
        Task::Save { path, content } => (4, path, content),
        Task::Remove { path } => (5, path, &[]),
        Task::Rename { path, to } => (6, path, to),
        Task::MakeFolder { path } => (7, path, &[]),
        Task::Abandon { saving } => (8, saving.as_deref().unwrap_or_default(), &[]),
    };
    parts(kind, &[name.as_bytes(), first, second])
}

/// The request that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_request(bytes: &[u8]) -> Option<Request> {
    let mut reader = Reader(bytes);
    let kind = reader.byte()?;
    let name = reader.text()?.into();
    let (first, second): (Rc<[u8]>, Rc<[u8]>) = (reader.bytes()?.into(), reader.bytes()?.into());
    let task = match kind {
        0 => Task::Run { source: first },
        1 => Task::Paste { text: core::str::from_utf8(&first).ok()?.into() },
        2 => Task::List { folder: first },
        3 => Task::Read { path: first },
        4 => Task::Save { path: first, content: second },
        5 => Task::Remove { path: first },
        6 => Task::Rename { path: first, to: second },
        7 => Task::MakeFolder { path: first },
        8 => Task::Abandon { saving: (!first.is_empty()).then_some(first) },
        _ => return None,
    };
    Some(Request { name, task })
}

/// A step as bytes.
#[must_use]
pub fn encode_step(step: &Step) -> Vec<u8> {
    match step {
        Step::Said(line) => encode_line(line),
        Step::Running { asks } => vec![3, (*asks).into()],
        Step::Learnt(sending) => vec![4, encode_sending(*sending)],
        Step::Ended(ended) => vec![
            5,
            match ended {
                Ended::Ran => 0,
                Ended::Saved => 1,
                Ended::Done => 2,
                Ended::Cancelled => 3,
                Ended::Failed => 4,
            },
        ],
        Step::Back { is_at_prompt } => vec![6, (*is_at_prompt).into()],
        Step::Committed => vec![7],
        Step::Restarted { is_by_hand } => vec![8, (*is_by_hand).into()],
    }
}

/// The step that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_step(bytes: &[u8]) -> Option<Step> {
    let mut reader = Reader(bytes);
    Some(match reader.byte()? {
        0..=2 => Step::Said(decode_line(bytes)?),
        3 => Step::Running { asks: reader.byte()? != 0 },
        4 => Step::Learnt(decode_sending(reader.byte()?)),
        5 => Step::Ended(match reader.byte()? {
            0 => Ended::Ran,
            1 => Ended::Saved,
            2 => Ended::Done,
            3 => Ended::Cancelled,
            4 => Ended::Failed,
            _ => return None,
        }),
        6 => Step::Back { is_at_prompt: reader.byte()? != 0 },
        7 => Step::Committed,
        8 => Step::Restarted { is_by_hand: reader.byte()? != 0 },
        _ => return None,
    })
}

fn encode_line(line: &Line) -> Vec<u8> {
    match line {
        Line::Going { what, amount } => {
            parts(0, &[what.as_bytes(), amount.as_deref().unwrap_or_default().as_bytes()])
        }
        Line::Over(text) => parts(1, &[text.as_bytes()]),
        Line::Trouble { what, now } => parts(2, &[what.as_bytes(), now.as_bytes()]),
    }
}

fn decode_line(bytes: &[u8]) -> Option<Line> {
    let mut reader = Reader(bytes);
    Some(match reader.byte()? {
        0 => Line::Going { what: reader.text()?.into(), amount: reader.words()?.map(Into::into) },
        1 => Line::Over(reader.text()?.into()),
        2 => Line::Trouble { what: reader.text()?.into(), now: reader.text()?.into() },
        _ => return None,
    })
}

/// A call of the port, as bytes.
#[must_use]
pub fn encode_call(call: &Call) -> Vec<u8> {
    let number = |kind: u8, number: u32| [&[kind], &number.to_le_bytes()[..]].concat();
    match call {
        Call::Read(patience) => number(0, micros(*patience)),
        Call::Sleep(time) => number(1, micros(*time)),
        Call::Write(bytes) => [&[2], &bytes[..]].concat(),
        Call::DiscardInput => vec![3],
        Call::SetBaud(baud) => number(4, *baud),
        Call::SetSignals(Signals { dtr, rts }) => vec![5, (*dtr).into(), (*rts).into()],
    }
}

/// The call that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_call(bytes: &[u8]) -> Option<Call> {
    let (kind, rest) = bytes.split_first()?;
    let number = || Some(u32::from_le_bytes(rest.try_into().ok()?));
    let time = || Some(Duration::from_micros(number()?.into()));
    Some(match kind {
        0 => Call::Read(time()?),
        1 => Call::Sleep(time()?),
        2 => Call::Write(rest.into()),
        3 => Call::DiscardInput,
        4 => Call::SetBaud(number()?),
        5 => {
            let [dtr, rts] = rest.try_into().ok()?;
            Call::SetSignals(Signals { dtr: dtr != 0, rts: rts != 0 })
        }
        _ => return None,
    })
}

/// What came of a call, as bytes.
#[must_use]
pub fn encode_answer(answer: &Answer) -> Vec<u8> {
    let with = |kind: u8, rest: &[u8]| [&[kind], rest].concat();
    match answer {
        Answer::Done => vec![0],
        Answer::Read(bytes) => with(1, bytes),
        Answer::Line(LineError::TimedOut) => vec![2],
        Answer::Line(LineError::LineFault(fault)) => vec![3, place(&FAULTS, *fault)],
        Answer::Line(LineError::Refused(words)) => with(4, words.as_bytes()),
        Answer::Line(LineError::Lost) => vec![5],
        Answer::Control(ControlError::Refused(words)) => with(6, words.as_bytes()),
        Answer::Control(ControlError::Closed(words)) => with(7, words.as_bytes()),
        Answer::Control(ControlError::TimedOut) => vec![8],
        Answer::Control(ControlError::Lost) => vec![9],
    }
}

/// What these bytes say came of a call; `None` where they say nothing.
#[must_use]
pub fn decode_answer(bytes: &[u8]) -> Option<Answer> {
    let (kind, rest) = bytes.split_first()?;
    let words = || Some(core::str::from_utf8(rest).ok()?.into());
    Some(match kind {
        0 => Answer::Done,
        1 => Answer::Read(rest.into()),
        2 => Answer::Line(LineError::TimedOut),
        3 => Answer::Line(LineError::LineFault(*FAULTS.get(usize::from(*rest.first()?))?)),
        4 => Answer::Line(LineError::Refused(words()?)),
        5 => Answer::Line(LineError::Lost),
        6 => Answer::Control(ControlError::Refused(words()?)),
        7 => Answer::Control(ControlError::Closed(words()?)),
        8 => Answer::Control(ControlError::TimedOut),
        9 => Answer::Control(ControlError::Lost),
        _ => return None,
    })
}

/// What the job does not tell apart comes first.
const FAULTS: [LineFault; 5] = [
    LineFault::Unknown,
    LineFault::Framing,
    LineFault::Break,
    LineFault::Parity,
    LineFault::Overrun,
];

/// Longer than an hour nobody waits.
fn micros(time: Duration) -> u32 {
    u32::try_from(time.as_micros()).unwrap_or(u32::MAX)
}

/// A paste that was made ready, as bytes.
#[must_use]
pub fn encode_pasted(Pasted { delivery, changed }: &Pasted) -> Vec<u8> {
    let (kind, content): (u8, &[u8]) = match delivery {
        Delivery::Nothing => (0, &[]),
        Delivery::Keys(keys) => (1, keys),
        Delivery::Program(text) => (2, text.as_bytes()),
    };
    parts(kind, &[content, changed.as_deref().unwrap_or_default().as_bytes()])
}

/// The paste that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_pasted(bytes: &[u8]) -> Option<Pasted> {
    let mut reader = Reader(bytes);
    let delivery = match reader.byte()? {
        0 => {
            reader.bytes()?;
            Delivery::Nothing
        }
        1 => Delivery::Keys(reader.bytes()?.to_vec()),
        2 => Delivery::Program(reader.text()?),
        _ => return None,
    };
    Some(Pasted { delivery, changed: reader.words()? })
}

/// How programs are sent, as a byte.
#[must_use]
pub const fn encode_sending(sending: Sending) -> u8 {
    match sending {
        Sending::Unknown => 0,
        Sending::RawPaste => 1,
        Sending::Raw => 2,
    }
}

/// How programs are sent, from a byte.
#[must_use]
pub const fn decode_sending(byte: u8) -> Sending {
    match byte {
        1 => Sending::RawPaste,
        2 => Sending::Raw,
        _ => Sending::Unknown,
    }
}

/// What is asked of the page, as bytes.
#[must_use]
pub fn encode_ask(ask: &Ask) -> Vec<u8> {
    match ask {
        Ask::Start(request) => [vec![0], encode_request(request)].concat(),
        Ask::Insert(text) => [&[1], text.as_bytes()].concat(),
        Ask::Open(pane) => vec![2, encode_pane(*pane)],
        Ask::Close(pane) => vec![3, encode_pane(*pane)],
        Ask::StartLoader => vec![4],
        Ask::Cancel => vec![5],
        Ask::InstallClean => vec![6],
    }
}

/// What these bytes ask; `None` where they ask nothing.
#[must_use]
pub fn decode_ask(bytes: &[u8]) -> Option<Ask> {
    let (kind, rest) = bytes.split_first()?;
    let pane = || decode_pane(*rest.first()?);
    Some(match kind {
        0 => Ask::Start(decode_request(rest)?),
        1 => Ask::Insert(core::str::from_utf8(rest).ok()?.into()),
        2 => Ask::Open(pane()?),
        3 => Ask::Close(pane()?),
        4 => Ask::StartLoader,
        5 => Ask::Cancel,
        6 => Ask::InstallClean,
        _ => return None,
    })
}

/// A pane as a byte.
#[must_use]
pub fn encode_pane(pane: Pane) -> u8 {
    place(&Pane::ALL, pane)
}

/// The pane that this byte is; `None` where it is none.
#[must_use]
pub fn decode_pane(byte: u8) -> Option<Pane> {
    Pane::ALL.get(usize::from(byte)).copied()
}

/// What a file is for, as a byte.
#[must_use]
pub fn encode_purpose(purpose: Purpose) -> u8 {
    place(&Purpose::ALL, purpose)
}

/// What a file is for, from a byte; `None` where it is none.
#[must_use]
pub fn decode_purpose(byte: u8) -> Option<Purpose> {
    Purpose::ALL.get(usize::from(byte)).copied()
}

/// What becomes of a file that was picked, or why nothing does, as bytes.
#[must_use]
pub fn encode_taken(taken: &Result<Request, Line>) -> Vec<u8> {
    match taken {
        Ok(request) => [vec![0], encode_request(request)].concat(),
        Err(line) => [vec![1], encode_line(line)].concat(),
    }
}

/// What these bytes say of a file that was picked; `None` where they say nothing.
#[must_use]
pub fn decode_taken(bytes: &[u8]) -> Option<Result<Request, Line>> {
    let (kind, rest) = bytes.split_first()?;
    Some(match kind {
        0 => Ok(decode_request(rest)?),
        1 => Err(decode_line(rest)?),
        _ => return None,
    })
}

/// What the board can do, as a byte.
#[must_use]
pub fn encode_board(board: Board) -> u8 {
    place(&Board::ALL, board)
}

/// What the board can do, from a byte.
#[must_use]
pub fn decode_board(byte: u8) -> Board {
    Board::ALL.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Where this one stands.
fn place<T: PartialEq>(all: &[T], one: T) -> u8 {
    all.iter().position(|it| *it == one).and_then(|at| u8::try_from(at).ok()).unwrap_or_default()
}

fn parts(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![kind];
    for part in parts {
        // Nothing that goes to a board or is said has 4 GB.
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        bytes.extend(length.to_le_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[derive(Debug)]
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn split(&mut self, count: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(first)
    }

    fn byte(&mut self) -> Option<u8> {
        self.split(1)?.first().copied()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = u32::from_le_bytes(self.split(4)?.try_into().ok()?);
        self.split(count.try_into().ok()?)
    }

    fn text(&mut self) -> Option<String> {
        Some(core::str::from_utf8(self.bytes()?).ok()?.into())
    }

    /// A text, or nothing where it is empty.
    fn words(&mut self) -> Option<Option<String>> {
        self.text().map(|text| (!text.is_empty()).then_some(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_comes_back() {
        let (path, content): (Rc<[u8]>, Rc<[u8]>) = ((*b"/caf\xE9").into(), (*b"\x00\xFF").into());
        for task in [
            Task::Run { source: content.clone() },
            Task::Paste { text: "ü\n".into() },
            Task::List { folder: path.clone() },
            Task::Read { path: path.clone() },
            Task::Save { path: path.clone(), content: content.clone() },
            Task::Remove { path: path.clone() },
            Task::Rename { path: path.clone(), to: content },
            Task::MakeFolder { path: path.clone() },
            Task::Abandon { saving: Some(path) },
            Task::Abandon { saving: None },
        ] {
            for name in ["", "ü.py"] {
                let request = Request { name: name.into(), task: task.clone() };
                assert_eq!(decode_request(&encode_request(&request)), Some(request));
            }
        }
    }

    #[test]
    fn every_step_comes_back() {
        let steps = [
            Step::Said(Line::going("Saving ü.py")),
            Step::Said(Line::Going { what: "Saving".into(), amount: Some("1 of 2".into()) }),
            Step::Said(Line::over("It is saved.")),
            Step::Said(Line::trouble("It was not saved.", "Try again.")),
            Step::Running { asks: false },
            Step::Running { asks: true },
            Step::Learnt(Sending::RawPaste),
            Step::Learnt(Sending::Raw),
            Step::Back { is_at_prompt: true },
            Step::Back { is_at_prompt: false },
            Step::Committed,
            Step::Restarted { is_by_hand: true },
            Step::Restarted { is_by_hand: false },
        ];
        for step in steps.into_iter().chain(Ended::ALL.map(Step::Ended)) {
            assert_eq!(decode_step(&encode_step(&step)), Some(step));
        }
    }

    #[test]
    fn every_call_comes_back_and_so_does_its_answer() {
        for call in [
            Call::Read(Duration::from_micros(300_001)),
            Call::Sleep(Duration::from_millis(50)),
            Call::Write(vec![0xC0, 0, 0xDB]),
            Call::Write(vec![]),
            Call::DiscardInput,
            Call::SetBaud(921_600),
            Call::SetSignals(Signals { dtr: true, rts: false }),
            Call::SetSignals(Signals { dtr: false, rts: true }),
        ] {
            assert_eq!(decode_call(&encode_call(&call)), Some(call));
        }
        let (refused, closed) =
            (ControlError::Refused("Ü.".into()), ControlError::Closed("".into()));
        let controls = [refused, closed, ControlError::TimedOut, ControlError::Lost];
        let lines = [LineError::TimedOut, LineError::Refused("Ü.".into()), LineError::Lost];
        let faults = FAULTS.map(|fault| Answer::Line(LineError::LineFault(fault)));
        for answer in [Answer::Done, Answer::Read(vec![0xC0])]
            .into_iter()
            .chain(controls.map(Answer::Control))
            .chain(lines.map(Answer::Line))
            .chain(faults)
        {
            assert_eq!(decode_answer(&encode_answer(&answer)), Some(answer));
        }
    }

    #[test]
    fn every_paste_comes_back() {
        for delivery in [
            Delivery::Nothing,
            Delivery::Keys(b"1\r".to_vec()),
            Delivery::Program("x = 'ü'\ny = 1\n".into()),
        ] {
            for changed in [None, Some("Quotation marks.".to_owned())] {
                let pasted = Pasted { delivery: delivery.clone(), changed };
                assert_eq!(decode_pasted(&encode_pasted(&pasted)), Some(pasted));
            }
        }
    }

    #[test]
    fn all_that_is_asked_comes_back() {
        let task = Task::Run { source: (*b"1").into() };
        let asks = [
            Ask::Start(Request { name: "ü.py".into(), task }),
            Ask::Insert("led.on()".into()),
            Ask::Open(Pane::Program),
            Ask::Close(Pane::Side(crate::Side::Files)),
            Ask::StartLoader,
            Ask::Cancel,
            Ask::InstallClean,
        ];
        for ask in asks {
            assert_eq!(decode_ask(&encode_ask(&ask)), Some(ask));
        }
    }

    #[test]
    fn what_becomes_of_a_file_comes_back() {
        let task = Task::Run { source: (*b"1").into() };
        for taken in [
            Ok(Request { name: "ü.py".into(), task }),
            Err(Line::trouble("That was no file.", "Choose one.")),
        ] {
            assert_eq!(decode_taken(&encode_taken(&taken)), Some(taken));
        }
    }

    #[test]
    fn every_pane_board_and_purpose_comes_back() {
        assert_eq!(Pane::ALL.map(|pane| decode_pane(encode_pane(pane))), Pane::ALL.map(Some));
        assert_eq!(Board::ALL.map(|board| decode_board(encode_board(board))), Board::ALL);
        let purposes = Purpose::ALL.map(|purpose| decode_purpose(encode_purpose(purpose)));
        assert_eq!(purposes, Purpose::ALL.map(Some));
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn what_is_none_does_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
                let _ = (decode_request(&bytes), decode_step(&bytes), decode_pasted(&bytes));
                let _ = (decode_ask(&bytes), decode_taken(&bytes));
                let _ = (decode_call(&bytes), decode_answer(&bytes));
            }
        }
    }
}
