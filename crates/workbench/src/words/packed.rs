//! A packed file out of which no firmware is taken.

use super::image;
use crate::texts;
use crate::unpack::Refusal;
use esp8266_loader::image::MAX_BYTES;
use page_words::{Text, name as plain, size};

/// So many names are told of what a file holds.
const NAMES: usize = 4;

/// Why, and what to do now. `name` is the packed file's.
pub(crate) fn packed(refusal: &Refusal, name: &str) -> (Text, Text) {
    let name = &plain(name);
    let (what, now): (Text, Text) = match refusal {
        Refusal::NoImage { holds } if holds.is_empty() => {
            (texts::PackedEmpty { name }.text().into(), texts::packed_none_now().into())
        }
        Refusal::NoImage { holds } => (
            texts::PackedNone { name, names: &names(holds) }.text().into(),
            texts::packed_none_now().into(),
        ),
        Refusal::Several { images } => (
            texts::PackedSeveral { name, names: &names(images) }.text().into(),
            texts::packed_several_now().into(),
        ),
        Refusal::TooLarge => (
            texts::PackedLarge { name, most: &size(MAX_BYTES) }.text().into(),
            texts::packed_large_now().into(),
        ),
        Refusal::NoFirmware(error) => image(*error),
        Refusal::Damaged { problem } => (
            texts::PackedDamaged { name }.text().into(),
            texts::PackedDamagedNow { words: problem }.text().into(),
        ),
        Refusal::Unread { problem } => (
            texts::FileUnread { name }.text().into(),
            texts::FileUnreadNow { words: problem }.text().into(),
        ),
    };
    (what, now)
}

/// The first of some names.
fn names(all: &[String]) -> Text {
    let first: Vec<_> = all.iter().take(NAMES).map(|one| plain(one)).collect();
    let first = first.join(", ");
    if all.len() > NAMES { format!("{first}, …").into() } else { first.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use esp8266_loader::image::ImageError;
    use workbench_api::Line;

    #[test]
    fn every_packed_file_that_is_refused_says_what_to_do() {
        let names = || vec!["a.txt".to_owned(), "b.txt".into()];
        for value in [
            Refusal::NoImage { holds: vec![] },
            Refusal::NoImage { holds: names() },
            Refusal::Several { images: names() },
            Refusal::TooLarge,
            Refusal::NoFirmware(ImageError::Damaged),
            Refusal::Damaged { problem: "unexpected EOF".into() },
            Refusal::Unread { problem: "Gone.".into() },
        ] {
            let (what, now) = packed(&value, "images.zip");
            Line::trouble(what, now).assert_readable();
        }
    }

    #[test]
    fn of_many_names_the_first_are_told() {
        let all: Vec<String> = (1..=9).map(|number| format!("{number}.bin")).collect();
        assert_eq!(names(&all), "1.bin, 2.bin, 3.bin, 4.bin, …");
        assert_eq!(names(&all[..2]), "1.bin, 2.bin");
    }
}
