//! Tasks and steps as bytes, for a job that is kept in a program of its own. Both programs are built
//! together: there are no versions.
//!
//! A value is a byte that names its kind, and its parts behind it: numbers as eight bytes, the lowest
//! first; bytes and texts as their length and themselves.

use super::{Outcome, Step, Task};
use crate::error::Error;
use crate::exception::Exception;
use crate::exec::Sending;
use crate::files::{Entry, Kind, Listing, SaveStep, Saved};
use crate::paste::{Changes, Delivery, Pasted};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::LineError;

/// A task as bytes.
#[must_use]
pub fn encode_task(task: &Task) -> Vec<u8> {
    match task {
        Task::Run { source } => parts(0, &[source]),
        Task::Paste { text } => parts(1, &[text.as_bytes()]),
        Task::List { folder } => parts(2, &[folder]),
        Task::Read { path } => parts(3, &[path]),
        Task::Save { path, content } => parts(4, &[path, content]),
        Task::Remove { path } => parts(5, &[path]),
        Task::Rename { path, to } => parts(6, &[path, to]),
        Task::MakeFolder { path } => parts(7, &[path]),
        Task::Abandon { saving } => parts(8, &[saving.as_deref().unwrap_or_default()]),
    }
}

/// The task that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_task(bytes: &[u8]) -> Option<Task> {
    let mut reader = Reader(bytes);
    let kind = reader.byte()?;
    let first: Rc<[u8]> = reader.bytes()?.into();
    Some(match kind {
        0 => Task::Run { source: first },
        1 => Task::Paste { text: core::str::from_utf8(&first).ok()?.into() },
        2 => Task::List { folder: first },
        3 => Task::Read { path: first },
        4 => Task::Save { path: first, content: reader.bytes()?.into() },
        5 => Task::Remove { path: first },
        6 => Task::Rename { path: first, to: reader.bytes()?.into() },
        7 => Task::MakeFolder { path: first },
        8 => Task::Abandon { saving: (!first.is_empty()).then_some(first) },
        _ => return None,
    })
}

/// A step as bytes.
#[must_use]
pub fn encode_step(step: &Step) -> Vec<u8> {
    let mut writer = Writer::default();
    match step {
        Step::Running { asks } => writer.byte(0).byte((*asks).into()),
        Step::Reading { bytes } => writer.byte(1).number(*bytes as u64),
        Step::Saving(SaveStep::Preparing) => writer.byte(2),
        Step::Saving(SaveStep::Sending { bytes, of_bytes }) => {
            writer.byte(3).number(*bytes as u64).number(*of_bytes as u64)
        }
        Step::Saving(SaveStep::Checking) => writer.byte(4),
        Step::Saving(SaveStep::Replacing) => writer.byte(5),
        Step::Learnt(sending) => writer.byte(6).byte(encode_sending(*sending)),
        Step::Ended(outcome) => encode_outcome(outcome, writer.byte(7)),
        Step::Back { is_at_prompt } => writer.byte(8).byte((*is_at_prompt).into()),
    };
    writer.0
}

/// The step that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_step(bytes: &[u8]) -> Option<Step> {
    let mut reader = Reader(bytes);
    Some(match reader.byte()? {
        0 => Step::Running { asks: reader.byte()? != 0 },
        1 => Step::Reading { bytes: reader.size()? },
        2 => Step::Saving(SaveStep::Preparing),
        3 => Step::Saving(SaveStep::Sending { bytes: reader.size()?, of_bytes: reader.size()? }),
        4 => Step::Saving(SaveStep::Checking),
        5 => Step::Saving(SaveStep::Replacing),
        6 => Step::Learnt(decode_sending(reader.byte()?)),
        7 => Step::Ended(decode_outcome(&mut reader)?),
        8 => Step::Back { is_at_prompt: reader.byte()? != 0 },
        _ => return None,
    })
}

/// A paste that was made ready, as bytes.
#[must_use]
pub fn encode_pasted(pasted: &Pasted) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.byte(match pasted.delivery {
        Delivery::Nothing => 0,
        Delivery::Keys => 1,
        Delivery::PasteMode => 2,
    });
    let Changes {
        quotes,
        invisible,
        spaces,
        signs,
        line_ends,
        controls,
        prompts,
        answers,
        indented,
    } = pasted.changes;
    for count in [quotes, invisible, spaces, signs, line_ends, controls, prompts, answers, indented]
    {
        writer.number(count as u64);
    }
    writer.bytes(pasted.text.as_bytes());
    writer.0
}

/// The paste that these bytes are; `None` where they are none.
#[must_use]
pub fn decode_pasted(bytes: &[u8]) -> Option<Pasted> {
    let mut reader = Reader(bytes);
    let delivery = match reader.byte()? {
        0 => Delivery::Nothing,
        1 => Delivery::Keys,
        2 => Delivery::PasteMode,
        _ => return None,
    };
    let changes = Changes {
        quotes: reader.size()?,
        invisible: reader.size()?,
        spaces: reader.size()?,
        signs: reader.size()?,
        line_ends: reader.size()?,
        controls: reader.size()?,
        prompts: reader.size()?,
        answers: reader.size()?,
        indented: reader.size()?,
    };
    Some(Pasted { text: reader.text()?, changes, delivery })
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

fn encode_outcome<'a>(outcome: &Outcome, writer: &'a mut Writer) -> &'a mut Writer {
    match outcome {
        Outcome::Ran { raised: None } => writer.byte(0),
        Outcome::Ran { raised: Some(exception) } => encode_exception(exception, writer.byte(1)),
        Outcome::Listed(listing) => {
            writer.byte(2).number(listing.free_bytes).number(listing.total_bytes);
            for entry in &listing.entries {
                let bytes = match entry.kind {
                    Kind::Folder => u64::MAX,
                    Kind::File { bytes } => bytes,
                };
                writer.bytes(&entry.name).number(bytes);
            }
            writer
        }
        Outcome::Read(content) => writer.byte(3).bytes(content),
        Outcome::Saved(saved) => writer.byte(4).number(saved.bytes).bytes(&saved.sha256),
        Outcome::Done => writer.byte(5),
        Outcome::NameTaken => writer.byte(6),
        Outcome::Cancelled => writer.byte(7),
        Outcome::Failed(error) => encode_error(error, writer.byte(8)),
        Outcome::Stuck { line } => writer.byte(9).number(*line as u64),
    }
}

fn decode_outcome(reader: &mut Reader<'_>) -> Option<Outcome> {
    Some(match reader.byte()? {
        0 => Outcome::Ran { raised: None },
        1 => Outcome::Ran { raised: Some(decode_exception(reader)?) },
        2 => {
            let (free_bytes, total_bytes) = (reader.number()?, reader.number()?);
            let mut entries = Vec::new();
            while !reader.0.is_empty() {
                let name = reader.bytes()?.to_vec();
                let kind = match reader.number()? {
                    u64::MAX => Kind::Folder,
                    bytes => Kind::File { bytes },
                };
                entries.push(Entry { name, kind });
            }
            Outcome::Listed(Rc::new(Listing { entries, free_bytes, total_bytes }))
        }
        3 => Outcome::Read(reader.bytes()?.into()),
        4 => Outcome::Saved(Saved {
            bytes: reader.number()?,
            sha256: reader.bytes()?.try_into().ok()?,
        }),
        5 => Outcome::Done,
        6 => Outcome::NameTaken,
        7 => Outcome::Cancelled,
        8 => Outcome::Failed(decode_error(reader)?),
        9 => Outcome::Stuck { line: reader.size()? },
        _ => return None,
    })
}

fn encode_error<'a>(error: &Error, writer: &'a mut Writer) -> &'a mut Writer {
    match error {
        Error::Line(LineError::Refused(words)) => writer.byte(0).bytes(words.as_bytes()),
        // A job that is kept apart has no line that could fail.
        Error::Line(_) => writer.byte(1),
        Error::NotTakenOver { heard } => writer.byte(2).bytes(heard),
        Error::NoAnswer { waited, heard } => {
            let milliseconds = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
            writer.byte(3).number(milliseconds).bytes(heard)
        }
        Error::Restarted => writer.byte(4),
        Error::ControlByte { at, byte } => writer.byte(5).number(*at as u64).byte(*byte),
        Error::Raised(exception) => encode_exception(exception, writer.byte(6)),
        Error::NoFileSystem => writer.byte(7),
        Error::NoRoom { needed, free } => writer.byte(8).number(*needed).number(*free),
        Error::Damaged => writer.byte(9),
        Error::Different { sent_bytes, found_bytes } => {
            writer.byte(10).number(*sent_bytes).number(*found_bytes)
        }
    }
}

fn decode_error(reader: &mut Reader<'_>) -> Option<Error> {
    Some(match reader.byte()? {
        0 => Error::Line(LineError::Refused(reader.text()?)),
        1 => Error::Line(LineError::TimedOut),
        2 => Error::NotTakenOver { heard: reader.bytes()?.to_vec() },
        3 => Error::NoAnswer {
            waited: Duration::from_millis(reader.number()?),
            heard: reader.bytes()?.to_vec(),
        },
        4 => Error::Restarted,
        5 => Error::ControlByte { at: reader.size()?, byte: reader.byte()? },
        6 => Error::Raised(decode_exception(reader)?),
        7 => Error::NoFileSystem,
        8 => Error::NoRoom { needed: reader.number()?, free: reader.number()? },
        9 => Error::Damaged,
        10 => Error::Different { sent_bytes: reader.number()?, found_bytes: reader.number()? },
        _ => return None,
    })
}

fn encode_exception<'a>(exception: &Exception, writer: &'a mut Writer) -> &'a mut Writer {
    for text in [&exception.class, &exception.message, &exception.text] {
        writer.bytes(text.as_bytes());
    }
    writer
}

fn decode_exception(reader: &mut Reader<'_>) -> Option<Exception> {
    let (class, message, text) = (reader.text()?, reader.text()?, reader.text()?);
    Some(Exception { class, message, text })
}

fn parts(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.byte(kind);
    for part in parts {
        writer.bytes(part);
    }
    writer.0
}

#[derive(Debug, Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) -> &mut Self {
        self.0.push(byte);
        self
    }

    fn number(&mut self, number: u64) -> &mut Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }
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

    fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.split(8)?.try_into().ok()?))
    }

    fn size(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.size()?;
        self.split(count)
    }

    fn text(&mut self) -> Option<String> {
        Some(core::str::from_utf8(self.bytes()?).ok()?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    fn exception() -> Exception {
        Exception { class: "OSError".into(), message: "28".into(), text: "OSError: 28\r\n".into() }
    }

    #[test]
    fn every_task_comes_back() {
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
            assert_eq!(decode_task(&encode_task(&task)), Some(task));
        }
    }

    #[test]
    fn every_step_comes_back() {
        let entries = vec![
            Entry { name: b"lib".to_vec(), kind: Kind::Folder },
            Entry { name: b"caf\xE9".to_vec(), kind: Kind::File { bytes: 7 } },
        ];
        let listing = Listing { entries, free_bytes: 1 << 40, total_bytes: 1 << 41 };
        let outcomes = [
            Outcome::Ran { raised: None },
            Outcome::Ran { raised: Some(exception()) },
            Outcome::Listed(Rc::new(listing)),
            Outcome::Read((*b"\x00\xFF").into()),
            Outcome::Saved(Saved { bytes: 3, sha256: [7; 32] }),
            Outcome::Done,
            Outcome::NameTaken,
            Outcome::Cancelled,
            Outcome::Stuck { line: 7 },
        ];
        let errors = [
            Error::Line(LineError::Refused("no".into())),
            Error::Line(LineError::TimedOut),
            Error::NotTakenOver { heard: vec![1, 2] },
            Error::NoAnswer { waited: Duration::from_secs(3), heard: vec![] },
            Error::Restarted,
            Error::ControlByte { at: 7, byte: 4 },
            Error::Raised(exception()),
            Error::NoFileSystem,
            Error::NoRoom { needed: 9, free: 8 },
            Error::Damaged,
            Error::Different { sent_bytes: 3, found_bytes: 2 },
        ];
        let ended = outcomes.into_iter().chain(errors.map(Outcome::Failed)).map(Step::Ended);
        let steps = [
            Step::Running { asks: false },
            Step::Running { asks: true },
            Step::Reading { bytes: 5 },
            Step::Saving(SaveStep::Preparing),
            Step::Saving(SaveStep::Sending { bytes: 1, of_bytes: 2 }),
            Step::Saving(SaveStep::Checking),
            Step::Saving(SaveStep::Replacing),
            Step::Learnt(Sending::RawPaste),
            Step::Back { is_at_prompt: true },
        ];
        for step in steps.into_iter().chain(ended) {
            assert_eq!(decode_step(&encode_step(&step)), Some(step));
        }
    }

    #[test]
    fn every_paste_comes_back() {
        for text in ["", "1+1", "print(“ü”)\u{200B}\nx = 1\n", ">>> 1\n1\n"] {
            let pasted = crate::paste::for_python(text);
            assert_eq!(decode_pasted(&encode_pasted(&pasted)), Some(pasted));
        }
    }

    proptest! {
        #[test]
        fn what_is_none_does_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = (decode_task(&bytes), decode_step(&bytes), decode_pasted(&bytes));
        }
    }
}
