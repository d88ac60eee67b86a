//! What the board is doing.

/// What the chip is doing at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Without power: unplugged.
    Off,
    /// The reset line is low, or rising.
    InReset,
    /// In the ROM's serial loader.
    Rom,
    /// In an uploaded flasher stub.
    Stub,
    /// On the way from reset to the firmware's first text.
    Booting,
    /// The firmware runs.
    Running,
    /// The image in the flash can't run: garbage and watchdog resets without end.
    BootLoop,
    /// Uploaded code went astray: silence until the next reset.
    Crashed,
}
