//! Writing what is not there yet, and proving the whole.

use crate::difference::{Difference, Overlap, difference};
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::plan::WritePlan;
use crate::stub::Stub;
use core::ops::Range;
use serial_line::SerialLine;

/// Writes what is not there yet, and proves the whole. Returns how many bytes were written.
pub(super) async fn write<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plan: &WritePlan,
    overlap: Overlap,
    events: &mut Events<'_>,
) -> Result<u32, Error> {
    events(LoaderEvent::Stage(Stage::Write));
    let started = stub.now();
    let of_flash_bytes = plan.flash_bytes();
    let written_bytes = match difference(stub, plan, overlap).await? {
        Difference::Everything => {
            let took = stub.write(plan, events).await?;
            let wire_bytes = plan.wire_bytes();
            events(LoaderEvent::Written { flash_bytes: of_flash_bytes, wire_bytes, took });
            of_flash_bytes
        }
        Difference::Blocks(blocks) => {
            let different_bytes = blocks.iter().map(|block| block.end - block.start).sum();
            events(LoaderEvent::Compared { different_bytes, of_flash_bytes });
            write_blocks(stub, plan, &blocks, events).await?;
            different_bytes
        }
        Difference::Nothing => {
            events(LoaderEvent::Compared { different_bytes: 0, of_flash_bytes });
            events(LoaderEvent::Stage(Stage::Verify));
            events(LoaderEvent::Verified { took: stub.now() - started });
            return Ok(0);
        }
    };
    events(LoaderEvent::Stage(Stage::Verify));
    let took = stub.verify(plan).await?;
    events(LoaderEvent::Verified { took });
    Ok(written_bytes)
}

/// Writes some blocks of a plan, each as a plan of its own.
async fn write_blocks<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plan: &WritePlan,
    blocks: &[Range<u32>],
    events: &mut Events<'_>,
) -> Result<(), Error> {
    let started = stub.now();
    let of_flash_bytes = blocks.iter().map(|block| block.end - block.start).sum();
    let mut done_bytes = 0;
    let mut wire_bytes = 0;
    for block in blocks {
        let part = WritePlan::new(block.start, plan.part(block).to_vec());
        let mut of_all = |event| {
            events(match event {
                LoaderEvent::Writing { flash_bytes, .. } => {
                    LoaderEvent::Writing { flash_bytes: done_bytes + flash_bytes, of_flash_bytes }
                }
                other => other,
            });
        };
        stub.write(&part, &mut of_all).await?;
        done_bytes += part.flash_bytes();
        wire_bytes += part.wire_bytes();
    }
    let took = stub.now() - started;
    events(LoaderEvent::Written { flash_bytes: of_flash_bytes, wire_bytes, took });
    Ok(())
}
