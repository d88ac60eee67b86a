//! The files in a board's flash, read by a littlefs of its own: another process, which knows nothing of the
//! board and of the page.

use super::job::{PATH, old};
use core::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads a file of the blocks, tells each name with its bytes, and then that it has ended.
const SCRIPT: &str = "
import sys, vfs, binascii
path, blocks = sys.argv[1], int(sys.argv[2])
class Blocks:
    def readblocks(self, n, buf, off=0):
        file.seek(n * 4096 + off)
        file.readinto(buf)
    def ioctl(self, op, arg):
        return {4: blocks, 5: 4096}.get(op)
while sys.stdin.readline():
    try:
        file = open(path, 'rb')
        disk = vfs.VfsLfs2(Blocks(), readsize=32, progsize=32, lookahead=32, mtime=False)
        for name, *_ in disk.ilistdir('/'):
            with disk.open(name, 'rb') as one:
                print(name, binascii.hexlify(one.read()).decode())
        print('.')
    except Exception as error:
        print('!', error)
";
const BLOCK_BYTES: usize = 4096;
/// Where the build keeps its files, on a flash of 2 MiB.
const AREA: Range<usize> = 0x10_0000..0x1F_B000;
const MARKS: [&str; 2] = [".bw~", ".bw!"];

/// The part of a flash that has the files, as the blocks that differ from another one's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Changes(Vec<(usize, Vec<u8>)>);

/// A flash to compare with.
#[derive(Debug, Clone)]
pub(crate) struct Flash(Arc<Vec<u8>>);

/// What is on a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) file: Content,
    /// The names of what saves have left.
    pub(crate) leftovers: Vec<String>,
    /// What is there and should not, or is not as it was.
    pub(crate) strange: Option<String>,
}

/// What the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Old,
    New,
    Mix,
}

/// Reads what is in a flash.
#[derive(Debug)]
pub(crate) struct Disk {
    base: Flash,
    blocks: PathBuf,
    file: File,
    child: Child,
    orders: Option<ChildStdin>,
    answers: RefCell<BufReader<ChildStdout>>,
    known: RefCell<HashMap<Changes, Result<Files, String>>>,
    untouched: Files,
}

type Files = BTreeMap<String, Vec<u8>>;

impl Flash {
    pub(crate) fn of(flash: &Arc<Vec<u8>>) -> Self {
        Self(flash.clone())
    }

    /// What differs in another one.
    pub(crate) fn changes(&self, flash: &[u8]) -> Changes {
        let blocks = flash[AREA].chunks(BLOCK_BYTES).zip(self.0[AREA].chunks(BLOCK_BYTES));
        let changed = blocks.enumerate().filter(|(_, (now, before))| now != before);
        Changes(changed.map(|(number, (now, _))| (number, now.to_vec())).collect())
    }

    /// The whole with these changes.
    pub(crate) fn with(&self, changes: &Changes) -> Vec<u8> {
        let mut flash = self.0.to_vec();
        for (number, block) in &changes.0 {
            let at = AREA.start + number * BLOCK_BYTES;
            flash[at..at + BLOCK_BYTES].copy_from_slice(block);
        }
        flash
    }
}

impl Disk {
    /// One that knows what is on the board at first.
    pub(crate) fn start(program: &Path, base: Flash) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("boardwalk-faults-{}-{number}", std::process::id());
        let blocks = std::env::temp_dir().join(name);
        fs::write(&blocks, &base.0[AREA]).unwrap();
        let file = File::options().write(true).open(&blocks).unwrap();
        let mut child = Command::new(program)
            .args(["-X", "heapsize=4m", "-c", SCRIPT])
            .arg(&blocks)
            .arg((AREA.len() / BLOCK_BYTES).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = child.stdin.take();
        let answers = RefCell::new(BufReader::new(child.stdout.take().unwrap()));
        let known = RefCell::default();
        let untouched = Files::new();
        let mut disk = Self { base, blocks, file, child, orders, answers, known, untouched };
        disk.untouched = disk.files(&Changes::default()).unwrap();
        let before = disk.untouched.get("main.py");
        assert_eq!(before, Some(&old()), "the old file is not there");
        disk
    }

    /// The flash at first.
    pub(crate) const fn flash(&self) -> &Flash {
        &self.base
    }

    /// What is there, where this was saved.
    pub(crate) fn found(&self, changes: &Changes, new: &[u8]) -> Found {
        let mut files = match self.known(changes) {
            Ok(files) => files,
            Err(error) => {
                let strange = Some(format!("the files can't be read: {error}"));
                return Found { file: Content::Mix, leftovers: Vec::new(), strange };
            }
        };
        let name = String::from_utf8_lossy(&PATH[1..]).into_owned();
        let file = match files.remove(&name) {
            Some(content) if content == old() => Content::Old,
            Some(content) if content == new && !new.is_empty() => Content::New,
            _ => Content::Mix,
        };
        let is_left = |name: &str| MARKS.iter().any(|mark| name.ends_with(mark));
        let leftovers = files.keys().filter(|name| is_left(name)).cloned().collect();
        files.retain(|name, _| !is_left(name));
        let mut others = self.untouched.clone();
        others.remove(&name);
        let strange = (files != others).then(|| format!("other files: {:?}", files.keys()));
        Found { file, leftovers, strange }
    }

    fn known(&self, changes: &Changes) -> Result<Files, String> {
        if let Some(files) = self.known.borrow().get(changes) {
            return files.clone();
        }
        let files = self.files(changes);
        self.known.borrow_mut().insert(changes.clone(), files.clone());
        files
    }

    fn files(&self, changes: &Changes) -> Result<Files, String> {
        let at = |number: usize| (number * BLOCK_BYTES) as u64;
        for (number, block) in &changes.0 {
            self.file.write_all_at(block, at(*number)).unwrap();
        }
        self.orders.as_ref().unwrap().write_all(b"\n").unwrap();
        let mut files = Files::new();
        let outcome = loop {
            let mut line = String::new();
            self.answers.borrow_mut().read_line(&mut line).unwrap();
            match line.trim_end_matches('\n').split_once(' ') {
                None if line == ".\n" => break Ok(files),
                None => break Err(format!("the reader said {line:?}")),
                Some(("!", error)) => break Err(error.to_owned()),
                Some((name, content)) => {
                    files.insert(name.to_owned(), unhexed(content));
                }
            }
        };
        for (number, _) in &changes.0 {
            let from = AREA.start + number * BLOCK_BYTES;
            let before = &self.base.0[from..from + BLOCK_BYTES];
            self.file.write_all_at(before, at(*number)).unwrap();
        }
        outcome
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.child.wait();
        let _ = fs::remove_file(&self.blocks);
    }
}

fn unhexed(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    text.as_bytes()
        .chunks(2)
        .map(|two| digit(two[0]) << 4 | two.get(1).map_or(0, |&low| digit(low)))
        .collect()
}
