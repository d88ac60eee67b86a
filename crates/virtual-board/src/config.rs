//! What kind of board it is: parts, wiring, times and planned defects.

use alloc::vec::Vec;
use core::time::Duration;

use crate::defects::Defects;
use crate::known_stub::KnownStub;

/// Everything that makes one board differ from another.
///
/// [`Config::default`] is a D1 mini: two-transistor reset circuit, 26 MHz crystal, 4 MB of flash.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// How DTR and RTS reach GPIO0 and the reset line.
    pub wiring: Wiring,
    /// How long the reset line takes to rise after it was let go: resistor times capacitor.
    pub reset_rise: Duration,
    /// The crystal, which sets the UART clock and the speed of the ROM's boot log.
    pub crystal: Crystal,
    /// How the chip can read its flash.
    pub flash_modes: FlashModes,
    /// Size of the flash in bytes: a power of two, from 256 KiB to 16 MiB.
    pub flash_bytes: u32,
    /// Answer to the flash command 0x9F: manufacturer in the low byte, then type, then size code.
    pub flash_id: u32,
    /// How long the flash takes.
    pub flash_timing: FlashTiming,
    /// How long the chip takes.
    pub chip_timing: ChipTiming,
    /// What register 0x40001000 answers: 0xFFF0C101 is an ESP8266.
    pub chip_magic: u32,
    /// The efuse words at 0x3FF00050, 54, 58 and 5C, which hold the MAC and the variant.
    pub efuse: [u32; 4],
    /// The USB-serial adapter.
    pub adapter: AdapterConfig,
    /// The flasher stubs that start when they were uploaded byte for byte. Anything else crashes.
    pub stubs: Vec<KnownStub>,
    /// Where MicroPython looks for its file system.
    pub user_start: UserStart,
    /// What is broken.
    pub defects: Defects,
}

impl Config {
    /// The same board with another flash: a Winbond part of `bytes`, with the id that says so.
    #[must_use]
    pub fn with_flash_bytes(mut self, bytes: u32) -> Self {
        self.flash_bytes = bytes;
        self.flash_id = (bytes.max(1).ilog2() << 16) | 0x40_EF;
        self
    }

    /// The same board, on which `stub` starts too.
    #[must_use]
    pub fn with_stub(mut self, stub: KnownStub) -> Self {
        self.stubs.push(stub);
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            wiring: Wiring::Transistors,
            reset_rise: Duration::from_millis(2),
            crystal: Crystal::Mhz26,
            flash_modes: FlashModes::All,
            flash_bytes: 4 << 20,
            flash_id: 0x16_40_EF,
            flash_timing: FlashTiming::default(),
            chip_timing: ChipTiming::default(),
            chip_magic: 0xFFF0_C101,
            // MAC 5C:CF:7F:11:22:33 with the vendor part in the last word.
            efuse: [0x3300_0000, 0x0200_1122, 0x0000_0000, 0x005C_CF7F],
            adapter: AdapterConfig::default(),
            stubs: Vec::new(),
            user_start: UserStart::OfTheBuild,
            defects: Defects::default(),
        }
    }
}

/// How the adapter's two modem lines reach the chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wiring {
    /// Two cross-coupled transistors, as on the NodeMCU and the D1 mini: both lines together do
    /// nothing.
    Transistors,
    /// DTR is GPIO0 and RTS is reset, without transistors.
    Direct,
    /// The lines are not connected: only the buttons reset this board.
    None,
}

/// The crystal beside the chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Crystal {
    /// The usual one. The boot log comes at 74,880 baud.
    Mhz26,
    /// The boot log comes at 115,200 baud.
    Mhz40,
}

impl Crystal {
    /// The clock of the UART: twice the crystal.
    #[must_use]
    pub const fn uart_clock_hz(self) -> u32 {
        match self {
            Self::Mhz26 => 52_000_000,
            Self::Mhz40 => 80_000_000,
        }
    }
}

/// The USB-serial adapter and the system's driver for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdapterConfig {
    /// How long the adapter gathers received bytes before it sends them to the host.
    pub usb_latency: Duration,
    /// The highest speed the adapter reaches.
    pub max_baud: u32,
    /// What comes of being asked for more.
    pub beyond_max: BeyondMax,
    /// Whether it has DTR and RTS.
    pub modem_lines: ModemLines,
    /// Time between the change of DTR and that of RTS in one call, and when the port closes.
    pub signal_gap: Duration,
    /// Which line rises first when the port opens.
    pub open_order: OpenOrder,
    /// Whether framing errors on the wire reach the host as events, besides the garbled byte.
    pub line_faults: LineFaults,
}

impl Default for AdapterConfig {
    fn default() -> Self {
        Self {
            usb_latency: Duration::from_millis(1),
            max_baud: 2_000_000,
            beyond_max: BeyondMax::Clamped,
            modem_lines: ModemLines::Present,
            signal_gap: Duration::from_micros(500),
            open_order: OpenOrder::Together,
            line_faults: LineFaults::Hidden,
        }
    }
}

/// What a driver makes of a speed that its adapter does not reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BeyondMax {
    /// The adapter runs at its highest, and nobody is told.
    Clamped,
    /// It is refused: a port that has to be opened again for it stays closed.
    Refused,
}

/// Whether an adapter has modem lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModemLines {
    /// DTR and RTS, as all the usual ones.
    Present,
    /// None, or a driver without them: switching them is refused.
    Absent,
}

/// What the modem lines do while a port is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenOrder {
    /// Both rise at once, as the Linux kernel does it: no reset on a board with transistors.
    Together,
    /// RTS rises a signal gap before DTR: a reset pulse.
    RtsFirst,
    /// DTR rises a signal gap before RTS: GPIO0 is low for that long.
    DtrFirst,
}

/// Whether the driver tells the host about framing errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineFaults {
    /// Only garbled bytes arrive, as with most drivers.
    Hidden,
    /// The event comes before the garbled byte.
    Reported,
}

/// How long the flash takes for its work; the defaults are those of typical parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlashTiming {
    /// Erasing one sector of 4 KiB.
    pub erase_sector: Duration,
    /// Erasing one aligned block of 64 KiB.
    pub erase_block: Duration,
    /// Erasing the whole chip, for each MiB of it.
    pub erase_chip_per_mib: Duration,
    /// Programming one page of up to 256 bytes.
    pub program_page: Duration,
    /// Reading one KiB.
    pub read_kib: Duration,
}

impl Default for FlashTiming {
    fn default() -> Self {
        Self {
            erase_sector: Duration::from_millis(45),
            erase_block: Duration::from_millis(250),
            erase_chip_per_mib: Duration::from_millis(2_300),
            program_page: Duration::from_micros(700),
            read_kib: Duration::from_micros(600),
        }
    }
}

/// How long the chip takes. The defaults reproduce what the real second stub took at 115,200 to
/// 2,000,000 baud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChipTiming {
    /// From the release of reset to the first byte of the boot log.
    pub rom_start: Duration,
    /// Answering a small command.
    pub command: Duration,
    /// From the jump into an uploaded stub to its greeting.
    pub stub_start: Duration,
    /// Checking one KiB of a received block, before its answer.
    pub check_kib: Duration,
    /// Inflating to one KiB of output.
    pub inflate_kib: Duration,
    /// MD5 over one KiB of flash, reading included.
    pub md5_kib: Duration,
    /// From the end of the ROM's boot log to the first text of the firmware. Assumed: nothing
    /// published tells it.
    pub firmware_start: Duration,
    /// One turn of a loop in Python that looks at a byte.
    ///
    /// From a published program for an ESP8266 (lucstechblog, July 2025): its 1,015,150 trial
    /// divisions took MicroPython 1.20 32.1 seconds, 2.9 of them for printing. That is 29 µs for
    /// the fourteen bytecodes of a division's turn, and half of it for the seven of this one.
    pub python_turn: Duration,
    /// From one watchdog reset to the next when the image can't run.
    pub boot_loop: Duration,
}

impl Default for ChipTiming {
    fn default() -> Self {
        Self {
            rom_start: Duration::from_millis(5),
            command: Duration::from_micros(100),
            stub_start: Duration::from_millis(3),
            check_kib: Duration::from_micros(2_000),
            inflate_kib: Duration::from_micros(2_400),
            md5_kib: Duration::from_micros(1_240),
            firmware_start: Duration::from_millis(350),
            python_turn: Duration::from_micros(15),
            boot_loop: Duration::from_millis(600),
        }
    }
}

/// How a chip can read its flash: on how many wires, which the header of an image says (QIO 0, QOUT 1, DIO 2, DOUT 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FlashModes {
    /// In each way.
    All,
    /// On two wires: DIO and DOUT. The other two are used for something else on some modules.
    Dual,
    /// By DOUT alone, as some flash chips.
    DoutOnly,
}

impl FlashModes {
    /// Whether an image with this mode in its header starts.
    pub(crate) const fn can_read(self, mode: u8) -> bool {
        match self {
            Self::All => true,
            Self::Dual => mode >= 2,
            Self::DoutOnly => mode >= 3,
        }
    }
}

/// Where the firmware area ends and the file system may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserStart {
    /// As the build in the flash has it, judged by its version: 0x98000 before MicroPython 1.12,
    /// 0x100000 since.
    OfTheBuild,
    /// At this address.
    At(u32),
}
