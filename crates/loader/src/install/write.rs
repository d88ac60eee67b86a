//! Writing what is not there yet, and proving the whole.

use super::of_all;
use crate::difference::{Difference, Overlap, difference};
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::plan::WritePlan;
use crate::stub::Stub;
use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::time::Duration;
use serial_line::SerialLine;

/// Writes what is not there yet of some plans, and proves all of them. Returns how many bytes were written.
pub(super) async fn write<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plans: &[(&WritePlan, Overlap)],
    events: &mut Events<'_>,
) -> Result<u32, Error> {
    events(LoaderEvent::Stage(Stage::Write));
    let started = stub.now();
    let mut changing = Vec::new();
    let mut is_compared = false;
    for (plan, overlap) in plans {
        let difference = difference(stub, plan, *overlap).await?;
        is_compared |= difference != Difference::Everything;
        if difference != Difference::Nothing {
            changing.push((*plan, difference));
        }
    }
    let different_bytes = changing.iter().map(|(plan, it)| different_bytes(plan, it)).sum();
    if is_compared {
        let of_flash_bytes = plans.iter().map(|(plan, _)| plan.flash_bytes()).sum();
        events(LoaderEvent::Compared { different_bytes, of_flash_bytes });
    }
    if changing.is_empty() {
        events(LoaderEvent::Stage(Stage::Verify));
        events(LoaderEvent::Verified { took: stub.now() - started });
        return Ok(0);
    }
    write_all(stub, &changing, different_bytes, events).await?;
    events(LoaderEvent::Stage(Stage::Verify));
    let mut took = Duration::ZERO;
    for (plan, _) in &changing {
        took += stub.verify(plan).await?;
    }
    events(LoaderEvent::Verified { took });
    Ok(different_bytes)
}

/// Writes what differs: some blocks of a plan each as a plan of its own.
async fn write_all<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    changing: &[(&WritePlan, Difference)],
    of_flash_bytes: u32,
    events: &mut Events<'_>,
) -> Result<(), Error> {
    let started = stub.now();
    let (mut done_bytes, mut wire_bytes) = (0, 0);
    for (plan, difference) in changing {
        let whole = plan.region();
        let regions = match difference {
            Difference::Blocks(blocks) => &blocks[..],
            Difference::Everything | Difference::Nothing => core::slice::from_ref(&whole),
        };
        for region in regions {
            let part = if *region == whole {
                Cow::Borrowed(*plan)
            } else {
                Cow::Owned(WritePlan::new(region.start, plan.part(region).to_vec()))
            };
            stub.write(&part, &mut of_all(done_bytes, of_flash_bytes, events)).await?;
            done_bytes += part.flash_bytes();
            wire_bytes += part.wire_bytes();
        }
    }
    let took = stub.now() - started;
    events(LoaderEvent::Written { flash_bytes: done_bytes, wire_bytes, took });
    Ok(())
}

fn different_bytes(plan: &WritePlan, difference: &Difference) -> u32 {
    match difference {
        Difference::Nothing => 0,
        Difference::Blocks(blocks) => blocks.iter().map(|block| block.end - block.start).sum(),
        Difference::Everything => plan.flash_bytes(),
    }
}
