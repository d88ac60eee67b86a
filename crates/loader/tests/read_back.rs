//! Reading the flash of a virtual board.

mod common;

use common::Bench;
use esp8266_loader::connect::{Loader, Patience, connect};
use esp8266_loader::reset::INTO_LOADER;
use virtual_board::Config;

const PATIENCE: Patience = Patience { resets: &INTO_LOADER, syncs: 7 };

#[test]
fn what_is_read_is_what_the_flash_holds() {
    let bench = Bench::new(Config::default());
    let mut port = bench.port();
    let read = pollster::block_on(async {
        let Loader::Rom(rom) = connect(&mut port, 921_600, PATIENCE, &mut |_| {}).await? else {
            panic!("a stub runs already");
        };
        let mut stub = rom.start_stub(&bench.stub(), &mut |_| {}).await?;
        let mut read = Vec::new();
        let mut keep = |piece: &[u8]| read.extend_from_slice(piece);
        stub.read_flash(0x1_0000..0x2_0321, &mut keep, &mut |_| {}).await.map(|()| read)
    });
    assert!(read.unwrap() == bench.flash()[0x1_0000..0x2_0321]);
}

#[test]
fn regions_are_erased_by_the_sector_and_their_neighbours_stay() {
    let bench = Bench::new(Config::default());
    let before = bench.flash();
    let mut port = bench.port();
    let digest = pollster::block_on(async {
        let Loader::Rom(rom) = connect(&mut port, 115_200, PATIENCE, &mut |_| {}).await? else {
            panic!("a stub runs already");
        };
        let mut stub = rom.start_stub(&bench.stub(), &mut |_| {}).await?;
        stub.erase_region(0x3F_B000..0x40_0000).await?;
        stub.md5(0x3F_B000..0x40_0000).await
    });
    assert_eq!(digest.unwrap(), esp8266_loader::plan::md5_of(&[0xFF; 0x5000]));
    assert_eq!(bench.flash()[..0x3F_B000], before[..0x3F_B000]);
}
