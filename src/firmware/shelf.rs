//! A list of firmware, and where it came from.

use super::{Address, Entry, Origin};

/// A list of firmware, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// What is on it, best first.
    pub entries: Vec<Entry>,
    /// Where it is.
    pub origin: Origin,
    /// The address of its folder, with a slash at the end.
    folder: String,
}

impl Shelf {
    /// What the list at this address holds.
    #[must_use]
    pub fn new(entries: Vec<Entry>, origin: Origin, list: &str) -> Self {
        Self { entries, origin, folder: folder_of(list).to_owned() }
    }

    /// One image, without a list.
    #[must_use]
    pub fn of_one(address: &Address) -> Self {
        let path =
            address.href.get(folder_of(&address.href).len()..).unwrap_or_default().to_owned();
        let entry =
            Entry { name: path.clone(), version: String::new(), path, least_flash_bytes: None };
        Self::new(vec![entry], Origin::Site(address.host.clone()), &address.href)
    }

    /// The address of one of its images.
    #[must_use]
    pub fn address(&self, entry: &Entry) -> String {
        format!("{}{}", self.folder, entry.path)
    }
}

/// An address up to its last slash.
fn folder_of(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rfind('/').and_then(|slash| address.get(..=slash)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_lie_beside_their_list() {
        let entry = Entry {
            name: "x".into(),
            version: "1".into(),
            path: "old/x.bin".into(),
            least_flash_bytes: None,
        };
        for (list, address) in [
            ("firmware/manifest.json", "firmware/old/x.bin"),
            ("https://a.example/b/list.json?x=/y/", "https://a.example/b/old/x.bin"),
            ("manifest.json", "old/x.bin"),
        ] {
            assert_eq!(Shelf::new(Vec::new(), Origin::Shelf, list).address(&entry), address);
        }
    }

    #[test]
    fn one_image_is_a_shelf_with_nothing_beside_it() {
        let href = "https://a.example/b/x.bin?y";
        let address = Address {
            href: href.into(),
            origin: "https://a.example".into(),
            host: "a.example".into(),
        };
        let shelf = Shelf::of_one(&address);
        assert_eq!(shelf.address(&shelf.entries[0]), href);
    }
}
