//! The parts of the chip that outlive a reset of its software.

use alloc::vec::Vec;

use crate::config::{ChipTiming, Config, FlashModes};
use crate::defects::Defects;
use crate::flash::Flash;
use crate::known_stub::KnownStub;
use crate::ram::Ram;
use crate::registers::Registers;
use crate::uart::Uart;

/// What the loaders work on.
#[derive(Debug)]
pub(crate) struct Hardware {
    pub(crate) uart: Uart,
    pub(crate) flash: Flash,
    pub(crate) ram: Ram,
    pub(crate) registers: Registers,
    pub(crate) timing: ChipTiming,
    /// How it can read its flash.
    pub(crate) flash_modes: FlashModes,
    pub(crate) defects: Defects,
    pub(crate) stubs: Vec<KnownStub>,
}

impl Hardware {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            uart: Uart::new(config.crystal),
            flash: Flash::new(config),
            ram: Ram::new(),
            registers: Registers::new(config),
            timing: config.chip_timing.clone(),
            flash_modes: config.flash_modes,
            defects: config.defects.clone(),
            stubs: config.stubs.clone(),
        }
    }
}
