//! The two jobs, and the flash that they are done with.

use crate::stage::Stage;
use esp8266_loader::error::Error;
use esp8266_loader::event::Events;
use esp8266_loader::ladder::Rung;
use esp8266_loader::plan::md5_of;
use esp8266_loader::read::{Region, read};
use esp8266_loader::restore::restore;
use serial_line::SerialPort;
use virtual_board::{Config, SharedBoard};

/// Four pieces.
const FLASH_BYTES: u32 = 0x4_0000;
const PIECE_BYTES: usize = 0x1_0000;

/// What is done with the whole flash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Reading,
    Restoring,
}

/// What was claimed, and whether it is so.
pub(super) enum Claim {
    True,
    False,
    /// It failed, and what came before was right.
    None(Error),
}

impl Work {
    pub(super) const ALL: [Self; 2] = [Self::Reading, Self::Restoring];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Restoring => "restoring",
        }
    }

    /// The stages that it has, each with its name here.
    pub(super) const fn stages(self) -> &'static [(Stage, &'static str)] {
        const CONNECTING: [(Stage, &str); 6] = [
            (Stage::Reset, "reset"),
            (Stage::Sync, "sync"),
            (Stage::Identify, "identify"),
            (Stage::Upload, "upload"),
            (Stage::Start, "start"),
            (Stage::Erase, "size"),
        ];
        const READING: [(Stage, &str); 8] = {
            let [a, b, c, d, e, f] = CONNECTING;
            [a, b, c, d, e, f, (Stage::Write, "read"), (Stage::Restart, "restart")]
        };
        const RESTORING: [(Stage, &str); 9] = {
            let [a, b, c, d, e, f] = CONNECTING;
            let (write, verify) = ((Stage::Write, "write"), (Stage::Verify, "verify"));
            [a, b, c, d, e, f, write, verify, (Stage::Restart, "restart")]
        };
        match self {
            Self::Reading => &READING,
            Self::Restoring => &RESTORING,
        }
    }

    /// A small flash, for its four pieces show all there is to see.
    pub(super) fn config(self, config: Config) -> Config {
        // What is wrong with its answer stays so.
        let is_usual = config.flash_id == Config::default().flash_id;
        let flash_id = config.flash_id;
        let small = config.with_flash_bytes(FLASH_BYTES);
        if is_usual { small } else { Config { flash_id, ..small } }
    }

    /// Does it, and looks whether what is claimed is so.
    pub(super) async fn run<P: SerialPort>(
        self,
        board: &SharedBoard,
        port: &mut P,
        ladder: &[Rung],
        events: &mut Events<'_>,
    ) -> Claim {
        let flash = || board.borrow().flash().to_vec();
        match self {
            Self::Reading => {
                let before = flash();
                let mut copy = Vec::new();
                let mut sink = |piece: &[u8]| copy.extend_from_slice(piece);
                let outcome =
                    read(port, Region::Whole, &boardwalk::STUB, ladder, &mut sink, events).await;
                match outcome {
                    Ok(copied) if copy == before && copied.md5 == md5_of(&before) => Claim::True,
                    Err(error) if before.starts_with(&copy) => Claim::None(error),
                    _ => Claim::False,
                }
            }
            Self::Restoring => {
                let copy = copy();
                match restore(port, &copy, &boardwalk::STUB, ladder, events).await {
                    Ok(_) if flash() == copy => Claim::True,
                    Ok(_) => Claim::False,
                    Err(error) => Claim::None(error),
                }
            }
        }
    }
}

/// Makes one piece of a board's flash blank, and one noise.
pub(super) fn prepare(board: &SharedBoard) {
    let mut board = board.borrow_mut();
    let pieces = board.flash_mut().chunks_mut(PIECE_BYTES);
    for (piece, content) in pieces.zip(copy().chunks(PIECE_BYTES).rev()) {
        piece.copy_from_slice(content);
    }
}

/// No image: a blank piece, then noise, zeros with something in them, and noise again.
fn copy() -> Vec<u8> {
    let mut copy = vec![0xFF; PIECE_BYTES];
    let mut state = 0x2545_F491_u32;
    let mut noise = move |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    copy.extend((0..PIECE_BYTES).map(&mut noise));
    copy.extend((0..PIECE_BYTES).map(|at| if at % 5_000 == 0 { 0xC0 } else { 0 }));
    copy.extend((0..PIECE_BYTES).map(&mut noise));
    copy
}
