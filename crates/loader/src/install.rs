//! The job this crate is for: an image onto a board, proven, and started.

use crate::chip::{Chip, FlashId};
use crate::connect::{Loader, connect};
use crate::error::Error;
use crate::event::{Event, Events, Stage};
use crate::image::{FlashFrequency, FlashMode, FlashSettings, FlashSize, Image};
use crate::leave::leave;
use crate::plan::WritePlan;
use crate::port::{PortError, SerialPort};
use crate::recovery::{Method, Recovery};
use crate::rom::Rom;
use crate::stub::{Stub, StubImage};
use alloc::vec::Vec;
use core::time::Duration;

/// What to install, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Speeds to try, in bits per second, best first. Not empty.
    pub speeds: Vec<u32>,
    /// On how many wires the firmware is to read the flash; `None` keeps what the image says.
    pub mode: Option<FlashMode>,
    /// How fast the firmware is to read the flash; `None` keeps what the image says.
    pub frequency: Option<FlashFrequency>,
    /// Which size of flash the firmware is told.
    pub size: SizeSetting,
    /// What is blank afterwards.
    pub erase: Erase,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            speeds: Self::SPEEDS.to_vec(),
            mode: None,
            frequency: None,
            size: SizeSetting::Detected,
            erase: Erase::WholeChip,
        }
    }
}

impl Options {
    /// Nearly all adapters and boards can do the first, and all the last.
    pub const SPEEDS: [u32; 2] = [460_800, 115_200];
}

/// Which size of flash the firmware is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SizeSetting {
    /// The real one, but at most 4 MiB.
    Detected,
    /// What the image says.
    Keep,
    /// This one.
    Fixed(FlashSize),
}

/// What is erased before writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Erase {
    /// Everything: files, settings, other firmware.
    WholeChip,
    /// Only where the image goes; files beyond it stay.
    OnlyWhatIsWritten,
}

/// What stands on the board after an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Installed {
    /// The chip.
    pub chip: Chip,
    /// Whether the flash was compared with the image.
    pub verification: Verification,
    /// Whether the whole chip was erased.
    pub erase: Erase,
}

/// Whether the flash was compared with the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verification {
    /// The MD5 of the flash is that of the image.
    Md5,
    /// The ROM loader, which had to write, can't tell.
    None,
}

/// Installs an image and starts it.
///
/// 1. Reset into the loader and call it, at the best speed that answers.
/// 2. Ask for chip and flash; refuse what does not fit before anything is erased.
/// 3. Start the stub.
/// 4. Erase, write, compare.
/// 5. Back to 115200, and reset into the new firmware.
///
/// What fails and may go better next time is tried again as [`recovery`](crate::recovery) says. The
/// events come in the order that [`event`](crate::event) promises. Dropping the future leaves the
/// board in its loader or stub: call [`leave`](crate::leave::leave) with the port.
///
/// # Errors
///
/// The last failure. Unless the device is lost, the board was reset first, so it runs whatever its
/// flash now holds.
pub async fn install<P: SerialPort>(
    port: &mut P,
    image: &Image,
    stub: &StubImage<'_>,
    options: &Options,
    events: &mut Events<'_>,
) -> Result<Installed, Error> {
    let mut job = Job { image, stub, options, is_blank: false };
    let mut recovery = Recovery::new(&options.speeds);
    loop {
        match job.attempt(port, &recovery, events).await {
            Ok(installed) => {
                events(Event::Stage(Stage::Restart));
                match leave(port).await {
                    Ok(()) => {}
                    Err(PortError::Lost) => return Err(Error::Lost),
                    Err(_) => events(Event::NoModemLines),
                }
                return Ok(installed);
            }
            Err(error) => match recovery.after(&error) {
                Some(next) => {
                    recovery = next;
                    events(Event::Retrying { after: error, baud: recovery.baud() });
                }
                None => {
                    // The first failure tells more than one of tidying up.
                    let _ = leave(port).await;
                    return Err(error);
                }
            },
        }
    }
}

struct Job<'a> {
    image: &'a Image,
    stub: &'a StubImage<'a>,
    options: &'a Options,
    /// The chip was erased in an earlier attempt of this job.
    is_blank: bool,
}

impl Job<'_> {
    async fn attempt<P: SerialPort>(
        &mut self,
        port: &mut P,
        recovery: &Recovery<'_>,
        events: &mut Events<'_>,
    ) -> Result<Installed, Error> {
        events(Event::Stage(Stage::Connect));
        let mut loader = connect(port, recovery.baud(), recovery.resets(), events).await?;
        let chip = loader.chip().await?;
        events(Event::Chip(chip));
        let id = loader.flash_id().await?;
        let flash_bytes = id.flash_bytes().or(self.options.size.bytes());
        events(Event::Flash { id, flash_bytes });
        let plan = self.plan(id, flash_bytes, events)?;

        let stub = match (loader, recovery.method()) {
            (Loader::Stub(stub), _) => stub,
            (Loader::Rom(rom), Method::Stub) => rom.start_stub(self.stub, events).await?,
            (Loader::Rom(rom), Method::RomOnly) => {
                write_with_rom(rom, &plan, events).await?;
                let (verification, erase) = (Verification::None, Erase::OnlyWhatIsWritten);
                return Ok(Installed { chip, verification, erase });
            }
        };
        self.write_with_stub(stub, flash_bytes, &plan, events).await?;
        Ok(Installed { chip, verification: Verification::Md5, erase: self.options.erase })
    }

    /// Settles what will be written, or says why it can't be, before anything is erased.
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
        let flash = self.image.with_settings(settings);
        match (u32::try_from(flash.len()), flash_bytes) {
            (Ok(image_bytes), Some(flash_bytes)) if image_bytes > flash_bytes => {
                return Err(Error::ImageTooLarge { image_bytes, flash_bytes });
            }
            _ => {}
        }
        let flash_params = match flash[..] {
            [_, _, mode, size_and_frequency, ..] => u16::from_be_bytes([mode, size_and_frequency]),
            _ => 0,
        };
        let plan = WritePlan::new(0, flash);
        events(Event::Planned {
            flash_params,
            flash_bytes: plan.flash_bytes(),
            wire_bytes: plan.wire_bytes(),
        });
        Ok(plan)
    }

    async fn write_with_stub<P: SerialPort>(
        &mut self,
        mut stub: Stub<'_, P>,
        flash_bytes: Option<u32>,
        plan: &WritePlan,
        events: &mut Events<'_>,
    ) -> Result<(), Error> {
        if let Some(flash_bytes) = flash_bytes {
            stub.set_flash_size(flash_bytes).await?;
        }
        if self.options.erase == Erase::WholeChip && !self.is_blank {
            events(Event::Stage(Stage::Erase));
            let took = stub.erase_flash().await?;
            self.is_blank = true;
            events(Event::Erased { took });
        }
        events(Event::Stage(Stage::Write));
        let took = stub.write(plan, events).await?;
        events(written(plan, took));
        events(Event::Stage(Stage::Verify));
        let took = stub.verify(plan).await?;
        events(Event::Verified { took });
        Ok(())
    }
}

async fn write_with_rom<P: SerialPort>(
    mut rom: Rom<'_, P>,
    plan: &WritePlan,
    events: &mut Events<'_>,
) -> Result<(), Error> {
    events(Event::RomOnly);
    events(Event::Stage(Stage::Write));
    let took = rom.write(plan, events).await?;
    let flash_bytes = plan.flash_bytes();
    events(Event::Written { flash_bytes, wire_bytes: flash_bytes, took });
    Ok(())
}

fn written(plan: &WritePlan, took: Duration) -> Event {
    Event::Written { flash_bytes: plan.flash_bytes(), wire_bytes: plan.wire_bytes(), took }
}

impl SizeSetting {
    /// The size in bytes, where one was chosen.
    const fn bytes(self) -> Option<u32> {
        match self {
            Self::Fixed(size) => Some(size.bytes()),
            Self::Detected | Self::Keep => None,
        }
    }
}
