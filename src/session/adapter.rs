//! What is known of a port before it is opened.

/// The adapter at the other end of a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Adapter {
    /// Its numbers, where the system tells them.
    pub usb: Option<UsbIds>,
    /// Whether there is a board behind it that one could hold in one's hand.
    pub board: BoardKind,
}

/// Whether a board is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BoardKind {
    /// It is.
    #[default]
    Real,
    /// It is the practice board in the page.
    Practice,
}

/// The numbers of a USB device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsbIds {
    /// Who made it.
    pub vendor: u16,
    /// Which of the maker's products it is.
    pub product: u16,
}

impl core::fmt::Display for UsbIds {
    /// As system tools print them: `1a86:7523`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04x}:{:04x}", self.vendor, self.product)
    }
}
