//! A file that was to be installed, and is no image: the one in it where it is packed, or what it is.

mod refusal;

pub use refusal::Refusal;

use esp8266_loader::image::{Image, ImageError, MAX_BYTES};

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// One file, without more than its bytes.
    Gzip,
    /// Any number of files with names.
    Zip,
}

/// A file in a packed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with the folders before it.
    pub name: String,
    /// Its size once it is unpacked, as the packed file says.
    pub bytes: u64,
}

/// How a file is packed, by its first bytes.
#[must_use]
pub fn packing(bytes: &[u8]) -> Option<Packing> {
    match bytes {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        [b'P', b'K', ..] => Some(Packing::Zip),
        _ => None,
    }
}

/// The name of what is in a gzip file of this name.
#[must_use]
pub fn inner_name(name: &str) -> &str {
    let (inner, end) = name.split_at_checked(name.len().saturating_sub(3)).unwrap_or((name, ""));
    if end.eq_ignore_ascii_case(".gz") { inner } else { name }
}

/// The name of an entry without its folders.
#[must_use]
pub fn file_name(entry: &str) -> &str {
    entry.rsplit(['/', '\\']).next().unwrap_or(entry)
}

/// The place of the one image among the files of a zip.
///
/// # Errors
///
/// Why none is taken.
pub fn the_image(entries: &[Entry]) -> Result<usize, Refusal> {
    let names = |mut places: Vec<usize>| -> Vec<String> {
        let names = places.drain(..).filter_map(|place| entries.get(place));
        names.map(|entry| file_name(&entry.name).to_owned()).collect()
    };
    let files: Vec<usize> = positions(entries, |entry| !entry.name.ends_with('/'));
    let images: Vec<usize> = positions(entries, is_image);
    match images[..] {
        [] => Err(Refusal::NoImage { holds: names(files) }),
        [place] => match entries.get(place).map(|entry| entry.bytes) {
            Some(bytes) if bytes > MAX_BYTES as u64 => Err(Refusal::TooLarge),
            _ => Ok(place),
        },
        _ => Err(Refusal::Several { images: names(images) }),
    }
}

/// Takes no file but a whole image.
///
/// # Errors
///
/// What it is instead.
pub fn check(content: Vec<u8>) -> Result<(), Refusal> {
    match Image::parse(content) {
        Ok(_) => Ok(()),
        Err(ImageError::TooLarge { .. }) => Err(Refusal::TooLarge),
        Err(error) => Err(Refusal::NoFirmware(error)),
    }
}

fn positions(entries: &[Entry], is_wanted: impl Fn(&Entry) -> bool) -> Vec<usize> {
    entries.iter().enumerate().filter(|(_, entry)| is_wanted(entry)).map(|(at, _)| at).collect()
}

/// Macs put a file of their own beside each, which begins with `._`.
fn is_image(entry: &Entry) -> bool {
    let name = file_name(&entry.name);
    let ends = name.get(name.len().saturating_sub(4)..);
    ends.is_some_and(|end| end.eq_ignore_ascii_case(".bin")) && !name.starts_with("._")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(names: &[&str]) -> Vec<Entry> {
        names.iter().map(|name| Entry { name: (*name).into(), bytes: 600_000 }).collect()
    }

    #[test]
    fn the_one_image_of_a_zip_is_found_wherever_it_lies() {
        let macs = ["firmware/", "firmware/READ ME.txt", "firmware/ESP.BIN", "__MACOSX/._ESP.BIN"];
        assert_eq!(the_image(&zip(&macs)), Ok(2));
        assert_eq!(the_image(&zip(&["a.bin"])), Ok(0));
    }

    #[test]
    fn none_or_several_are_told_by_their_names() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let none = the_image(&zip(&["lib/", "lib/a.py", "READ ME.txt"]));
        assert_eq!(none, Err(Refusal::NoImage { holds: names(&["a.py", "READ ME.txt"]) }));
        assert_eq!(the_image(&[]), Err(Refusal::NoImage { holds: vec![] }));
        let several = the_image(&zip(&["x/boot.bin", "x/user1.bin"]));
        assert_eq!(several, Err(Refusal::Several { images: names(&["boot.bin", "user1.bin"]) }));
    }

    #[test]
    fn an_image_that_would_fit_no_board_is_not_unpacked() {
        let of = |bytes| [Entry { name: "a.bin".into(), bytes }];
        assert_eq!(the_image(&of(MAX_BYTES as u64)), Ok(0));
        assert_eq!(the_image(&of(MAX_BYTES as u64 + 1)), Err(Refusal::TooLarge));
    }

    #[test]
    fn what_is_unpacked_has_the_name_that_it_had() {
        assert_eq!(inner_name("tasmota.bin.gz"), "tasmota.bin");
        assert_eq!(inner_name("TASMOTA.BIN.GZ"), "TASMOTA.BIN");
        for name in ["tasmota.bin", "gz", "", "ü"] {
            assert_eq!(inner_name(name), name);
        }
        assert_eq!(file_name("a/b\\c.bin"), "c.bin");
    }

    #[test]
    fn what_is_no_image_is_called_what_it_is() {
        assert_eq!(check(vec![]), Err(Refusal::NoFirmware(ImageError::Empty)));
        assert_eq!(check(vec![0xE9; MAX_BYTES + 1]), Err(Refusal::TooLarge));
    }

    #[test]
    fn a_file_is_unpacked_by_its_first_bytes() {
        assert_eq!(packing(&[0x1F, 0x8B, 8]), Some(Packing::Gzip));
        assert_eq!(packing(b"PK\x03\x04"), Some(Packing::Zip));
        assert_eq!(packing(b"7z\xBC\xAF"), None);
        assert_eq!(packing(b""), None);
    }
}
