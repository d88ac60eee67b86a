//! What other encoders would save on the wire: a table for images, as the page would compress them.
//!
//! `bench-compression IMAGE…` measures on this computer, with all optimizations; a browser on a school's
//! laptop takes some five to ten times as long.
#![expect(clippy::print_stdout, reason = "a table is what this program is for")]

use miniz_oxide::deflate::compress_to_vec_zlib;
use std::error::Error;
use std::num::NonZeroU64;
use std::path::Path;
use std::time::{Duration, Instant};

/// The page's own.
const OURS: u8 = 9;
const SPEEDS: [u32; 3] = [115_200, 460_800, 921_600];

fn main() -> Result<(), Box<dyn Error>> {
    println!("| image | encoder | bytes | ms | s at 115200 | s at 460800 | s at 921600 |");
    println!("|---|---|--:|--:|--:|--:|--:|");
    for path in std::env::args_os().skip(1) {
        let image = std::fs::read(&path)?;
        let name = Path::new(&path).file_name().unwrap_or(&path).to_string_lossy();
        for level in [1, 3, 6, OURS, 10] {
            let encoder = format!("miniz_oxide {level}");
            row(&name, &encoder, || Ok(compress_to_vec_zlib(&image, level)))?;
        }
        for iterations in [1, 5, 15] {
            let encoder = format!("zopfli × {iterations}");
            row(&name, &encoder, || zopfli(&image, iterations))?;
        }
    }
    Ok(())
}

fn row(
    image: &str,
    encoder: &str,
    compress: impl FnOnce() -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let bytes = compress()?.len();
    let took = began.elapsed();
    let [slow, middle, fast] = SPEEDS.map(|baud| wire_time(bytes, baud).as_secs_f64());
    println!(
        "| {image} | {encoder} | {bytes} | {} | {slow:.2} | {middle:.2} | {fast:.2} |",
        took.as_millis()
    );
    Ok(())
}

/// Ten bits for a byte.
fn wire_time(bytes: usize, baud: u32) -> Duration {
    Duration::from_secs_f64(bytes as f64 * 10.0 / f64::from(baud))
}

fn zopfli(image: &[u8], iterations: u64) -> Result<Vec<u8>, Box<dyn Error>> {
    let iteration_count = NonZeroU64::new(iterations).ok_or("no iterations")?;
    let options = zopfli::Options { iteration_count, ..zopfli::Options::default() };
    let mut stream = Vec::new();
    zopfli::compress(options, zopfli::Format::Zlib, image, &mut stream)?;
    Ok(stream)
}
