//! What a firmware file is, told by the loader's own example program.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::failure::{During, Failure, Outcome};
use crate::process;

/// What the shelf needs to know of an image that can be installed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ImageInfo {
    /// The MicroPython release that the image holds, if it is MicroPython.
    pub(super) micropython: Option<String>,
    /// The smallest flash on which it has room for files, in bytes.
    pub(super) least_flash_bytes: Option<u64>,
}

/// Has the image checked.
///
/// # Errors
/// The loader's sentence about a file that can't be installed.
pub(super) fn ask(file: &Path) -> Outcome<ImageInfo> {
    if !file.is_file() {
        return Err(Failure::new(format!("there is no file {}.", file.display())));
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--package", "esp8266-loader", "--example", "image_info", "--"])
        .arg(file);
    parse(&process::output(&mut cargo)?, file)
}

fn parse(line: &str, file: &Path) -> Outcome<ImageInfo> {
    let info: Value = serde_json::from_str(line.trim()).during("read what image_info says")?;
    if info["complete"] == false {
        return Err(Failure::new(format!(
            "{} is damaged or cut off: its own checksum does not match. Download it again.",
            file.display()
        )));
    }
    let release = info["micropython"].as_str().map(|version| release(version).to_owned());
    let least_flash_bytes = info["leastFlashBytes"].as_u64();
    Ok(ImageInfo { micropython: release, least_flash_bytes })
}

/// The release that a version like `1.9.3-8-g63826ac5c` was built from: what people call it.
fn release(version: &str) -> &str {
    let of_git = |(before, commit): &(&str, &str)| {
        commit.starts_with('g') && before.rsplit('-').next().is_some_and(is_number)
    };
    let version = version.strip_suffix("-dirty").unwrap_or(version);
    match version.rsplit_once('-').filter(of_git).and_then(|(before, _)| before.rsplit_once('-')) {
        Some((release, _)) => release,
        None => version,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<ImageInfo> {
        parse(line, Path::new("a.bin"))
    }

    #[test]
    fn the_release_of_micropython_is_taken() {
        let line = r#"{"file":"a.bin","bytes":600888,"md5":"00","micropython":"1.9.3","leastFlashBytes":1048576,"complete":true,"chip":"ESP8266"}"#;
        let expected =
            ImageInfo { micropython: Some("1.9.3".into()), least_flash_bytes: Some(1 << 20) };
        assert_eq!(parsed(line), Ok(expected));
    }

    #[test]
    fn a_version_is_shortened_to_its_release() {
        assert_eq!(release("1.9.3-8-g63826ac5c"), "1.9.3");
        assert_eq!(release("1.9.3-8-g63826ac5c-dirty"), "1.9.3");
        assert_eq!(release("1.27.0"), "1.27.0");
        assert_eq!(release("1.28.0-preview.12"), "1.28.0-preview.12");
    }

    #[test]
    fn another_firmware_has_no_version_and_cannot_prove_that_it_is_complete() {
        let line = r#"{"file":"a.bin","micropython":null,"complete":null,"chip":"ESP8266"}"#;
        let expected = ImageInfo { micropython: None, least_flash_bytes: None };
        assert_eq!(parsed(line), Ok(expected));
    }

    #[test]
    fn a_damaged_image_is_refused() {
        assert!(parsed(r#"{"micropython":"1.9.3","complete":false}"#).is_err());
        assert!(parsed("").is_err());
    }
}
