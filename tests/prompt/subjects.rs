//! The Pythons that are asked.

use super::{Lack, Need, Subject, Traits};
use super::{board, cut, files, greeted, judge, practice, pty, taking_over};
use board::Build;
use micropython_repl::Afterwards;
use micropython_repl::exec::Sending;
use std::path::{Path, PathBuf};
use virtual_board::{Running, ScriptedPrompt};

/// Names of ours and of Python.
const SHADOWED: &str = "open, print, len, bytearray, memoryview, OSError, ImportError, sys, hashlib, str, \
    isinstance, hasattr, range";
/// The script that makes the Unix port a board uses the others itself.
const SHADOWED_ON_BOARD: &str = "open, print, sys, hashlib";

const OF_UNIX: &[Lack] = &[Lack { need: Need::Restart, reason: "its process ends with Python" }];
const OF_PRACTICE: &[Lack] = &[Lack {
    need: Need::Input,
    reason: "no program hears what is typed where WebAssembly can't wait, as in this Node",
}];
const OF_SCRIPT: &[Lack] = &[
    Lack { need: Need::Language, reason: "a script knows a few statements" },
    Lack { need: Need::Input, reason: "none of these statements asks" },
    Lack { need: Need::Files, reason: "none of these statements opens a file" },
];

/// Asks all whose names are wanted.
pub(super) async fn judge_all(is_wanted: &dyn Fn(&str) -> bool) {
    let folder = std::env::temp_dir().join(format!("boardwalk-prompt-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    if is_wanted("the Unix port") {
        unix_port(&folder).await;
    }
    if is_wanted("the practice board") {
        practice_board(&folder.join("page")).await;
    }
    std::fs::remove_dir_all(&folder).unwrap();
    for build in &board::BUILDS {
        let name = format!("the script of {}", build.name);
        if is_wanted(&name) {
            script(name, build).await;
        }
    }
    for build in &board::BUILDS {
        let name = format!("the board with {}", build.name);
        if is_wanted(&name) {
            interpreter(name, build).await;
        }
    }
}

fn program() -> PathBuf {
    PathBuf::from(std::env::var_os("BOARDWALK_MICROPYTHON").unwrap_or_else(|| {
        panic!("BOARDWALK_MICROPYTHON must name an interpreter: cargo xtask test prompt does it")
    }))
}

async fn unix_port(folder: &Path) {
    for sending in [Sending::Unknown, Sending::Raw] {
        let mut line = pty::Interpreter::start(&program(), folder).unwrap();
        greeted(&mut line).await;
        let folder = folder.to_string_lossy().into_owned().into_bytes();
        let traits = Traits {
            folder,
            holds_name: |_| true,
            shadowed: SHADOWED,
            exit: Afterwards::Restarted,
            sending: Sending::RawPaste,
        };
        let name = "the Unix port".to_owned();
        judge(&mut Subject { name, line, sending, traits, lacks: OF_UNIX }).await;
    }
}

async fn practice_board(folder: &Path) {
    for sending in [Sending::Unknown, Sending::Raw] {
        let mut line = practice::PracticeBoard::start(folder, board::BUILDS[0].banner).unwrap();
        greeted(&mut line).await;
        let traits = Traits {
            folder: b"/folder".to_vec(),
            // A browser's worker has names of text.
            holds_name: |name| core::str::from_utf8(name).is_ok(),
            shadowed: SHADOWED,
            exit: Afterwards::SoftReset,
            sending: Sending::RawPaste,
        };
        let name = "the practice board".to_owned();
        let mut subject = Subject { name, line, sending, traits, lacks: OF_PRACTICE };
        subject.with(async |repl| repl.make_folder(b"/folder").await.unwrap()).await;
        subject.sending = sending;
        judge(&mut subject).await;
    }
}

async fn script(name: String, build: &Build) {
    let traits = build.traits(SHADOWED_ON_BOARD);
    let subject = |line| Subject {
        name: name.clone(),
        line,
        sending: Sending::Unknown,
        traits: traits.clone(),
        lacks: OF_SCRIPT,
    };
    let mut line = board::reset(&board::board(Box::new(ScriptedPrompt::new()), build)).await;
    greeted(&mut line).await;
    judge(&mut subject(line)).await;
    for busy in [Running::new(), Running::quiet()] {
        let line = board::reset(&board::board(Box::new(busy), build)).await;
        taking_over::from_a_program(&mut subject(line)).await;
    }
    println!("  and taken over from programs that run since the start");
}

async fn interpreter(name: String, build: &Build) {
    let program = program();
    let mut line = board::reset(&board::with_python(&program, build)).await;
    greeted(&mut line).await;
    let mut subject = Subject {
        name: name.clone(),
        line,
        sending: Sending::Unknown,
        traits: build.traits(SHADOWED_ON_BOARD),
        lacks: &[],
    };
    subject.with(async |repl| repl.make_folder(b"/folder").await.unwrap()).await;
    subject.sending = Sending::Unknown;
    judge(&mut subject).await;
    files::speed(&name, &mut subject).await;
    if matches!(build.name, "1.28" | "1.12") {
        cut::judge(&name, &program, build).await;
    }
}
