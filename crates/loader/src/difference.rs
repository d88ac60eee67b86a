//! What of a plan is in the flash already, and need not be written.
//!
//! The stub tells the MD5 of any region, at some 0.8 MB/s. A sample of a few sectors comes first, so that
//! a board with something else on it, the usual case, loses only milliseconds.

use crate::error::Error;
use crate::plan::{WritePlan, md5_of};
use crate::stub::Stub;
use alloc::vec::Vec;
use core::ops::Range;
use serial_line::SerialLine;

/// The unit of comparing and of writing again: the flash's erase block.
pub(crate) const ERASE_BLOCK_BYTES: u32 = 0x1_0000;
const PROBE_BYTES: u32 = 0x1000;
/// With more blocks to write than this, in percent, one write of everything is as fast.
const WORTH_PERCENT: usize = 80;

/// How much of a plan is in the flash already, as far as a sample tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overlap {
    None,
    Partial,
    Full,
}

/// How the flash differs from a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Difference {
    /// Not at all: its MD5 is the plan's.
    Nothing,
    /// In these blocks of the plan, in order; it may be in none of them by now.
    Blocks(Vec<Range<u32>>),
    /// In so much that all is to be written.
    Everything,
}

/// Compares the ends of a plan's first block, the one in its middle, and its last.
pub(crate) async fn sample<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plan: &WritePlan,
) -> Result<Overlap, Error> {
    let blocks: Vec<_> = blocks(plan.region()).collect();
    let mut probes = [0, blocks.len() / 2, blocks.len().saturating_sub(1)].to_vec();
    probes.dedup();
    let mut same = 0;
    for block in probes.iter().filter_map(|probe| blocks.get(*probe)) {
        let probe = block.end.saturating_sub(PROBE_BYTES).max(block.start)..block.end;
        same += usize::from(holds(stub, plan, probe).await?);
    }
    Ok(match same {
        0 => Overlap::None,
        all if all == probes.len() => Overlap::Full,
        _ => Overlap::Partial,
    })
}

/// Compares the flash with a plan, as closely as a sample makes worth while.
pub(crate) async fn difference<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plan: &WritePlan,
    overlap: Overlap,
) -> Result<Difference, Error> {
    match overlap {
        Overlap::None => return Ok(Difference::Everything),
        Overlap::Full if stub.md5(plan.region()).await? == plan.md5 => {
            return Ok(Difference::Nothing);
        }
        Overlap::Partial | Overlap::Full => {}
    }
    let blocks: Vec<_> = blocks(plan.region()).collect();
    let mut different = Vec::new();
    for block in &blocks {
        if !holds(stub, plan, block.clone()).await? {
            different.push(block.clone());
        }
    }
    Ok(if different.len() * 100 > blocks.len() * WORTH_PERCENT {
        Difference::Everything
    } else {
        Difference::Blocks(different)
    })
}

async fn holds<L: SerialLine>(
    stub: &mut Stub<'_, L>,
    plan: &WritePlan,
    region: Range<u32>,
) -> Result<bool, Error> {
    let expected = md5_of(plan.part(&region));
    Ok(stub.md5(region).await? == expected)
}

/// A region cut at the borders of erase blocks.
pub(crate) fn blocks(region: Range<u32>) -> impl Iterator<Item = Range<u32>> {
    let mut start = region.start;
    core::iter::from_fn(move || {
        let end = (start + 1).next_multiple_of(ERASE_BLOCK_BYTES).min(region.end);
        (start < region.end).then(|| core::mem::replace(&mut start, end)..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_cut_where_the_flash_erases() {
        let cut: Vec<_> = blocks(0xF000..0x2_1000).collect();
        assert_eq!(cut, [0xF000..0x1_0000, 0x1_0000..0x2_0000, 0x2_0000..0x2_1000]);
        assert_eq!(blocks(5..5).count(), 0);
    }
}
