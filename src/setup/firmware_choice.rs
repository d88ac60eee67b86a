//! Which firmware is to be installed: the last choice wins, and nothing is loaded twice.

use super::Effect;
use crate::firmware::{Entry, Firmware, FirmwareError, Shelf};

/// Which firmware is to be installed, and what there is to choose from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FirmwareChoice {
    /// What is on the shelf.
    pub list: List,
    chosen: Option<Pick>,
    /// A person chose it, and no list takes its place.
    is_persons: bool,
    /// What was picked so far. Of files, only the last.
    items: Vec<(Pick, Item)>,
    files: u32,
}

/// What is on the shelf.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum List {
    /// Nobody has asked.
    #[default]
    Unasked,
    /// It is on its way.
    Loading,
    /// The person waits for it no longer.
    GivenUp,
    /// These, best first.
    Has(Shelf),
    /// It can't be used.
    Failed(FirmwareError),
}

/// What can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// An image of the shelf.
    Entry(Entry),
    /// A file of the person's.
    File {
        /// Which of those that were picked; a file may change and keep its name.
        number: u32,
        /// Its name.
        name: String,
    },
}

/// What can be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loadable {
    /// The list of what is on the shelf.
    List,
    /// Firmware.
    Firmware(Pick),
}

/// What has become of something that was picked.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// It is on its way.
    Loading,
    /// It can be installed.
    Ready(Firmware),
    /// It can't.
    Refused(FirmwareError),
}

/// What was chosen, and what has become of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen<'a> {
    /// What.
    pub pick: &'a Pick,
    /// What has become of it.
    pub item: &'a Item,
}

impl Pick {
    /// Its file name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.path,
            Self::File { name, .. } => name,
        }
    }
}

impl FirmwareChoice {
    /// What was chosen, if anything.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen<'_>> {
        let pick = self.chosen.as_ref()?;
        Some(Chosen { pick, item: self.item(pick)? })
    }

    /// The firmware that can be installed, if there is one.
    #[must_use]
    pub fn ready(&self) -> Option<&Firmware> {
        match self.chosen()?.item {
            Item::Ready(firmware) => Some(firmware),
            Item::Loading | Item::Refused(_) => None,
        }
    }

    /// The first of the shelf that has room for files in this much flash, as far as the list says.
    #[must_use]
    pub fn fitting(&self, flash_bytes: u32) -> Option<&Entry> {
        let List::Has(shelf) = &self.list else { return None };
        let fits = |entry: &&Entry| entry.least_flash_bytes.is_some_and(|it| it <= flash_bytes);
        shelf.entries.iter().find(fits)
    }

    pub(super) fn list_wanted(&mut self) -> Option<Effect> {
        if matches!(self.list, List::Loading | List::Has(_)) {
            return None;
        }
        self.list = List::Loading;
        Some(Effect::Load(Loadable::List))
    }

    pub(super) fn cancel_list(&mut self) -> Option<Effect> {
        if self.list != List::Loading {
            return None;
        }
        self.list = List::GivenUp;
        Some(Effect::StopLoading(Loadable::List))
    }

    pub(super) fn list_loaded(&mut self, outcome: Result<Shelf, FirmwareError>) -> Option<Effect> {
        if self.list != List::Loading {
            return None;
        }
        let first = match outcome {
            Ok(shelf) => {
                let first = shelf.entries.first().cloned();
                self.list = List::Has(shelf);
                first
            }
            Err(error) => {
                self.list = List::Failed(error);
                None
            }
        };
        if self.is_persons { None } else { self.choose(Pick::Entry(first?)) }
    }

    pub(super) fn pick_entry(&mut self, entry: Entry) -> Option<Effect> {
        self.is_persons = true;
        self.choose(Pick::Entry(entry))
    }

    pub(super) fn pick_file(&mut self, name: String) -> Effect {
        self.is_persons = true;
        self.files += 1;
        let pick = Pick::File { number: self.files, name };
        self.items.retain(|(other, _)| matches!(other, Pick::Entry(_)));
        self.items.push((pick.clone(), Item::Loading));
        self.chosen = Some(pick.clone());
        Effect::Load(Loadable::Firmware(pick))
    }

    /// Takes what was loaded, for later too where something else was chosen meanwhile.
    pub(super) fn loaded(&mut self, pick: &Pick, outcome: Result<Firmware, FirmwareError>) {
        // What was cancelled, or another file in its place, is not waited for.
        if let Some((_, item)) = self.items.iter_mut().find(|(other, _)| other == pick) {
            *item = match outcome {
                Ok(firmware) => Item::Ready(firmware),
                Err(error) => Item::Refused(error),
            };
        }
    }

    pub(super) fn cancel(&mut self) -> Option<Effect> {
        if self.chosen()?.item != &Item::Loading {
            return None;
        }
        let pick = self.chosen.take()?;
        self.items.retain(|(other, _)| *other != pick);
        Some(Effect::StopLoading(Loadable::Firmware(pick)))
    }

    fn choose(&mut self, pick: Pick) -> Option<Effect> {
        self.chosen = Some(pick.clone());
        // What could not be had may be there now.
        self.items.retain(|(other, item)| *other != pick || !matches!(item, Item::Refused(_)));
        if self.item(&pick).is_some() {
            return None;
        }
        self.items.push((pick.clone(), Item::Loading));
        Some(Effect::Load(Loadable::Firmware(pick)))
    }

    fn item(&self, pick: &Pick) -> Option<&Item> {
        self.items.iter().find(|(other, _)| other == pick).map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::firmware::Origin;
    use esp8266_loader::compress::Prepared;
    use esp8266_loader::image::Image;
    use std::rc::Rc;

    fn entry(path: &str) -> Entry {
        Entry {
            name: "MicroPython".into(),
            version: "1".into(),
            path: path.into(),
            least_flash_bytes: None,
        }
    }

    fn shelf(paths: &[&str]) -> Shelf {
        Shelf::new(paths.iter().map(|path| entry(path)).collect(), Origin::Shelf, "firmware/")
    }

    fn firmware(name: &str) -> Firmware {
        let mut bytes = vec![0xE9, 1, 0x00, 0x20, 0, 0, 0x10, 0x40, 0, 0, 0x10, 0x40, 4, 0, 0, 0];
        bytes.extend([1, 2, 3, 4]);
        bytes.resize(31, 0);
        bytes.push(0xEF ^ 1 ^ 2 ^ 3 ^ 4);
        let prepared = Rc::new(Prepared::new(Image::parse(bytes).unwrap()));
        Firmware { name: name.into(), origin: Origin::Computer, prepared }
    }

    fn unreachable() -> FirmwareError {
        FirmwareError::Unreachable { path: "a.bin".into(), problem: "404".into() }
    }

    /// The pick that is to be loaded.
    fn load(effect: Option<Effect>) -> Pick {
        match effect {
            Some(Effect::Load(Loadable::Firmware(pick))) => pick,
            other => panic!("nothing to load, but {other:?}"),
        }
    }

    fn name(choice: &FirmwareChoice) -> Option<&str> {
        Some(choice.chosen()?.pick.name())
    }

    #[test]
    fn the_first_of_the_list_is_taken_where_nobody_chose() {
        let mut choice = FirmwareChoice::default();
        assert_eq!(choice.list_wanted(), Some(Effect::Load(Loadable::List)));
        let pick = load(choice.list_loaded(Ok(shelf(&["a.bin", "b.bin"]))));
        assert_eq!(choice.ready(), None);
        choice.loaded(&pick, Ok(firmware("a.bin")));
        assert_eq!(choice.ready(), Some(&firmware("a.bin")));
    }

    #[test]
    fn what_fits_a_board_is_the_first_of_the_list_that_says_so() {
        let mut choice = FirmwareChoice::default();
        assert_eq!(choice.fitting(1 << 20), None);
        let of = |path, least_flash_bytes| Entry { least_flash_bytes, ..entry(path) };
        let entries = vec![
            of("unknown.bin", None),
            of("generic.bin", Some(2 << 20)),
            of("1m.bin", Some(1 << 20)),
        ];
        choice.list_wanted();
        choice.list_loaded(Ok(Shelf::new(entries, Origin::Shelf, "firmware/")));
        let fitting = |bytes| choice.fitting(bytes).map(|entry| entry.path.as_str());
        assert_eq!(fitting(4 << 20), Some("generic.bin"));
        assert_eq!(fitting(1 << 20), Some("1m.bin"));
        assert_eq!(fitting(512 << 10), None);
    }

    #[test]
    fn a_file_that_was_dropped_while_the_list_loads_stays() {
        let mut choice = FirmwareChoice::default();
        choice.list_wanted();
        let mine = load(Some(choice.pick_file("mine.bin".into())));
        assert_eq!(choice.list_loaded(Ok(shelf(&["a.bin"]))), None);
        choice.loaded(&mine, Ok(firmware("mine.bin")));
        assert_eq!(choice.ready(), Some(&firmware("mine.bin")));
    }

    #[test]
    fn a_slow_image_that_was_picked_before_a_file_does_not_take_its_place() {
        let mut choice = FirmwareChoice::default();
        let slow = load(choice.pick_entry(entry("slow.bin")));
        let mine = load(Some(choice.pick_file("mine.bin".into())));
        choice.loaded(&mine, Ok(firmware("mine.bin")));
        choice.loaded(&slow, Ok(firmware("slow.bin")));
        assert_eq!(choice.ready(), Some(&firmware("mine.bin")));
        // It is here now, and is not loaded again.
        assert_eq!(choice.pick_entry(entry("slow.bin")), None);
        assert_eq!(choice.ready(), Some(&firmware("slow.bin")));
    }

    #[test]
    fn the_choice_outlives_a_connection_and_nothing_is_loaded_again() {
        let mut choice = FirmwareChoice::default();
        choice.list_wanted();
        choice.list_loaded(Ok(shelf(&["a.bin", "b.bin"])));
        let picked = load(choice.pick_entry(entry("b.bin")));
        choice.loaded(&picked, Ok(firmware("b.bin")));
        assert_eq!(choice.list_wanted(), None);
        assert_eq!(name(&choice), Some("b.bin"));
    }

    #[test]
    fn what_is_picked_again_while_it_loads_is_loaded_once() {
        let mut choice = FirmwareChoice::default();
        load(choice.pick_entry(entry("a.bin")));
        load(choice.pick_entry(entry("b.bin")));
        assert_eq!(choice.pick_entry(entry("a.bin")), None);
        assert_eq!(choice.chosen().map(|chosen| chosen.item), Some(&Item::Loading));
    }

    #[test]
    fn a_list_or_an_image_that_did_not_come_is_asked_for_again() {
        let mut choice = FirmwareChoice::default();
        choice.list_wanted();
        choice.list_loaded(Err(unreachable()));
        assert_eq!(choice.list_wanted(), Some(Effect::Load(Loadable::List)));
        let pick = load(choice.pick_entry(entry("a.bin")));
        choice.loaded(&pick, Err(unreachable()));
        load(choice.pick_entry(entry("a.bin")));
    }

    #[test]
    fn a_list_that_nobody_waits_for_changes_nothing_and_can_be_asked_for_again() {
        let mut choice = FirmwareChoice::default();
        assert_eq!(choice.cancel_list(), None);
        choice.list_wanted();
        assert_eq!(choice.cancel_list(), Some(Effect::StopLoading(Loadable::List)));
        assert_eq!(choice.list_loaded(Ok(shelf(&["late.bin"]))), None);
        assert_eq!((&choice.list, choice.chosen()), (&List::GivenUp, None));
        assert_eq!(choice.list_wanted(), Some(Effect::Load(Loadable::List)));
        load(choice.list_loaded(Ok(shelf(&["a.bin"]))));
        assert_eq!(choice.cancel_list(), None);
    }

    #[test]
    fn a_file_is_read_again_though_it_has_the_same_name() {
        let mut choice = FirmwareChoice::default();
        let first = load(Some(choice.pick_file("mine.bin".into())));
        choice.loaded(&first, Err(unreachable()));
        let second = load(Some(choice.pick_file("mine.bin".into())));
        choice.loaded(&first, Ok(firmware("old")));
        choice.loaded(&second, Ok(firmware("new")));
        assert_eq!(choice.ready(), Some(&firmware("new")));
    }

    #[test]
    fn a_file_named_as_one_of_the_shelf_is_another() {
        let mut choice = FirmwareChoice::default();
        choice.pick_file("a.bin".into());
        assert!(matches!(choice.chosen().unwrap().pick, Pick::File { .. }));
        load(choice.pick_entry(entry("a.bin")));
    }

    #[test]
    fn loading_can_be_given_up_and_begun_again() {
        let mut choice = FirmwareChoice::default();
        let pick = load(choice.pick_entry(entry("a.bin")));
        assert_eq!(choice.cancel(), Some(Effect::StopLoading(Loadable::Firmware(pick.clone()))));
        assert_eq!(choice.chosen(), None);
        choice.loaded(&pick, Ok(firmware("late")));
        assert_eq!(choice.ready(), None);
        let pick = load(choice.pick_entry(entry("a.bin")));
        choice.loaded(&pick, Ok(firmware("a.bin")));
        assert_eq!(choice.cancel(), None);
        assert!(choice.ready().is_some());
    }
}
