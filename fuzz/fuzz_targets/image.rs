//! Firmware files: what is accepted keeps every byte but two of its header, and an image that lost
//! its end or a bit of a segment is not accepted.
#![no_main]

use esp8266_loader::image::{
    FlashFrequency, FlashMode, FlashSettings, FlashSize, Image, Wholeness,
};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use md5::{Digest, Md5};

const HEADER_BYTES: usize = 8;
const SEGMENT_HEADER_BYTES: usize = 8;
/// Where MicroPython's build says how many bytes its MD5 covers.
const COVERED: usize = 0x8FFC;

/// One at a time: the last is slow, and would keep the others from being tried often.
#[derive(Debug, Arbitrary)]
enum File {
    Any(Vec<u8>),
    Sound(Parts),
    Damaged(Parts, Damage),
    Proven(Parts),
}

/// What an image is made of.
#[derive(Debug, Arbitrary)]
struct Parts {
    header: [u8; 2],
    entry: u32,
    segment: Vec<u8>,
    tail: Vec<u8>,
}

#[derive(Debug, Arbitrary)]
enum Damage {
    /// It ends here.
    Cut(u16),
    /// This bit of this byte of the segment is turned.
    Turned(u16, u8),
}

fuzz_target!(|input: (File, [u8; 3])| {
    let (file, settings) = (input.0, chosen_settings(input.1));
    match file {
        File::Any(bytes) => keeps_all_but_two_bytes(bytes, settings),
        // The tail may look like MicroPython without being whole.
        File::Sound(parts) => keeps_all_but_two_bytes(sound(&parts), settings),
        File::Damaged(parts, damage) => damaged_is_refused(&parts, &damage),
        File::Proven(parts) => proven_stays_proven(sound(&parts), settings),
    }
});

fn keeps_all_but_two_bytes(file: Vec<u8>, settings: FlashSettings) {
    let Ok(image) = Image::parse(file.clone()) else { return };
    assert_eq!(image.bytes(), file);
    let written = image.with_settings(settings);
    let padding = file.len().next_multiple_of(4) - file.len();
    assert_eq!(written.len(), file.len() + padding);
    assert_eq!(written[..2], file[..2]);
    assert_eq!(written[4..file.len()], file[4..]);
    assert!(written[file.len()..].iter().all(|&byte| byte == 0xFF));
    let kept = image.with_settings(FlashSettings::default());
    assert_eq!(kept[..file.len()], file);
    // Each field that was not to change has its bits.
    assert!(settings.mode.is_some() || written[2] == file[2]);
    assert!(settings.size.is_some() || written[3] >> 4 == file[3] >> 4);
    assert!(settings.frequency.is_some() || written[3] & 0x0F == file[3] & 0x0F);
    assert!(settings.mode.is_none_or(|mode| written[2] == mode as u8));
    assert!(settings.size.is_none_or(|size| written[3] >> 4 == size as u8));
    assert!(settings.frequency.is_none_or(|speed| written[3] & 0x0F == speed as u8));
    assert!(image.wholeness() == Wholeness::Proven || image.micropython().is_none());
}

/// One segment with the right checksum, and a program behind it.
fn sound(parts: &Parts) -> Vec<u8> {
    let mut bytes = vec![0xE9, 1, parts.header[0], parts.header[1]];
    bytes.extend(parts.entry.to_le_bytes());
    bytes.extend(0x4010_0000_u32.to_le_bytes());
    bytes.extend((parts.segment.len() as u32).to_le_bytes());
    bytes.extend(&parts.segment);
    let checksum = parts.segment.iter().fold(0xEF, |sum, byte| sum ^ byte);
    bytes.resize(bytes.len() | 0x0F, 0);
    bytes.push(checksum);
    bytes.extend(&parts.tail);
    bytes
}

fn damaged_is_refused(parts: &Parts, damage: &Damage) {
    let mut bytes = sound(parts);
    match *damage {
        Damage::Cut(at) => bytes.truncate(usize::from(at) % (bytes.len() - parts.tail.len())),
        Damage::Turned(_, _) if parts.segment.is_empty() => return,
        Damage::Turned(place, bit) => {
            let body = HEADER_BYTES + SEGMENT_HEADER_BYTES;
            bytes[body + usize::from(place) % parts.segment.len()] ^= 1 << (bit % 8);
        }
    }
    assert!(Image::parse(bytes).is_err());
}

/// Laid out as MicroPython's build does it, with its MD5; then changed as before writing.
fn proven_stays_proven(mut bytes: Vec<u8>, settings: FlashSettings) {
    if bytes.len() > COVERED {
        return;
    }
    bytes.resize(COVERED, 0xFF);
    let covered_to = COVERED + 4 + 0x100;
    bytes.extend((covered_to as u32).to_le_bytes());
    bytes.extend(b"MicroPython v1.22.0 on 2023-12-27\0");
    bytes.resize(covered_to, 0);
    let digest = Md5::digest(&bytes[4..]);
    bytes.extend(digest);
    let image = Image::parse(bytes).expect("a whole image");
    assert_eq!(image.wholeness(), Wholeness::Proven);
    assert!(image.micropython().is_some());
    let written = Image::parse(image.with_settings(settings)).expect("still a whole image");
    assert_eq!(written.wholeness(), Wholeness::Proven);
    assert_eq!(written.micropython(), image.micropython());
}

/// One byte a field; about half of them leave it as it is.
fn chosen_settings([mode, size, frequency]: [u8; 3]) -> FlashSettings {
    FlashSettings {
        mode: chosen(&FlashMode::ALL, mode),
        size: chosen(&FlashSize::ALL, size),
        frequency: chosen(&FlashFrequency::ALL, frequency),
    }
}

fn chosen<T: Copy>(all: &[T], byte: u8) -> Option<T> {
    all.get(usize::from(byte) % (2 * all.len())).copied()
}
