//! What a virtual board says it is.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::Bench;
use esp8266_loader::identify::{Identity, identify_with_table};
use esp8266_loader::ladder::Rung;
use virtual_board::Config;

/// And the size by the flash chip's own table.
fn identity(config: Config) -> (Identity, Option<u32>) {
    let bench = Bench::new(config);
    let (mut port, ladder) = (bench.port(), [Rung::new(921_600), Rung::new(115_200)]);
    pollster::block_on(async { identify_with_table(&mut port, &ladder, &mut |_| {}).await })
        .unwrap()
}

#[test]
fn a_flash_chip_tells_its_size_by_its_id_and_by_its_own_table() {
    for mebibytes in [1, 4, 16] {
        let (identity, by_table) = identity(Config::default().with_flash_bytes(mebibytes << 20));
        assert_eq!(identity.flash_bytes, Some(mebibytes << 20));
        assert_eq!(by_table, Some(mebibytes << 20));
        assert_eq!(identity.flash.maker_name(), Some("Winbond"));
    }
}

#[test]
fn a_chip_that_is_smaller_than_it_says_is_found_out() {
    let sold_as = Config { flash_id: 0x16_40_EF, ..Config::default().with_flash_bytes(1 << 20) };
    let (identity, by_table) = identity(sold_as);
    assert_eq!(identity.flash_bytes, Some(4 << 20));
    assert_eq!(by_table, Some(1 << 20));
}
