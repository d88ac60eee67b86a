//! Images that do not compress, and go to the stub as they are.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Bench, micropython, patched};
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::image::Image;
use esp8266_loader::install::{Erase, Options, Verification};
use std::time::Duration;
use virtual_board::{Config, FlashTiming};

/// The smallest image that a board starts, with so much noise behind it that compressing would make it
/// longer.
fn noisy_image() -> Image {
    let mut bytes = vec![0xE9, 1, 0x00, 0x20, 0, 0, 0x10, 0x40, 0, 0, 0x10, 0x40, 4, 0, 0, 0];
    bytes.extend([1, 2, 3, 4]);
    bytes.resize(31, 0);
    bytes.push(0xEF ^ 1 ^ 2 ^ 3 ^ 4);
    let mut state = 0x2545_F491_u32;
    bytes.extend((0..0x2_0000).map(|_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    }));
    Image::parse(bytes).unwrap()
}

#[test]
fn a_flash_that_is_slow_to_erase_has_the_same_time_whether_or_not_an_image_compresses() {
    let flash_timing =
        FlashTiming { erase_block: Duration::from_millis(4_500), ..FlashTiming::default() };
    for image in [micropython(), noisy_image()] {
        let bench = Bench::new(Config { flash_timing: flash_timing.clone(), ..Config::default() });
        let options = Options { erase: Erase::OnlyWhatIsWritten, ..Options::default() };
        let outcome = bench.install(&image, &options);
        let again = |event: &LoaderEvent| matches!(event, LoaderEvent::Retrying { .. });
        assert!(!outcome.events.iter().any(again), "{:?}", outcome.events);
        assert_eq!(outcome.result.unwrap().verification, Verification::Md5);
        assert!(bench.flash().starts_with(&patched(&image)));
    }
}

#[test]
fn noise_goes_over_the_wire_as_it_is() {
    let bench = Bench::new(Config::default());
    let outcome = bench.install(&noisy_image(), &Options::default());
    let is_raw = |event: &LoaderEvent| matches!(event, LoaderEvent::Planned { flash_bytes, wire_bytes, .. } if flash_bytes == wire_bytes);
    assert!(outcome.events.iter().any(is_raw), "it compresses");
    assert!(bench.flash().starts_with(&patched(&noisy_image())));
}
