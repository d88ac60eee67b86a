//! Boards with an old file on them.

use super::disk::{Disk, Flash};
use super::job::{PATH, old};
use core::cell::RefCell;
use core::time::Duration;
use micropython_repl::exec::Sending;
use micropython_repl::repl::Repl;
use serial_line::SerialLine as _;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use virtual_board::{
    Board, Config, Interpreter, InterpreterOptions, JumpingClock, Nursery, SharedBoard,
    VirtualPort, banner_firmware,
};

/// A build with littlefs, on which a file can be replaced in one step.
const BANNER: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266";
/// Half of the usual, for it is copied thousands of times.
const FLASH_BYTES: u32 = 2 << 20;
/// The header's byte for that, with 40 MHz.
const TWO_MIB: u8 = 0x30;
/// Python is started, and has made its file system.
const STARTED: Duration = Duration::from_secs(10);

/// Where boards come from.
#[derive(Debug, Clone)]
pub(crate) struct Bench {
    program: PathBuf,
    nursery: Nursery,
    /// With the old file.
    flash: Arc<Vec<u8>>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let program = std::env::var_os("BOARDWALK_MICROPYTHON").map(PathBuf::from).unwrap_or_else(
            || panic!("BOARDWALK_MICROPYTHON must name an interpreter: cargo xtask test faults does it"),
        );
        let nursery = Nursery::new(&program).unwrap();
        let mut flash = banner_firmware(BANNER);
        flash[3] = TWO_MIB;
        flash.resize(FLASH_BYTES as usize, 0xFF);
        let bench = Self { program, nursery, flash: Arc::new(flash) };
        let board = bench.board(&bench.flash);
        pollster::block_on(put_old_file(&board));
        let flash = Arc::new(board.borrow().flash().to_vec());
        Self { flash, ..bench }
    }

    /// A board that has just been plugged in, with this in its flash.
    pub(crate) fn board(&self, flash: &[u8]) -> SharedBoard {
        let options = InterpreterOptions::new(self.program.clone());
        let interpreter = Interpreter::from_nursery(options, &self.nursery);
        let config = Config::default().with_flash_bytes(FLASH_BYTES);
        let mut board = Board::new(config, Box::new(interpreter));
        board.flash_mut().copy_from_slice(flash);
        Rc::new(RefCell::new(board))
    }

    /// The flash with the old file.
    pub(crate) fn flash(&self) -> &[u8] {
        &self.flash
    }

    /// What reads the files out of a flash. Each thread has one.
    pub(crate) fn disk(&self) -> Disk {
        Disk::start(&self.program, Flash::of(&self.flash))
    }
}

async fn put_old_file(board: &SharedBoard) {
    let mut line = VirtualPort::open(board, JumpingClock::new(), 115_200).unwrap();
    line.sleep(STARTED).await;
    let mut output = |_: &[u8]| {};
    let mut repl = Repl::take_over(&mut line, Sending::Unknown, &mut output).await.unwrap();
    repl.save(PATH, &old(), &mut |_| {}).await.unwrap();
    repl.give_back().await.unwrap();
}
