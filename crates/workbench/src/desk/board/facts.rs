use super::Progress;
use core::time::Duration;
use esp8266_loader::chip::{Chip, FlashId};
use esp8266_loader::event::{LoaderEvent, Stage};
use page_words::flash_size;
use std::rc::Rc;

/// As far as the stub reads and writes.
const REACH_BYTES: u32 = 4 << 20;

/// What a board said it is, and what served it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The chip.
    pub chip: Option<Chip>,
    /// What its flash chip answers.
    pub flash: Option<FlashId>,
    /// The flash chip's size in bytes by its own table: nothing where nobody asked, `Some(None)` where it has none.
    pub table_bytes: Option<Option<u32>>,
    /// What its ROM says as it starts.
    pub boot_log: Vec<String>,
    /// The speed of the line in bits per second, as of now.
    pub baud: Option<u32>,
    /// The speeds at which a job was done.
    pub served: Vec<u32>,
    /// How long each part of the last one took.
    pub phases: Vec<(Stage, Duration)>,
    /// The adapter's vendor and product on USB.
    pub usb: Option<(u16, u16)>,
    /// The version that Python told last.
    pub python: Option<Rc<str>>,
}

impl Facts {
    pub(super) fn begin(&mut self, usb: Option<(u16, u16)>, python: Option<Rc<str>>) {
        self.usb = usb;
        // A job that came between may have left no prompt to tell it again.
        self.python = python.or(self.python.take());
    }

    pub(super) fn learn(&mut self, event: &LoaderEvent) {
        match *event {
            LoaderEvent::Chip(chip) => self.chip = Some(chip),
            LoaderEvent::Flash { id, .. } => self.flash = Some(id),
            LoaderEvent::Connected { baud, .. } | LoaderEvent::SpeedChanged { baud } => {
                self.baud = Some(baud);
            }
            _ => {}
        }
    }

    /// A job was done at the speed that the line has.
    pub(super) fn served(&mut self, job: &Progress) {
        self.phases.clone_from(&job.phases);
        self.served.extend(self.baud.filter(|baud| !self.served.contains(baud)));
    }

    /// The size of the flash in bytes, by its id.
    #[must_use]
    pub fn flash_bytes(&self) -> Option<u32> {
        self.flash?.flash_bytes()
    }

    /// The length of a copy of this board.
    #[must_use]
    pub fn copy_bytes(&self) -> Option<u32> {
        self.flash_bytes().map(|bytes| bytes.min(REACH_BYTES))
    }

    /// The name of the file of a copy, but for its date: `5ccf7f5ef12a-esp8266-4MB`.
    #[must_use]
    pub fn copy_name(&self) -> String {
        let bytes = self.copy_bytes().unwrap_or_default();
        format!("{}-esp8266-{}B", self.mac_digits().unwrap_or_default(), flash_size(bytes))
    }

    /// Whether a file has the name of a copy of another board.
    pub(super) fn is_other(&self, name: &str) -> bool {
        let is_mac = |mac: &str| mac.len() == 12 && mac.bytes().all(|it| it.is_ascii_hexdigit());
        let of = name.split_once("-esp8266-").map(|(mac, _)| mac).filter(|mac| is_mac(mac));
        match (of, self.mac_digits()) {
            (Some(of), Some(own)) => of != own,
            _ => false,
        }
    }

    fn mac_digits(&self) -> Option<String> {
        Some(self.chip?.mac.to_string().replace(':', ""))
    }
}
