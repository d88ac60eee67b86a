//! A flasher for this computer's serial ports: installs, reads, restores, and says what a board is.
//!
//! ```text
//! cargo run --release -p esp8266-loader --example flasher -- PORT info
//! cargo run --release -p esp8266-loader --example flasher -- PORT install STUB.json IMAGE.bin
//! cargo run --release -p esp8266-loader --example flasher -- PORT read STUB.json COPY.bin
//! cargo run --release -p esp8266-loader --example flasher -- PORT restore STUB.json COPY.bin
//! ```
//!
//! The stub is Espressif's `esp8266.json`, from the npm package `esptool-js` or a release of `esp-flasher-stub`.

#![expect(clippy::print_stdout, reason = "it answers there")]

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use esp8266_loader::compress::Prepared;
use esp8266_loader::event::LoaderEvent;
use esp8266_loader::identify::identify_with_table;
use esp8266_loader::image::Image;
use esp8266_loader::install::{Options, install};
use esp8266_loader::ladder::{LADDER, Rung, Way};
use esp8266_loader::read::{Region, read};
use esp8266_loader::restore::restore;
use esp8266_loader::stub::{Segment, StubImage};
use serde_json::Value;
use serial_line::{ControlError, LineError, SerialLine, Signals};
use serialport::{ClearBuffer, SerialPort};
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: flasher PORT info | install STUB IMAGE | read|restore STUB COPY";

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [path, ref job @ ..] = words[..] else { return Err(USAGE.into()) };
    let port = serialport::new(path, 115_200).open()?;
    let port = Native { port, opened: Instant::now() };
    pollster::block_on(async {
        match *job {
            ["info"] => tell_info(port).await,
            ["install", stub, image] => install_image(port, Stub::load(stub)?, image).await,
            ["read", stub, copy] => read_copy(port, Stub::load(stub)?, copy).await,
            ["restore", stub, copy] => restore_copy(port, Stub::load(stub)?, copy).await,
            _ => Err(USAGE.into()),
        }
    })
}

async fn tell_info(mut port: Native) -> Outcome {
    // No stub is started, so nothing could change the speed on the way.
    let is_direct = |rung: &Rung| rung.way == Way::FromTheFirstByte;
    let ladder: Vec<Rung> = LADDER.into_iter().filter(is_direct).collect();
    let (board, table) = identify_with_table(&mut port, &ladder, &mut events()).await?;
    let (chip, flash) = (board.chip, board.flash);
    let size = board.flash_bytes.map_or("unknown size".into(), |bytes| format!("{bytes} bytes"));
    println!("{}, MAC {}, {} MHz", chip.variant, chip.mac, chip.crystal.megahertz());
    let maker = flash.maker_name().unwrap_or("unknown maker");
    println!("flash {flash}, {maker}: {size}; by its own table: {table:?}");
    Ok(())
}

async fn install_image(mut port: Native, stub: Stub, path: &str) -> Outcome {
    let prepared = Prepared::new(Image::parse(fs::read(path)?)?);
    let options = Options::default();
    let done = install(&mut port, &prepared, &stub.image(), &options, &mut events()).await?;
    println!("installed on {}, checked by {:?}", done.chip.mac, done.verification);
    Ok(())
}

async fn read_copy(mut port: Native, stub: Stub, path: &str) -> Outcome {
    let (mut file, mut written) = (fs::File::create(path)?, Ok(()));
    let mut sink = |piece: &[u8]| {
        if written.is_ok() {
            written = file.write_all(piece);
        }
    };
    let (stub, mut events) = (stub.image(), events());
    let copied = read(&mut port, Region::Whole, &stub, &LADDER, &mut sink, &mut events).await?;
    written?;
    println!("{} bytes of {} are in {path}", copied.region.len(), copied.chip.mac);
    Ok(())
}

async fn restore_copy(mut port: Native, stub: Stub, path: &str) -> Outcome {
    let copy = fs::read(path)?;
    let done = restore(&mut port, &copy, &stub.image(), &LADDER, &mut events()).await?;
    println!("restored on {}, {} bytes written", done.chip.mac, done.written_bytes);
    Ok(())
}

/// Says each event, and of progress each tenth.
fn events() -> impl FnMut(LoaderEvent) {
    let mut last = 0;
    move |event| match event {
        LoaderEvent::Reading { flash_bytes: done, of_flash_bytes: all }
        | LoaderEvent::Writing { flash_bytes: done, of_flash_bytes: all } => {
            let tenth = u64::from(done) * 10 / u64::from(all.max(1));
            if tenth != last {
                eprintln!("{tenth}0 %");
            }
            last = tenth;
        }
        event => eprintln!("{event:?}"),
    }
}

/// A port of this computer. Its calls block, which is all that these jobs need.
struct Native {
    port: Box<dyn SerialPort>,
    opened: Instant,
}

fn failed(error: io::Error) -> LineError {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => LineError::TimedOut,
        ErrorKind::BrokenPipe | ErrorKind::NotConnected | ErrorKind::NotFound => LineError::Lost,
        _ => LineError::Refused(error.to_string()),
    }
}

fn refused(error: serialport::Error) -> ControlError {
    match error.kind {
        serialport::ErrorKind::NoDevice => ControlError::Lost,
        _ => ControlError::Refused(error.to_string()),
    }
}

impl SerialLine for Native {
    async fn read(&mut self, buf: &mut [u8], timeout: Duration) -> Result<usize, LineError> {
        self.port.set_timeout(timeout).map_err(|error| failed(error.into()))?;
        match self.port.read(buf) {
            Ok(0) => Err(LineError::Lost),
            outcome => outcome.map_err(failed),
        }
    }

    async fn write_all(&mut self, bytes: &[u8]) -> Result<(), LineError> {
        self.port.set_timeout(Duration::from_secs(10)).map_err(|error| failed(error.into()))?;
        self.port.write_all(bytes).map_err(failed)
    }

    async fn discard_input(&mut self) -> Result<(), LineError> {
        self.port.clear(ClearBuffer::Input).map_err(|error| failed(error.into()))
    }

    async fn sleep(&mut self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn now(&self) -> Duration {
        self.opened.elapsed()
    }
}

impl serial_line::SerialPort for Native {
    async fn set_baud(&mut self, bits_per_second: u32) -> Result<(), ControlError> {
        self.port.set_baud_rate(bits_per_second).map_err(refused)
    }

    async fn set_signals(&mut self, signals: Signals) -> Result<(), ControlError> {
        self.port.write_data_terminal_ready(signals.dtr).map_err(refused)?;
        self.port.write_request_to_send(signals.rts).map_err(refused)
    }
}

/// A stub's file, taken apart.
struct Stub {
    entry: u32,
    segments: [(u32, Vec<u8>); 2],
}

impl Stub {
    fn load(path: &str) -> Result<Self, Box<dyn Error>> {
        let file: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
        let number = |name: &str| {
            let value = file[name].as_u64().and_then(|value| u32::try_from(value).ok());
            value.ok_or(format!("{path} has no {name}"))
        };
        let segment = |name: &str| -> Result<(u32, Vec<u8>), Box<dyn Error>> {
            let bytes = BASE64_STANDARD.decode(file[name].as_str().unwrap_or_default())?;
            Ok((number(&format!("{name}_start"))?, bytes))
        };
        Ok(Self { entry: number("entry")?, segments: [segment("text")?, segment("data")?] })
    }

    fn image(&self) -> StubImage<'_> {
        let [text, data] = &self.segments;
        StubImage {
            entry: self.entry,
            text: Segment { address: text.0, bytes: &text.1 },
            data: Segment { address: data.0, bytes: &data.1 },
        }
    }
}
