//! An attempt that failed, and the one after it, which knows better.

mod common;

use common::{Bench, micropython, patched};
use esp8266_loader::chip::FlashId;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::install::{Options, Verification};
use serial_line::{ControlError, Layer, Layered, LineError, SerialPort};
use std::time::Duration;
use virtual_board::Config;

/// What the flash chip of a board with 4 MiB answers, and one with 2 MiB.
const ID_OF_4_MIB: [u8; 3] = [0xEF, 0x40, 0x16];
const ID_OF_2_MIB: [u8; 3] = [0xEF, 0x40, 0x15];
const FLASH_DEFL_BEGIN: u8 = 0x10;

/// A cable that is too bad for 921,600 baud: there a bit of the flash's id is turned, and nothing can
/// be written.
struct BadAtTheTop {
    baud: u32,
}

const TOP: u32 = 921_600;

impl<P: SerialPort> Layer<P> for BadAtTheTop {
    async fn read(
        &mut self,
        below: &mut P,
        buf: &mut [u8],
        timeout: Duration,
    ) -> Result<usize, LineError> {
        let count = below.read(buf, timeout).await?;
        let id = buf[..count].windows(3).position(|bytes| bytes == ID_OF_4_MIB);
        if self.baud == TOP
            && let Some(at) = id
        {
            buf[at..at + 3].copy_from_slice(&ID_OF_2_MIB);
        }
        Ok(count)
    }

    async fn write_all(&mut self, below: &mut P, bytes: &[u8]) -> Result<(), LineError> {
        let is_lost = self.baud == TOP && bytes.get(2) == Some(&FLASH_DEFL_BEGIN);
        if is_lost { Ok(()) } else { below.write_all(bytes).await }
    }

    async fn set_baud(&mut self, below: &mut P, bits_per_second: u32) -> Result<(), ControlError> {
        self.baud = bits_per_second;
        below.set_baud(bits_per_second).await
    }
}

#[test]
fn what_the_first_attempt_did_not_erase_is_erased_by_the_one_that_knows_of_it() {
    let (bench, image) = (Bench::new(Config::default()), micropython());
    let port = Layered::new(bench.port(), BadAtTheTop { baud: 115_200 });
    let outcome = bench.install_over(port, &image, &Options::default());
    let ids: Vec<_> = outcome
        .events
        .iter()
        .filter_map(|event| match event {
            LoaderEvent::Flash { id, .. } => Some(*id),
            _ => None,
        })
        .collect();
    assert_eq!(ids, [FlashId(0x15_40EF), FlashId(0x16_40EF)]);
    assert_eq!(outcome.result.unwrap().verification, Verification::Md5);
    let flash = bench.flash();
    assert!(flash.starts_with(&patched(&image)));
    let is_blank = |from: usize, to: usize| flash[from..to].iter().all(|byte| *byte == 0xFF);
    // The Wi-Fi settings of whoever had the board before.
    assert!(is_blank(0x3F_B000, 0x40_0000), "the last sectors are as they were");
    assert!(is_blank(0x1F_B000, 0x20_0000));
}
