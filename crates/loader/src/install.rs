//! The job this crate is for: an image onto a board, proven, and started.

mod options;
mod write;

pub use options::{Erase, Installed, Options, SizeSetting, Verification};

use crate::chip::FlashId;
use crate::clean::{self, make_blank};
use crate::compress::Prepared;
use crate::connect::{Loader, connect};
use crate::difference::{Overlap, sample};
use crate::error::Error;
use crate::event::{Events, LoaderEvent, Stage};
use crate::image::{FlashSettings, FlashSize};
use crate::ladder::{Rung, Way};
use crate::plan::WritePlan;
use crate::recovery::{Method, Needs, Recovery, attempts};
use crate::rom::Rom;
use crate::stub::{Stub, StubImage};
use alloc::vec::Vec;
use core::ops::Range;
use serial_line::{SerialLine, SerialPort};

/// Installs an image and starts it.
///
/// 1. Reset into the loader and call it, at the best speed that answers.
/// 2. Ask for chip and flash; refuse what does not fit before anything is erased.
/// 3. Start the stub.
/// 4. Erase, write, compare: the image, and the parts that go elsewhere. Beside those, nothing is made blank but the
///    whole chip.
/// 5. Back to 115200, and reset into the new firmware.
///
/// What fails and may go better next time is tried again as [`recovery`](crate::recovery) says. The
/// events come in the order that [`event`](crate::event) promises. Dropping the future leaves the
/// board in its loader or stub: call [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure. Where the port still opens and has modem lines, the board was reset first, so it
/// runs whatever its flash now holds.
pub async fn install<P: SerialPort>(
    port: &mut P,
    prepared: &Prepared,
    stub: &StubImage<'_>,
    options: &Options,
    events: &mut Events<'_>,
) -> Result<Installed, Error> {
    let mut job = Job { prepared, stub, options, has_erased_chip: false };
    let (installed, restart) =
        attempts(port, &options.ladder, Needs::Loader, events, async |port, recovery, events| {
            job.attempt(port, recovery, events).await
        })
        .await?;
    Ok(Installed { restart, ..installed })
}

struct Job<'a> {
    prepared: &'a Prepared,
    stub: &'a StubImage<'a>,
    options: &'a Options,
    /// In an attempt before: no other shows whether it was done, and it takes half a minute.
    has_erased_chip: bool,
}

impl Job<'_> {
    async fn attempt<P: SerialPort>(
        &mut self,
        port: &mut P,
        recovery: &Recovery<'_>,
        events: &mut Events<'_>,
    ) -> Result<Installed, Error> {
        events(LoaderEvent::Stage(Stage::Connect));
        let rung = recovery.rung();
        let mut loader = connect(port, rung.rom_baud(), recovery.patience(), events).await?;
        let chip = loader.chip().await?;
        events(LoaderEvent::Chip(chip));
        let id = loader.flash_id().await?;
        let flash_bytes = id.flash_bytes().or(self.options.size.bytes());
        events(LoaderEvent::Flash { id, flash_bytes });
        let plan = self.plan(id, flash_bytes, events)?;

        let mut stub = match (loader, recovery.method()) {
            (Loader::Stub(stub), _) => stub,
            (Loader::Rom(rom), Method::Stub) => rom.start_stub(self.stub, events).await?,
            (Loader::Rom(rom), Method::RomOnly) => {
                let erase = self.write_with_rom(rom, flash_bytes, &plan, events).await?;
                let plans = plans_of(self.prepared, &plan);
                let written_bytes = plans.iter().map(|plan| plan.flash_bytes()).sum();
                let verification = Verification::None;
                // The ROM stays at the speed that it was called at.
                let rung = Rung::new(rung.rom_baud());
                return Ok(Installed {
                    chip,
                    verification,
                    erase,
                    rung,
                    written_bytes,
                    restart: None,
                });
            }
        };
        if rung.way == Way::ChangedByTheStub {
            stub.change_baud(rung.baud).await?;
            events(LoaderEvent::SpeedChanged { baud: rung.baud });
        }
        let (erase, written_bytes) = self.write_with_stub(stub, flash_bytes, &plan, events).await?;
        let verification = Verification::Md5;
        Ok(Installed { chip, verification, erase, rung, written_bytes, restart: None })
    }

    /// Decides what will be written, or says why it can't be, before anything is erased.
    fn plan(
        &self,
        id: FlashId,
        flash_bytes: Option<u32>,
        events: &mut Events<'_>,
    ) -> Result<WritePlan, Error> {
        let size = match self.options.size {
            SizeSetting::Keep => None,
            SizeSetting::Fixed(size) => Some(size),
            SizeSetting::Detected => {
                let detected = flash_bytes.and_then(FlashSize::for_firmware);
                Some(detected.ok_or(Error::UnknownFlashSize { id })?)
            }
        };
        let settings =
            FlashSettings { mode: self.options.mode, size, frequency: self.options.frequency };
        let plan = WritePlan::of_prepared(self.prepared, settings);
        let plans = plans_of(self.prepared, &plan);
        let image_bytes = plans.last().map_or(0, |last| last.region().end);
        if let Some(flash_bytes) = flash_bytes.filter(|flash_bytes| image_bytes > *flash_bytes) {
            return Err(Error::ImageTooLarge { image_bytes, flash_bytes });
        }
        let told_bytes = plan.told_flash_bytes();
        if let (Some(least_flash_bytes), Some(flash_bytes)) =
            (self.options.least_flash_bytes, flash_bytes.into_iter().chain(told_bytes).min())
            && flash_bytes < least_flash_bytes
        {
            return Err(Error::NoRoomForFiles { least_flash_bytes, flash_bytes });
        }
        let flash_params = match plan.flash[..] {
            [_, _, mode, size_and_frequency, ..] => u16::from_be_bytes([mode, size_and_frequency]),
            _ => 0,
        };
        events(LoaderEvent::Planned {
            flash_params,
            flash_bytes: plans.iter().map(|plan| plan.flash_bytes()).sum(),
            wire_bytes: plans.iter().map(|plan| plan.wire_bytes()).sum(),
        });
        Ok(plan)
    }

    /// What to make blank: where the end of the flash is unknown, so is the place of the settings. Firmware in parts
    /// brings what is to stand there.
    fn erase(&self, flash_bytes: Option<u32>) -> Erase {
        match (self.options.erase, flash_bytes) {
            (Erase::Clean, _) if !self.prepared.parts().is_empty() => Erase::OnlyWhatIsWritten,
            (Erase::Clean, None) => Erase::WholeChip,
            (erase, _) => erase,
        }
    }

    /// Returns what was made blank, and how many bytes were written.
    async fn write_with_stub<L: SerialLine>(
        &mut self,
        mut stub: Stub<'_, L>,
        flash_bytes: Option<u32>,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<(Erase, u32), Error> {
        if let Some(flash_bytes) = flash_bytes {
            stub.set_flash_size(flash_bytes).await?;
        }
        let erase = self.erase(flash_bytes);
        let mut plans = Vec::new();
        for plan in plans_of(self.prepared, plan) {
            let overlap = match erase {
                Erase::WholeChip => Overlap::None,
                Erase::Clean | Erase::OnlyWhatIsWritten => sample(&mut stub, plan).await?,
            };
            plans.push((plan, overlap));
        }
        // The first is the image's.
        let regions = match (erase, flash_bytes, &plans[..]) {
            (Erase::Clean, Some(flash_bytes), [(_, overlap), ..]) => {
                blank_regions(plan, *overlap, flash_bytes)
            }
            _ => Vec::new(),
        };
        let erases_chip = erase == Erase::WholeChip && !self.has_erased_chip;
        if erases_chip || !regions.is_empty() {
            events(LoaderEvent::Stage(Stage::Erase));
            let took = if erases_chip {
                stub.erase_flash().await?
            } else {
                make_blank(&mut stub, &regions).await?
            };
            self.has_erased_chip |= erases_chip;
            events(LoaderEvent::Erased { took });
        }
        let written_bytes = write::write(&mut stub, &plans, events).await?;
        Ok((erase, written_bytes))
    }

    /// Returns what was made blank: the ROM can't erase the whole chip at once.
    async fn write_with_rom<L: SerialLine>(
        &self,
        mut rom: Rom<'_, L>,
        flash_bytes: Option<u32>,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<Erase, Error> {
        events(LoaderEvent::RomOnly);
        let mut erase = Erase::OnlyWhatIsWritten;
        if self.erase(flash_bytes) != erase
            && let Some(flash_bytes) = flash_bytes
        {
            let regions = blank_regions(plan, Overlap::None, flash_bytes);
            if !regions.is_empty() {
                events(LoaderEvent::Stage(Stage::Erase));
                let took = rom.erase(&regions).await?;
                events(LoaderEvent::Erased { took });
            }
            erase = Erase::Clean;
        }
        events(LoaderEvent::Stage(Stage::Write));
        let started = rom.now();
        let plans = plans_of(self.prepared, plan);
        let of_flash_bytes = plans.iter().map(|plan| plan.flash_bytes()).sum();
        let mut done_bytes = 0;
        for plan in plans {
            rom.write(plan, &mut of_all(done_bytes, of_flash_bytes, events)).await?;
            done_bytes += plan.flash_bytes();
        }
        let took = rom.now() - started;
        events(LoaderEvent::Written { flash_bytes: done_bytes, wire_bytes: done_bytes, took });
        Ok(erase)
    }
}

/// All that is to be written, by its offset: the image's plan, and those of the parts.
fn plans_of<'p>(prepared: &'p Prepared, image: &'p WritePlan) -> Vec<&'p WritePlan> {
    core::iter::once(image).chain(prepared.parts()).collect()
}

/// Counts the progress of one write of several as that of all.
fn of_all<'e>(
    done_bytes: u32,
    of_flash_bytes: u32,
    events: &'e mut Events<'_>,
) -> impl FnMut(LoaderEvent) + 'e {
    move |event| {
        events(match event {
            LoaderEvent::Writing { flash_bytes, .. } => {
                LoaderEvent::Writing { flash_bytes: done_bytes + flash_bytes, of_flash_bytes }
            }
            other => other,
        });
    }
}

fn blank_regions(plan: &WritePlan, overlap: Overlap, flash_bytes: u32) -> Vec<Range<u32>> {
    let told_bytes = plan.told_flash_bytes().unwrap_or(flash_bytes);
    clean::regions(plan.flash_bytes(), overlap, flash_bytes, told_bytes)
}
