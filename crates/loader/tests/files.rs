//! Files that people choose, real and broken: what each is, or why it is refused.
//!
//! The real ones are those of a pinned package. `cargo xtask test unit` fetches them, and names their folder in
//! `BOARDWALK_IMAGES`; without it, only those that are made here are looked at.

use esp8266_loader::image::{Image, Wholeness};
use md5::{Digest, Md5};
use std::fs;
use std::path::Path;

/// Where the program in flash begins, and before it the length that the MD5 covers.
const PROGRAM_AT: usize = 0x9000;
const LENGTH_AT: usize = PROGRAM_AT - 4;
/// Where MicroPython for updates over Wi-Fi has its header.
const OTA_AT: usize = 0x3_C000;

/// What a file is, in one line.
fn judged(bytes: Vec<u8>) -> String {
    match Image::parse(bytes) {
        Err(error) => format!("refused: {error}"),
        Ok(image) => {
            let what = match (image.micropython(), image.build(), image.other()) {
                (Some(version), Some(build), _) => format!("MicroPython {version}, {build:?}"),
                (_, _, Some(other)) => format!("{other:?}"),
                _ => "unknown".into(),
            };
            let least = image.least_flash_bytes().map(|bytes| format!(", {} KiB", bytes >> 10));
            let whole = if image.wholeness() == Wholeness::Proven { ", whole" } else { "" };
            format!("{what}{}{whole}", least.unwrap_or_default())
        }
    }
}

/// A header with one segment, and its checksum.
fn start(segments: u8) -> Vec<u8> {
    let mut bytes = vec![0xE9, segments, 0x00, 0x20];
    bytes.extend(0x4010_0000_u32.to_le_bytes()); // entry
    bytes.extend(0x4010_0000_u32.to_le_bytes()); // where the segment goes
    bytes.extend(4_u32.to_le_bytes());
    bytes.extend([1, 2, 3, 4]);
    bytes.resize(31, 0);
    bytes.push(0xEF ^ 1 ^ 2 ^ 3 ^ 4);
    bytes
}

/// Firmware that says this text in its program.
fn saying(text: &str) -> Vec<u8> {
    let mut bytes = start(1);
    bytes.resize(PROGRAM_AT + 0x100, 0xFF);
    bytes.extend(text.as_bytes());
    bytes.push(0);
    bytes.resize(0x2_0000, 0xFF);
    bytes
}

/// The same with the MD5 that MicroPython's build puts at the end.
fn with_md5(text: &str, program: u32) -> Vec<u8> {
    let mut bytes = saying(text);
    // What the program refers to in itself.
    for at in 0..64 {
        let place = PROGRAM_AT + 0x1000 + 4 * at;
        bytes[place..place + 4].copy_from_slice(&(program + at as u32 * 0x100).to_le_bytes());
    }
    let length = bytes.len() as u32;
    bytes[LENGTH_AT..PROGRAM_AT].copy_from_slice(&length.to_le_bytes());
    let digest = Md5::digest(&bytes[4..]);
    bytes.extend(digest);
    bytes
}

fn micropython(banner: &str) -> Vec<u8> {
    with_md5(banner, 0x4020_9000)
}

const BANNER: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266";

/// MicroPython as it stands behind its boot loader for updates.
fn ota_app() -> Vec<u8> {
    with_md5("MicroPython v1.28.0 on 2026-04-06; ESP module (1M) with ESP8266", 0x4024_5000)
}

fn ota_whole() -> Vec<u8> {
    let mut bytes = start(1);
    bytes.resize(OTA_AT, 0xFF);
    bytes.extend(ota_app());
    bytes
}

fn changed(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 0x10;
    bytes
}

fn cut(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.truncate(length);
    bytes
}

/// magic, segments, mode, size; entry; write-protect pin EE; chip 9 at 12
fn esp32() -> Vec<u8> {
    let mut bytes = vec![0xE9, 3, 2, 0x20, 0x10, 0, 0x38, 0x40, 0xEE, 0, 0, 0, 9, 0];
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn each_file_that_is_made_here_is_called_what_it_is() {
    let of = |module: &str| format!("MicroPython v1.28.0 on 2026-04-06; {module} with ESP8266");
    let not = |what: &str| format!("refused: not an esp8266 image but {what}");
    let table: Vec<(&str, Vec<u8>, String)> = vec![
        ("generic", micropython(BANNER), "MicroPython 1.28.0, Generic, 2048 KiB, whole".into()),
        (
            "generic of 2017",
            micropython("MicroPython v1.9.3-8-g63826ac5c on 2017-11-01; ESP module with ESP8266"),
            "MicroPython 1.9.3-8-g63826ac5c, Generic, 1024 KiB, whole".into(),
        ),
        (
            "1M",
            micropython(&of("ESP module (1M)")),
            "MicroPython 1.28.0, Mib1, 1024 KiB, whole".into(),
        ),
        ("512K", micropython(&of("ESP module (512K)")), "MicroPython 1.28.0, Kib512, whole".into()),
        (
            "ROMFS",
            micropython(&format!("{BANNER}\0VfsRom")),
            "MicroPython 1.28.0, Romfs, 2048 KiB, whole".into(),
        ),
        (
            "OTA with its boot loader",
            ota_whole(),
            "MicroPython 1.28.0, Ota, 1024 KiB, whole".into(),
        ),
        ("OTA without it", ota_app(), not("micropython for behind an OTA boot loader")),
        ("OTA, damaged", changed(ota_whole(), OTA_AT + 0x9400), "unknown".into()),
        ("AT boot", saying("AT version:1.7.4.0(May 11 2020)"), "EspAt".into()),
        ("AT user1", vec![0xEA, 4, 0, 0, 0, 0, 0x10, 0x40], not("a part without a boot header")),
        ("blank of AT", vec![0xFF; 4096], not("something that starts with ff")),
        ("Tasmota", saying("User exception (panic/abort/assert)\0Tasmota 14.2"), "Tasmota".into()),
        ("ESPHome", saying("ESPHome version 2026.1.0"), "EspHome".into()),
        ("Arduino", saying("User exception (panic/abort/assert)"), "Arduino".into()),
        ("of others", saying("hello"), "unknown".into()),
        ("MicroPython of which the MD5 is missing", saying(BANNER), "unknown".into()),
        (
            "damaged in its program",
            changed(micropython(BANNER), 0x1_5000),
            "refused: the file is damaged: its own checksum does not match".into(),
        ),
        (
            "damaged in its segment",
            changed(micropython(BANNER), 17),
            "refused: the file is damaged: its own checksum does not match".into(),
        ),
        (
            "cut in its program",
            cut(micropython(BANNER), 0x1_0000),
            "refused: the file ends after 65536 bytes of at least 131088".into(),
        ),
        (
            "cut in its segment",
            cut(micropython(BANNER), 18),
            "refused: the file ends after 18 bytes of at least 20".into(),
        ),
        (
            "no segments",
            start(0),
            "refused: the file is damaged: its own checksum does not match".into(),
        ),
        ("empty", vec![], "refused: the file is empty".into()),
        ("for an ESP32-S3", esp32(), "refused: an image for the ESP32-S3".into()),
        ("a page", b"<!DOCTYPE html><title>404</title>".to_vec(), not("a web page")),
        ("a program", b"print('hello')\n".to_vec(), not("a text file")),
        ("zip", b"PK\x03\x04\x14\0".to_vec(), not("an archive")),
        ("gzip", b"\x1F\x8B\x08\0".to_vec(), not("an archive")),
        ("UF2", b"UF2\nWQ]\x9E".to_vec(), not("a UF2 file")),
        ("HEX", b":020000040000FA\r\n".to_vec(), not("an Intel HEX file")),
        ("ELF", b"\x7FELF\x01\x01".to_vec(), not("an ELF file")),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(judged(bytes), expected, "{name}");
    }
}

#[test]
fn each_real_image_is_called_what_it_is() {
    let Ok(folder) = std::env::var("BOARDWALK_IMAGES") else { return };
    let real = [
        ("circuitpython-2.3.1.bin", "CircuitPython, whole"),
        ("circuitpython-3.0.0-beta.1.bin", "CircuitPython, whole"),
        ("esp8266basic-3.0alpha.bin", "unknown"),
        ("espruino-1v99.bin", "Espruino"),
        ("micropython+blinka-0.0.0.bin", "MicroPython 1.9.4-dirty, Generic, 1024 KiB, whole"),
        ("micropython-1.10.0.bin", "MicroPython 1.10-8-g8b7039d7d, Generic, 1024 KiB, whole"),
        ("micropython-1.9.3.bin", "MicroPython 1.9.3-8-g63826ac5c, Generic, 1024 KiB, whole"),
        ("micropython-1.9.4.bin", "MicroPython 1.9.4-8-ga9a3caad0, Generic, 1024 KiB, whole"),
        ("nodemcu-1.5.4.1.bin", "NodeMcu"),
        ("punyforth-0.5.bin", "unknown"),
        ("vanguard+rainbow-0.1.0.bin", "MicroPython 1.9.3-8-g63826ac5c, Generic, 1024 KiB, whole"),
    ];
    let found =
        real.map(|(name, _)| (name, judged(fs::read(Path::new(&folder).join(name)).unwrap())));
    assert_eq!(found, real.map(|(name, expected)| (name, expected.to_owned())));
}
