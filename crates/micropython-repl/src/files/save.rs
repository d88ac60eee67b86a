//! Saving a file so that the old one or the new one is there, whatever happens.
//!
//! ```text
//! 1  room, and nothing left of an earlier save
//! 2  main.py.bw~     the new bytes, in frames or pieces
//! 3                  size and SHA-256 by the board, from what it reads back
//! 4  main.py.bw!     the checked file; only where main.py exists
//! 5  main.py         in its place
//! ```
//!
//! On littlefs step 5 is one step of the flash. On FAT the old file goes before the new one has its name:
//! cut there, `main.py.bw!` is the new file, whole and checked, and [`tidy`] gives it its name. Nothing helps
//! where FAT is cut while it has erased the sector with the names of the folder: all of them are lost.

use super::listing::{FOLDER, Kind, unhexed};
use super::upload::Upload;
use super::{FLASH, Tidied, folder_of};
use crate::conversation::converse;
use crate::error::Error;
use crate::exception::{Exception, errno};
use crate::exec::Exec;
use crate::python::{self, Program};
use crate::repl::Repl;
use crate::reply::{number, split_at_byte};
use alloc::format;
use alloc::vec::Vec;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serial_line::SerialLine;
use sha2::{Digest as _, Sha256};

/// Behind the name of a file that is being written.
pub const MARK_PARTIAL: &[u8] = b".bw~";
/// Behind the name of a file that was checked, and takes its place.
pub const MARK_COMPLETE: &[u8] = b".bw!";

/// What a file system may want for itself: two blocks.
const SPARE_BYTES: u64 = 8 << 10;
/// The board reads so much at once to check it.
const CHECKED_BYTES: usize = 256;
/// Frames, the largest first: the board has to have a buffer of this size.
const FRAME_BYTES: [usize; 4] = [1_024, 512, 256, 128];
/// Pieces, as literals in programs. Divisible by three, so that base64 needs no padding.
const PIECE_BYTES: [usize; 4] = [768, 384, 192, 96];
/// How often all of it is sent.
const ATTEMPTS: usize = 3;

/// How far saving is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStep {
    /// Looking for room.
    Preparing,
    /// On its way.
    Sending {
        /// Bytes that the board has written.
        bytes: usize,
        /// Of so many.
        of_bytes: usize,
    },
    /// The board reads back what it has.
    Checking,
    /// The new file takes the place of the old one.
    Replacing,
}

/// A file was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its size, as the board tells it.
    pub bytes: u64,
    /// Its SHA-256, as the board computed it from what it read back.
    pub sha256: [u8; 32],
}

/// How bytes get to the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Frames, read by a program on the board.
    Frames,
    /// Literals in programs: where a program can't read bytes as they come.
    Pieces,
}

pub(super) async fn save<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    content: &[u8],
    progress: &mut dyn FnMut(SaveStep),
) -> Result<Saved, Error> {
    let place = Place::of(path);
    progress(SaveStep::Preparing);
    prepare(repl, &place, content.len() as u64).await?;
    let outcome = place_checked(repl, &place, content, progress).await;
    if let Err(error) = &outcome
        && !matches!(error, Error::Line(_))
    {
        // What is left goes, as far as the board still listens. The reason is what counts.
        if repl.take_over_again().await.is_ok() {
            let _ = repl.remove(&place.partial).await;
        }
    }
    outcome
}

/// Sends, checks, and puts it into its place.
async fn place_checked<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    place: &Place,
    content: &[u8],
    progress: &mut dyn FnMut(SaveStep),
) -> Result<Saved, Error> {
    let mut way = Way::Frames;
    let mut found_bytes = 0;
    for _ in 0..ATTEMPTS {
        way = send(repl, &place.partial, content, way, progress).await?;
        progress(SaveStep::Checking);
        let source = Program::new(python::VERIFY).bytes(&place.partial).number(CHECKED_BYTES);
        let found = Saved::read(&repl.parts(&source.source(), FLASH).await?)?;
        if found.bytes == content.len() as u64 && found.sha256 == *Sha256::digest(content) {
            progress(SaveStep::Replacing);
            return replace(repl, place, found).await;
        }
        found_bytes = found.bytes;
    }
    Err(Error::Different { sent_bytes: content.len() as u64, found_bytes })
}

/// Looks for room, and for a folder of that name.
async fn prepare<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    place: &Place,
    bytes: u64,
) -> Result<(), Error> {
    let source = Program::new(python::PREPARE)
        .bytes(&place.path)
        .bytes(&place.partial)
        .bytes(&place.complete)
        .bytes(&place.folder)
        .source();
    let parts = repl.parts(&source, FLASH).await?;
    let (kind, free) = two_numbers(parts.first())?;
    if kind & FOLDER != 0 {
        return Err(Error::Raised(Exception::os_error(errno::EISDIR)));
    }
    let (needed, free) = (bytes + SPARE_BYTES, free as u64);
    if free < needed { Err(Error::NoRoom { needed, free }) } else { Ok(()) }
}

/// Sends the bytes, in one of the two ways; tells which one served.
async fn send<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    content: &[u8],
    way: Way,
    progress: &mut dyn FnMut(SaveStep),
) -> Result<Way, Error> {
    let of_bytes = content.len();
    let mut told = |bytes| progress(SaveStep::Sending { bytes, of_bytes });
    if way == Way::Frames && send_frames(repl, path, content, &mut told).await? {
        return Ok(Way::Frames);
    }
    send_pieces(repl, path, content, &mut told).await.map(|()| Way::Pieces)
}

/// `false` where the board's programs can't read bytes as they come.
async fn send_frames<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    content: &[u8],
    told: &mut dyn FnMut(usize),
) -> Result<bool, Error> {
    let (mut sizes, mut damaged) = (FRAME_BYTES.into_iter().peekable(), 0);
    while let Some(&frame_bytes) = sizes.peek() {
        told(0);
        let source = Program::new(python::RECEIVE).bytes(path).number(frame_bytes).source();
        let exec = Exec::ours(source.as_bytes(), repl.sending, FLASH);
        let mut upload = Upload::new(exec, content, frame_bytes, told);
        let uploaded = match converse(repl.line, &mut upload, repl.output).await? {
            Ok(uploaded) => uploaded,
            // It may wait for bytes that were lost: taking it over ends that.
            Err(Error::NoAnswer { .. }) => {
                repl.take_over_again().await?;
                return Ok(true);
            }
            Err(error) => return Err(error),
        };
        if !uploaded.is_whole {
            // What the program did not read is in raw mode's line now.
            repl.take_over_again().await?;
        }
        match repl.learn(Ok(uploaded.outcome))?.raised {
            None => return Ok(true),
            Some(raised) if raised.is_out_of_memory() => drop(sizes.next()),
            Some(raised) if python::came_damaged(&raised) && damaged < ATTEMPTS => damaged += 1,
            // No stream of bytes, or one that is always empty.
            Some(raised) if can_not_read(&raised) => return Ok(false),
            Some(raised) => return Err(Error::Raised(raised)),
        }
    }
    Ok(false)
}

fn can_not_read(raised: &Exception) -> bool {
    matches!(&*raised.class, "AttributeError" | "NotImplementedError" | "ImportError")
}

async fn send_pieces<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    path: &[u8],
    content: &[u8],
    told: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    repl.parts(&Program::new(python::OPEN_FOR_PIECES).bytes(path).source(), FLASH).await?;
    let outcome = feed(repl, content, told).await;
    let close = repl.ask("try:\n _bw_piece()\nfinally:\n del _bw_piece\n", FLASH).await;
    outcome.and(close.map(drop))
}

/// Sends the pieces, smaller ones where memory runs out.
async fn feed<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    content: &[u8],
    told: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    let (mut left, mut sizes) = (content, PIECE_BYTES.into_iter());
    let mut size = sizes.next().unwrap_or(1);
    while !left.is_empty() {
        told(content.len() - left.len());
        let (piece, rest) = left.split_at(size.min(left.len()));
        let source = format!("_bw_piece('{}')\n", BASE64_STANDARD.encode(piece));
        // It is not asked again: it would be written twice.
        let mut exec = Exec::ours(source.as_bytes(), repl.sending, FLASH);
        let outcome = converse(repl.line, &mut exec, &mut |_| {}).await?;
        match (repl.learn(outcome)?.raised, sizes.as_slice()) {
            (None, _) => left = rest,
            (Some(raised), [_, ..]) if raised.is_out_of_memory() => {
                size = sizes.next().unwrap_or(size);
            }
            (Some(raised), _) => return Err(Error::Raised(raised)),
        }
    }
    told(content.len());
    Ok(())
}

async fn replace<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    place: &Place,
    checked: Saved,
) -> Result<Saved, Error> {
    let source = Program::new(python::REPLACE)
        .bytes(&place.partial)
        .bytes(&place.complete)
        .bytes(&place.path)
        .source();
    let (bytes, left) = two_numbers(repl.parts(&source, FLASH).await?.first())?;
    if bytes as u64 == checked.bytes && left == 0 {
        Ok(checked)
    } else {
        Err(Error::Different { sent_bytes: checked.bytes, found_bytes: bytes as u64 })
    }
}

pub(super) async fn tidy<L: SerialLine>(
    repl: &mut Repl<'_, L>,
    folder: &[u8],
) -> Result<Vec<Tidied>, Error> {
    let listing = repl.list(folder).await?;
    let files = listing.entries.iter().filter(|entry| matches!(entry.kind, Kind::File { .. }));
    let mut tidied = Vec::new();
    for entry in files {
        let complete = entry.name.strip_suffix(MARK_COMPLETE);
        let Some(name) = complete.or(entry.name.strip_suffix(MARK_PARTIAL)) else { continue };
        let path = |name: &[u8]| join(folder, name);
        let is_free = listing.entries.iter().all(|other| other.name != name);
        if complete.is_some() && is_free && repl.rename(&path(&entry.name), &path(name)).await? {
            tidied.push(Tidied::Finished(name.to_vec()));
        } else {
            repl.remove(&path(&entry.name)).await?;
            tidied.push(Tidied::Removed(name.to_vec()));
        }
    }
    Ok(tidied)
}

/// Where a file goes, and where it is meanwhile.
#[derive(Debug)]
struct Place {
    path: Vec<u8>,
    partial: Vec<u8>,
    complete: Vec<u8>,
    folder: Vec<u8>,
}

impl Place {
    fn of(path: &[u8]) -> Self {
        let slash = path.iter().rposition(|&byte| byte == b'/');
        let (folder, name) = path.split_at(slash.map_or(0, |slash| slash + 1));
        // A name has at most 255 bytes; that of a file in between is cut, where it would not fit.
        let marked = |mark: &[u8]| {
            let kept = name.get(..255 - mark.len()).unwrap_or(name);
            [folder, kept, mark].concat()
        };
        Self {
            path: path.to_vec(),
            partial: marked(MARK_PARTIAL),
            complete: marked(MARK_COMPLETE),
            folder: folder_of(path).to_vec(),
        }
    }
}

/// A path of a name in a folder.
fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let folder = folder.strip_suffix(b"/").unwrap_or(folder);
    [folder, b"/", name].concat()
}

impl Saved {
    fn read(parts: &[Vec<u8>]) -> Result<Self, Error> {
        let read = |part: &Vec<u8>| {
            let (bytes, sum) = split_at_byte(part, b' ')?;
            Some(Self { bytes: number(bytes)? as u64, sha256: unhexed(sum)?.try_into().ok()? })
        };
        parts.first().and_then(read).ok_or(Error::Damaged)
    }
}

fn two_numbers(part: Option<&Vec<u8>>) -> Result<(usize, usize), Error> {
    let read = |part: &Vec<u8>| {
        let (first, second) = split_at_byte(part, b' ')?;
        Some((number(first)?, number(second)?))
    };
    part.and_then(read).ok_or(Error::Damaged)
}
