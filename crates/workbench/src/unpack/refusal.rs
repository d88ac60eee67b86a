use crate::words;
use esp8266_loader::image::ImageError;
use page_words::Text;

/// Why there is no firmware in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no image in it.
    NoImage {
        /// What is in it instead.
        holds: Vec<String>,
    },
    /// There are several.
    Several {
        /// Their names.
        images: Vec<String>,
    },
    /// What is in it is larger than any board's flash.
    TooLarge,
    /// It, or what is in it, is no firmware.
    NoFirmware(ImageError),
    /// It can't be unpacked.
    Damaged {
        /// In the words of what tried.
        problem: String,
    },
    /// The browser could not read it, or what unpacks it.
    Unread {
        /// The browser's words.
        problem: String,
    },
}

impl Refusal {
    /// Why, and what to do now. `name` is the file's.
    #[must_use]
    pub fn words(&self, name: &str) -> (Text, Text) {
        words::packed(self, name)
    }
}
