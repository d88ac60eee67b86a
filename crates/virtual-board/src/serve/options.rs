//! The command line.

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use virtual_board::{
    Chatty, Config, Crystal, Fault, FlashModes, KnownStub, Program, Running, ScriptedPrompt,
    Silent, StubVersion, UserStart, Wiring,
};

use crate::python::{self, PythonOptions};
use crate::{fault_plan, stub_file};

const USAGE: &str = "\
usage: virtual-board [--websocket 127.0.0.1:PORT] [--rfc2217 127.0.0.1:PORT] [option …]
  --flash 256K|512K|1M|2M|4M|8M|16M   size of the flash (4M)
  --flash-id HEX            what the flash answers to 9F, as esptool prints it
  --flash-modes all|dual|dout    how the chip can read its flash (all)
  --image FILE              what the flash holds at address 0
  --fill HEX                the byte that fills the rest of the flash (FF)
  --stub [v1:|v2:]FILE      accept this flasher stub (JSON); may be repeated
  --made-up-stubs           accept the made-up stubs of the tests
  --crystal 26|40           the crystal in MHz (26)
  --wiring transistors|direct|none    the reset circuit (transistors)
  --no-auto-reset           the same as --wiring none
  --reset-rise-ms N         how slowly the reset line rises (2)
  --latency-ms N            USB latency (1)
  --max-baud N              the adapter's highest speed (2000000)
  --program prompt|running|quiet|silent|chatty|slow|python
                                           what runs after a good boot (prompt)
  --faults FILE             faults of the line and of the board (JSON)
  --user-start HEX          where the build looks for its files (as the build has it)
  --speed N                 run N times faster than real time (1)";

/// What `slow` says, at 9,600 baud.
const SLOW_LINE: &str = "The temperature is 21.5 degrees, and the humidity is 40 per cent.";

/// What was asked for.
pub(crate) struct Options {
    /// Where to listen; at least one of the two is there.
    pub(crate) websocket: Option<SocketAddr>,
    pub(crate) rfc2217: Option<SocketAddr>,
    pub(crate) config: Config,
    pub(crate) program: Box<dyn Program + Send>,
    pub(crate) image: Vec<u8>,
    pub(crate) fill: u8,
    /// What strikes the line.
    pub(crate) faults: Vec<Fault>,
    pub(crate) speed: f64,
}

impl Options {
    /// Reads the command line.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut flash_id = None;
        let mut plan = None;
        let mut is_python = false;
        let mut python_options = PythonOptions::default();
        let mut options = Self {
            websocket: None,
            rfc2217: None,
            config: Config::default(),
            program: Box::new(ScriptedPrompt::new()),
            image: Vec::new(),
            fill: 0xFF,
            faults: Vec::new(),
            speed: 1.0,
        };
        while let Some(name) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{name} needs a value"));
            let config = &mut options.config;
            match name.as_str() {
                "--websocket" => options.websocket = Some(loopback(&name, &value()?)?),
                "--rfc2217" => options.rfc2217 = Some(loopback(&name, &value()?)?),
                "--flash" => {
                    *config = config.clone().with_flash_bytes(flash_bytes(&value()?)?);
                }
                "--flash-modes" => config.flash_modes = flash_modes(&value()?)?,
                "--flash-id" => flash_id = Some(hex(&value()?)?),
                "--image" => options.image = std::fs::read(value()?)?,
                "--fill" => options.fill = u8::try_from(hex(&value()?)?)?,
                "--stub" => config.stubs.push(stub(&value()?)?),
                "--made-up-stubs" => {
                    config.stubs.push(KnownStub::made_up(StubVersion::V1));
                    config.stubs.push(KnownStub::made_up(StubVersion::V2));
                }
                "--crystal" => config.crystal = crystal(&value()?)?,
                "--wiring" => config.wiring = wiring(&value()?)?,
                "--no-auto-reset" => config.wiring = Wiring::None,
                "--reset-rise-ms" => {
                    config.reset_rise = Duration::from_millis(value()?.parse()?);
                }
                "--latency-ms" => {
                    config.adapter.usb_latency = Duration::from_millis(value()?.parse()?);
                }
                "--max-baud" => config.adapter.max_baud = value()?.parse()?,
                "--program" => match &*value()? {
                    "python" => is_python = true,
                    other => (is_python, options.program) = (false, program(other)?),
                },
                "--user-start" => config.user_start = UserStart::At(hex(&value()?)?),
                "--faults" => plan = Some(PathBuf::from(value()?)),
                "--speed" => options.speed = value()?.parse()?,
                _ if python_options.take(&name, &mut value)? => {}
                _ => return Err(format!("unknown option {name}\n{}", usage()).into()),
            }
        }
        if is_python {
            options.program = python_options.program()?;
        }
        if let Some(id) = flash_id {
            options.config.flash_id = id;
        }
        // The flash has its size by now: a stuck cell must be in it.
        if let Some(path) = plan {
            let plan = fault_plan::read(&path, options.config.flash_bytes)?;
            options.faults = plan.line;
            options.config.defects = plan.board;
        }
        if options.image.len() > options.config.flash_bytes as usize {
            return Err("the image is larger than the flash".into());
        }
        if !(options.speed > 0.0 && options.speed <= 10_000.0) {
            return Err("--speed must be above 0 and at most 10000".into());
        }
        if options.websocket.is_none() && options.rfc2217.is_none() {
            return Err(usage().into());
        }
        Ok(options)
    }
}

fn usage() -> String {
    format!("{USAGE}\n{}", python::USAGE)
}

fn loopback(name: &str, text: &str) -> Result<SocketAddr, Box<dyn Error>> {
    let address: SocketAddr = text
        .parse()
        .map_err(|_| format!("{name} needs an address and a port, as 127.0.0.1:0, not {text}"))?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err(format!(
            "{name} {address} can be reached from other computers; \
             the board listens on loopback addresses only, as 127.0.0.1"
        )
        .into())
    }
}

fn flash_bytes(text: &str) -> Result<u32, Box<dyn Error>> {
    Ok(match text {
        "256K" => 256 << 10,
        "512K" => 512 << 10,
        "1M" => 1 << 20,
        "2M" => 2 << 20,
        "4M" => 4 << 20,
        "8M" => 8 << 20,
        "16M" => 16 << 20,
        _ => return Err(format!("unknown flash size {text}").into()),
    })
}

fn hex(text: &str) -> Result<u32, Box<dyn Error>> {
    Ok(u32::from_str_radix(text.trim_start_matches("0x"), 16)?)
}

fn stub(text: &str) -> Result<KnownStub, Box<dyn Error>> {
    let (version, path) = match text.split_once(':') {
        Some(("v1", path)) => (Some(StubVersion::V1), path),
        Some(("v2", path)) => (Some(StubVersion::V2), path),
        _ => (None, text),
    };
    stub_file::read(&PathBuf::from(path), version)
}

fn crystal(text: &str) -> Result<Crystal, Box<dyn Error>> {
    match text {
        "26" => Ok(Crystal::Mhz26),
        "40" => Ok(Crystal::Mhz40),
        _ => Err(format!("unknown crystal {text}").into()),
    }
}

fn flash_modes(text: &str) -> Result<FlashModes, Box<dyn Error>> {
    match text {
        "all" => Ok(FlashModes::All),
        "dual" => Ok(FlashModes::Dual),
        "dout" => Ok(FlashModes::DoutOnly),
        _ => Err(format!("unknown flash modes {text}").into()),
    }
}

fn wiring(text: &str) -> Result<Wiring, Box<dyn Error>> {
    match text {
        "transistors" => Ok(Wiring::Transistors),
        "direct" => Ok(Wiring::Direct),
        "none" => Ok(Wiring::None),
        _ => Err(format!("unknown wiring {text}").into()),
    }
}

fn program(text: &str) -> Result<Box<dyn Program + Send>, Box<dyn Error>> {
    Ok(match text {
        "prompt" => Box::new(ScriptedPrompt::new()),
        "running" => Box::new(Running::new()),
        "quiet" => Box::new(Running::quiet()),
        "silent" => Box::new(Silent),
        "chatty" => Box::new(Chatty::new("Ready.", Duration::from_secs(1))),
        "slow" => Box::new(Chatty::new(SLOW_LINE, Duration::from_millis(500)).at(9_600)),
        _ => return Err(format!("unknown program {text}").into()),
    })
}
