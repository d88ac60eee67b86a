//! Files, both ways.

use super::Subject;
use micropython_repl::error::Error;
use micropython_repl::exception::errno;
use micropython_repl::files::{Entry, Kind, MARK_COMPLETE, MARK_PARTIAL, Tidied};
use micropython_repl::job::{Job, Task};
use serial_line::SerialLine;
use sha2::{Digest as _, Sha256};

pub(super) async fn judge<L: SerialLine>(subject: &mut Subject<L>) {
    contents(subject).await;
    names(subject).await;
    folders(subject).await;
    failures(subject).await;
    leftovers(subject).await;
    names_of_the_person(subject).await;
    // The last, since what goes away in the middle can't take its names with it.
    abandoned(subject).await;
}

/// A sequence that is the same each time and does not compress.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..bytes).map(|_| next()).collect()
}

async fn contents<L: SerialLine>(subject: &mut Subject<L>) {
    let all: Vec<u8> = (0..=255).chain(0..=255).collect();
    let mut contents = vec![all, vec![0; 4_096], b"a\r\nb\r\n\x89PNG\r\n\x1a\n\x03\x04".to_vec()];
    contents.extend([0, 1, 255, 256, 257, 1_023, 1_024, 1_025, 4_800, 65_536].map(noise));
    let path = subject.path(b"data.bin");
    for content in contents {
        let bytes = content.len();
        let ((), other) = subject
            .with(async |repl| {
                let saved = repl.save(&path, &content, &mut |_| {}).await.unwrap();
                assert_eq!(
                    (saved.bytes, &saved.sha256[..]),
                    (bytes as u64, &*Sha256::digest(&content))
                );
                assert_eq!(repl.read(&path, &mut |_| {}).await.unwrap(), content, "{bytes} bytes");
            })
            .await;
        assert_eq!(other, "", "{bytes} bytes");
    }
    let (listing, _) = subject.with(async |repl| repl.list(&subject_folder(&path)).await).await;
    let entry = Entry { name: b"data.bin".to_vec(), kind: Kind::File { bytes: 65_536 } };
    assert_eq!(listing.unwrap().entries, [entry]);
    subject.with(async |repl| repl.remove(&path).await.unwrap()).await;
}

fn subject_folder(path: &[u8]) -> Vec<u8> {
    let slash = path.iter().rposition(|&byte| byte == b'/').unwrap();
    path[..slash].to_vec()
}

/// Saves files, and tells how long it takes on the line's clock beside what the wire alone takes.
pub(super) async fn speed<L: SerialLine>(name: &str, subject: &mut Subject<L>) {
    const BYTES_A_SECOND: f64 = 11_520.0;
    let path = subject.path(b"speed.bin");
    for content in [noise(102_400), b"print('a text of a program')\n".repeat(140)] {
        let began = subject.line.now();
        subject.with(async |repl| repl.save(&path, &content, &mut |_| {}).await.unwrap()).await;
        let took = (subject.line.now() - began).as_secs_f64();
        let wire = content.len() as f64 / BYTES_A_SECOND;
        println!(
            "{name}: {} bytes saved in {took:.2} s, {:.2} × the wire",
            content.len(),
            took / wire
        );
    }
    subject.with(async |repl| repl.remove(&path).await.unwrap()).await;
}

async fn names<L: SerialLine>(subject: &mut Subject<L>) {
    let long = [b'n'; 255];
    for name in
        ["O'zbek_dars.txt".as_bytes(), "课堂_作业.txt".as_bytes(), b"caf\xE9", b"a\\b \"c\"", &long]
    {
        let (path, folder) = (subject.path(name), subject.traits.folder.clone());
        if !(subject.traits.holds_name)(name) {
            subject
                .with(async |repl| {
                    repl.save(&path, b"one", &mut |_| {}).await.unwrap_err();
                    assert_eq!(repl.list(&folder).await.unwrap().entries, []);
                })
                .await;
            continue;
        }
        subject
            .with(async |repl| {
                repl.save(&path, b"one", &mut |_| {}).await.unwrap();
                repl.save(&path, b"two", &mut |_| {}).await.unwrap();
                let entries = repl.list(&folder).await.unwrap().entries;
                let entry = Entry { name: name.to_vec(), kind: Kind::File { bytes: 3 } };
                assert_eq!(entries, [entry]);
                assert_eq!(repl.read(&path, &mut |_| {}).await.unwrap(), b"two");
                repl.remove(&path).await.unwrap();
                assert_eq!(repl.list(&folder).await.unwrap().entries, []);
            })
            .await;
    }
}

async fn folders<L: SerialLine>(subject: &mut Subject<L>) {
    let (lib, inside, moved) =
        (subject.path(b"lib"), subject.path(b"lib/a.py"), subject.path(b"b.py"));
    subject
        .with(async |repl| {
            repl.make_folder(&lib).await.unwrap();
            repl.save(&inside, b"a = 1\n", &mut |_| {}).await.unwrap();
            assert_eq!(number(repl.make_folder(&lib).await), Some(errno::EEXIST));
            assert_eq!(number(repl.save(&lib, b"", &mut |_| {}).await), Some(errno::EISDIR));
            let full = number(repl.remove(&lib).await);
            assert!(matches!(full, Some(errno::ENOTEMPTY | errno::EACCES)), "{full:?}");
            assert!(repl.rename(&inside, &moved).await.unwrap());
            assert!(!repl.rename(&lib, &moved).await.unwrap());
            repl.remove(&lib).await.unwrap();
            repl.remove(&moved).await.unwrap();
        })
        .await;
}

fn number<T>(outcome: Result<T, Error>) -> Option<i32> {
    match outcome {
        Err(Error::Raised(exception)) => exception.errno(),
        _ => None,
    }
}

async fn failures<L: SerialLine>(subject: &mut Subject<L>) {
    let missing = subject.path(b"missing");
    let in_missing = subject.path(b"missing/a.py");
    subject
        .with(async |repl| {
            assert_eq!(number(repl.read(&missing, &mut |_| {}).await), Some(errno::ENOENT));
            assert_eq!(number(repl.remove(&missing).await), Some(errno::ENOENT));
            assert_eq!(number(repl.rename(&missing, &missing).await), Some(errno::ENOENT));
            assert_eq!(number(repl.list(&missing).await), Some(errno::ENOENT));
            assert!(repl.save(&in_missing, b"", &mut |_| {}).await.is_err());
        })
        .await;
}

async fn leftovers<L: SerialLine>(subject: &mut Subject<L>) {
    let marked = |name: &[u8], mark: &[u8]| subject.path(&[name, mark].concat());
    let (finished, kept) = (subject.path(b"new.py"), subject.path(b"old.py"));
    let left = [
        marked(b"new.py", MARK_COMPLETE),
        marked(b"old.py", MARK_COMPLETE),
        marked(b"cut.py", MARK_PARTIAL),
    ];
    let folder = subject.traits.folder.clone();
    subject
        .with(async |repl| {
            for path in [&kept].into_iter().chain(&left) {
                repl.save(path, path, &mut |_| {}).await.unwrap();
            }
            let mut tidied = repl.tidy(&folder).await.unwrap();
            tidied.sort_by_key(|tidied| match tidied {
                Tidied::Finished(name) | Tidied::Removed(name) => name.clone(),
            });
            let expected = [
                Tidied::Removed(b"cut.py".to_vec()),
                Tidied::Finished(b"new.py".to_vec()),
                Tidied::Removed(b"old.py".to_vec()),
            ];
            assert_eq!(tidied, expected);
            assert_eq!(repl.read(&finished, &mut |_| {}).await.unwrap(), left[0]);
            assert_eq!(repl.read(&kept, &mut |_| {}).await.unwrap(), kept);
            assert_eq!(repl.list(&folder).await.unwrap().entries.len(), 2);
            repl.remove(&finished).await.unwrap();
            repl.remove(&kept).await.unwrap();
        })
        .await;
}

/// A page may go away in the middle of a save. The board waits for the rest then, deaf to Ctrl-C.
async fn abandoned<L: SerialLine>(subject: &mut Subject<L>) {
    let (path, folder) = (subject.path(b"main.py"), subject.traits.folder.clone());
    let old = b"print('old')\n";
    subject.with(async |repl| repl.save(&path, old, &mut |_| {}).await.unwrap()).await;
    let task = Task::Save { path: path.clone().into(), content: noise(5_000).into() };
    let line = &mut subject.line;
    let (mut job, mut chunk, mut sent) = (Job::new(task, subject.sending, line.now()), [0; 512], 0);
    // Some of the programs that come first, and half of a frame.
    while sent < 5_000 {
        while let Some(bytes) = job.transmit() {
            let half = if bytes.len() > 1_000 { bytes.len() / 2 } else { bytes.len() };
            line.write_all(&bytes[..half]).await.unwrap();
            sent += bytes.len();
            if half < bytes.len() {
                sent = usize::MAX;
                break;
            }
        }
        if sent < 5_000 {
            let patience = job.deadline().unwrap().saturating_sub(line.now());
            match line.read(&mut chunk, patience).await {
                Ok(count) => job.receive(&chunk[..count], line.now()),
                Err(_) => job.timeout(line.now()),
            }
        }
    }
    drop(job);
    subject
        .with(async |repl| {
            repl.tidy(&folder).await.unwrap();
            assert_eq!(repl.list(&folder).await.unwrap().entries.len(), 1);
            assert_eq!(repl.read(&path, &mut |_| {}).await.unwrap(), old);
            repl.remove(&path).await.unwrap();
        })
        .await;
}

/// A person may use every name; ours are gone afterwards.
async fn names_of_the_person<L: SerialLine>(subject: &mut Subject<L>) {
    use micropython_repl::conversation::converse;
    use micropython_repl::exec::Exec;
    let (path, folder, sending) =
        (subject.path(b"main.py"), subject.traits.folder.clone(), subject.sending);
    let names = subject.traits.shadowed;
    let shadows = format!("os = 5\n{} = None\n", names.replace(", ", " = "));
    let asks = "import builtins\nbuiltins.print(os, open, builtins.sorted(dir()))\n";
    let deletes = format!("del os, {names}\n");
    let (printed, _) = subject
        .with(async |repl| {
            let mut printed = Vec::new();
            for (step, source) in [&*shadows, asks, asks, &deletes].into_iter().enumerate() {
                if step == 2 {
                    repl.save(&path, b"print('hi')\n", &mut |_| {}).await.unwrap();
                    assert_eq!(repl.list(&folder).await.unwrap().entries.len(), 1);
                    assert_eq!(repl.read(&path, &mut |_| {}).await.unwrap(), b"print('hi')\n");
                    repl.remove(&path).await.unwrap();
                }
                let mut exec = Exec::of_a_person(source.as_bytes(), sending);
                let outcome =
                    converse(repl.line(), &mut exec, &mut |bytes| printed.extend(bytes)).await;
                assert_eq!(outcome.unwrap().unwrap().raised, None);
            }
            String::from_utf8(printed).unwrap()
        })
        .await;
    let printed = printed.replace("\r\n", "\n");
    let (before, after) = printed.trim_end().split_once('\n').unwrap();
    assert_eq!(before, after);
    assert!(before.starts_with("5 None"), "{before}");
}
