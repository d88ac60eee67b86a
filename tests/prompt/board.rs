//! Python behind the virtual board: the line's pace, a ring of 255 bytes, files in flash; on virtual time.

use super::Traits;
use core::cell::RefCell;
use core::time::Duration;
use micropython_repl::Afterwards;
use micropython_repl::exec::Sending;
use serial_line::{SerialLine as _, SerialPort as _, Signals};
use std::path::Path;
use std::rc::Rc;
use virtual_board::{
    Board, Config, Interpreter, InterpreterOptions, JumpingClock, Program, SharedBoard,
    VirtualPort, banner_firmware,
};

/// A build, by how it greets.
pub(super) struct Build {
    pub(super) name: &'static str,
    pub(super) banner: &'static str,
    pub(super) is_fat: bool,
    pub(super) exit: Afterwards,
    pub(super) sending: Sending,
}

impl Build {
    /// With a folder of the tests' own.
    pub(super) fn traits(&self, shadowed: &'static str) -> Traits {
        let holds_name =
            if self.is_fat { |name: &[u8]| !name.contains(&b'"') } else { |_: &[u8]| true };
        let Self { exit, sending, .. } = *self;
        Traits { folder: b"/folder".to_vec(), holds_name, shadowed, exit, sending }
    }
}

/// With raw-paste and littlefs, with raw-paste and SystemExit that comes back, and with FAT and none of it.
pub(super) const BUILDS: [Build; 4] = [
    Build {
        name: "1.28",
        banner: "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266",
        is_fat: false,
        exit: Afterwards::SoftReset,
        sending: Sending::RawPaste,
    },
    Build {
        name: "1.23",
        banner: "MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266",
        is_fat: false,
        exit: Afterwards::Raw,
        sending: Sending::RawPaste,
    },
    Build {
        name: "1.12",
        banner: "MicroPython v1.12 on 2019-12-20; ESP module with ESP8266",
        is_fat: true,
        exit: Afterwards::Raw,
        sending: Sending::Raw,
    },
    Build {
        name: "1.9.3",
        banner: "MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266",
        is_fat: true,
        exit: Afterwards::Raw,
        sending: Sending::Raw,
    },
];

/// A board with this build in its flash, plugged in.
pub(super) fn board(program: Box<dyn Program>, build: &Build) -> SharedBoard {
    let mut board = Board::new(Config::default(), program);
    let image = banner_firmware(build.banner);
    board.flash_mut()[..image.len()].copy_from_slice(&image);
    Rc::new(RefCell::new(board))
}

/// The same, run by an interpreter.
pub(super) fn with_python(program: &Path, build: &Build) -> SharedBoard {
    let interpreter = Interpreter::new(InterpreterOptions::new(program.into())).unwrap();
    board(Box::new(interpreter), build)
}

/// A port of a board that is reset.
pub(super) async fn reset(board: &SharedBoard) -> VirtualPort<JumpingClock> {
    let mut port = VirtualPort::open(board, JumpingClock::new(), 115_200).unwrap();
    port.set_signals(Signals { dtr: false, rts: true }).await.unwrap();
    port.sleep(Duration::from_millis(100)).await;
    port.set_signals(Signals::IDLE).await.unwrap();
    port
}
