//! Doing it.

use super::boot_log::boot_log;
use super::port::CalledPort;
use super::{Done, Task};
use esp8266_loader::erase::{Extent, erase};
use esp8266_loader::error::Error;
use esp8266_loader::event::Events;
use esp8266_loader::identify::identify_with_table;
use esp8266_loader::ladder::{LADDER, Rung, Way};
use esp8266_loader::leave::Restart;
use esp8266_loader::read::{Region, read};
use esp8266_loader::restore::restore;
use esp8266_loader::stub::{Segment, StubImage};

/// A stub's program that outlives who gave it.
#[derive(Debug)]
pub(super) struct Stub {
    entry: u32,
    text: (u32, Vec<u8>),
    data: (u32, Vec<u8>),
}

impl From<&StubImage<'_>> for Stub {
    fn from(stub: &StubImage<'_>) -> Self {
        let own = |segment: &Segment<'_>| (segment.address, segment.bytes.to_vec());
        Self { entry: stub.entry, text: own(&stub.text), data: own(&stub.data) }
    }
}

impl Stub {
    fn image(&self) -> StubImage<'_> {
        fn segment((address, bytes): &(u32, Vec<u8>)) -> Segment<'_> {
            Segment { address: *address, bytes }
        }
        let (text, data) = (segment(&self.text), segment(&self.data));
        StubImage { entry: self.entry, text, data }
    }
}

/// Does it, and gives what came of it and how the board was started again.
pub(super) async fn perform(
    port: &mut CalledPort,
    task: &Task,
    stub: &Stub,
    skipped_rungs: u8,
    events: &mut Events<'_>,
) -> Result<(Done, Option<Restart>), Error> {
    let ladder = ladder(task, skipped_rungs);
    let stub = stub.image();
    Ok(match task {
        Task::ChipInfo => {
            let (identity, table_bytes) = identify_with_table(port, &ladder, events).await?;
            let (boot_log, restart) = match identity.restart {
                Some(Restart::Reset) => boot_log(port, identity.chip.crystal).await?,
                restart => (Vec::new(), restart),
            };
            (Done::Identified { table_bytes, boot_log }, restart)
        }
        Task::Copy => {
            let mut copy = Vec::new();
            let mut keep = |piece: &[u8]| copy.extend_from_slice(piece);
            let copied = read(port, Region::Whole, &stub, &ladder, &mut keep, events).await?;
            (Done::Copied(copy.into()), copied.restart)
        }
        Task::Restore(copy) => {
            let restored = restore(port, copy, &stub, &ladder, events).await?;
            (Done::Restored(restored.written_bytes), restored.restart)
        }
        Task::EraseFiles => {
            let erased = erase(port, Extent::Files, &stub, &ladder, events).await?;
            (Done::Erased(erased.region), erased.restart)
        }
    })
}

/// The speeds to try. The lowest is always among them.
fn ladder(task: &Task, skipped_rungs: u8) -> Vec<Rung> {
    let skipped = usize::from(skipped_rungs).min(LADDER.len() - 1);
    let all = LADDER.into_iter().skip(skipped);
    match task {
        // No stub is started, so nothing could change the speed on the way.
        Task::ChipInfo => all.filter(|rung| rung.way == Way::FromTheFirstByte).collect(),
        _ => all.collect(),
    }
}
