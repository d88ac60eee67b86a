//! The firmware to install: what is on the shelf, and what was chosen.

use crate::firmware::{Entry, Firmware, FirmwareError, file, shelf};
use web_sys::File;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the offer shows, and what it can ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is on the shelf.
    pub shelf: Shelf,
    /// What was chosen.
    pub chosen: Chosen,
    /// Takes one of the shelf.
    pub take: Callback<Entry>,
    /// Takes a file of the person's.
    pub read: Callback<File>,
    /// A file is held over the card.
    pub is_over: bool,
    /// Told whether one is.
    pub hover: Callback<bool>,
    /// Looks at the shelf again.
    pub again: Callback<()>,
}

/// What is on the shelf.
#[derive(Debug, Clone, PartialEq)]
pub enum Shelf {
    /// Not known yet.
    Loading,
    /// These, best first.
    Has(shelf::Shelf),
    /// It can't be used.
    Failed(FirmwareError),
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// Nothing yet.
    Nothing,
    /// This, and it is on its way.
    Loading(String),
    /// This, and it can be installed.
    Ready(Firmware),
    /// This, and it can't.
    Refused(String, FirmwareError),
}

impl Chosen {
    /// The firmware, where it can be installed.
    #[must_use]
    pub const fn ready(&self) -> Option<&Firmware> {
        match self {
            Self::Ready(firmware) => Some(firmware),
            _ => None,
        }
    }

    /// The name of what was chosen.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Loading(name) | Self::Refused(name, _) => Some(name.clone()),
            Self::Ready(firmware) => Some(firmware.name.clone()),
        }
    }
}

/// Looks at the shelf as soon as it is wanted, and takes the first image.
#[hook]
pub(super) fn use_firmware(is_wanted: bool) -> Choice {
    let on_shelf = use_state(|| Shelf::Loading);
    let chosen = use_state(|| Chosen::Nothing);
    let is_over = use_state(|| false);
    let hover = {
        let is_over = is_over.setter();
        Callback::from(move |over| is_over.set(over))
    };
    let take = {
        let chosen = chosen.setter();
        Callback::from(move |(shelf, entry): (shelf::Shelf, Entry)| {
            let chosen = chosen.clone();
            chosen.set(Chosen::Loading(entry.path.clone()));
            spawn_local(async move {
                chosen.set(judged(&entry.path, shelf::take(&shelf, &entry).await));
            });
        })
    };
    let read = {
        let chosen = chosen.setter();
        Callback::from(move |picked: File| {
            let chosen = chosen.clone();
            chosen.set(Chosen::Loading(picked.name()));
            spawn_local(
                async move { chosen.set(judged(&picked.name(), file::read(&picked).await)) },
            );
        })
    };
    let again = {
        let (on_shelf, take) = (on_shelf.setter(), take.clone());
        Callback::from(move |()| {
            let (on_shelf, take) = (on_shelf.clone(), take.clone());
            on_shelf.set(Shelf::Loading);
            spawn_local(async move {
                on_shelf.set(match shelf::load().await {
                    Ok(found) => {
                        if let Some(first) = found.entries.first() {
                            take.emit((found.clone(), first.clone()));
                        }
                        Shelf::Has(found)
                    }
                    Err(error) => Shelf::Failed(error),
                });
            });
        })
    };
    {
        let again = again.clone();
        use_effect_with(is_wanted, move |is_wanted| {
            if *is_wanted {
                again.emit(());
            }
        });
    }
    let take = {
        let on_shelf = on_shelf.clone();
        Callback::from(move |entry: Entry| {
            if let Shelf::Has(found) = &*on_shelf {
                take.emit((found.clone(), entry));
            }
        })
    };
    Choice {
        shelf: (*on_shelf).clone(),
        chosen: (*chosen).clone(),
        take,
        read,
        is_over: *is_over,
        hover,
        again,
    }
}

fn judged(name: &str, outcome: Result<Firmware, FirmwareError>) -> Chosen {
    match outcome {
        Ok(firmware) => Chosen::Ready(firmware),
        Err(error) => Chosen::Refused(name.to_owned(), error),
    }
}
