//! Says what firmware files are: one line of JSON for each, or a sentence and exit code 1.
//!
//! `cargo run -p esp8266-loader --example image_info -- FILE…`

use esp8266_loader::image::{Image, ImageError, MAX_BYTES, Wholeness};
use esp8266_loader::plan::md5_of;
use std::fs::File;
use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        match describe(&path) {
            Ok(line) => println(&line),
            Err(problem) => {
                eprintln!("{path}: {problem}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

#[expect(clippy::print_stdout, reason = "its output is what it is for")]
fn println(line: &str) {
    println!("{line}");
}

fn describe(path: &str) -> Result<String, String> {
    let bytes = read_at_most(path, MAX_BYTES + 1).map_err(|error| error.to_string())?;
    let image = Image::parse(bytes).map_err(|error: ImageError| error.to_string())?;
    let complete = match image.wholeness() {
        Wholeness::Proven => "true",
        Wholeness::Unproven => "null",
    };
    let micropython = image.micropython().map_or("null".into(), |version| format!("{version:?}"));
    let least = image.least_flash_bytes().map_or("null".into(), |bytes| bytes.to_string());
    let md5: String = md5_of(image.bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!(
        r#"{{"file":{path:?},"bytes":{},"md5":"{md5}","micropython":{micropython},"leastFlashBytes":{least},"complete":{complete},"chip":"ESP8266"}}"#,
        image.bytes().len(),
    ))
}

fn read_at_most(path: &str, bytes: usize) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    File::open(path)?.take(bytes as u64).read_to_end(&mut content)?;
    Ok(content)
}
