//! Jobs of the board's boot loader: what it is, a copy of its flash, a copy back onto it, its files erased.
//!
//! The page has the port. So the loader works on one whose calls it is asked for and answers: [`port`].

mod boot_log;
mod job;
mod port;
mod work;

pub(crate) use job::Job;

use core::fmt;
use core::ops::Range;
use core::time::Duration;
use esp8266_loader::error::Error;
use esp8266_loader::event::LoaderEvent;
use std::cell::RefCell;
use std::rc::Rc;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// The chip and its flash tell what they are. Nothing is changed.
    ChipInfo,
    /// The flash is read: all of it, of larger chips the first 4 MiB.
    Copy,
    /// This copy of the whole flash is written.
    Restore(Rc<[u8]>),
    /// The place of the files is made blank. The firmware stays.
    EraseFiles,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The board said what it is.
    Identified {
        /// The flash chip's size in bytes by its own table, where it has one.
        table_bytes: Option<u32>,
        /// What its ROM said as it started; none where that could not be read.
        boot_log: Vec<String>,
    },
    /// This is what the flash holds, proven.
    Copied(Rc<[u8]>),
    /// The flash holds the copy, proven. This many bytes were different.
    Restored(u32),
    /// This region is blank, proven; nothing where there was no place for files.
    Erased(Option<Range<u32>>),
}

/// What happens in a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It begins.
    Begun {
        /// What it does.
        task: Task,
        /// The adapter's vendor and product on USB, where it has told them.
        usb: Option<(u16, u16)>,
        /// The version that the board's Python told last.
        python: Option<Rc<str>>,
    },
    /// Something happened in the loader, so long after the beginning.
    Loader(Duration, LoaderEvent),
    /// It is over, so long after the beginning.
    Ended(Duration, Result<Done, Error>),
    /// It was given up, or its board was lost.
    Dropped,
}

/// Takes what happens in jobs.
type Listener = Box<dyn Fn(Told)>;

/// The job that is wanted, and who wants to know of it.
#[derive(Default)]
pub(crate) struct Wanted {
    task: RefCell<Option<Task>>,
    told: RefCell<Option<Listener>>,
}

impl Wanted {
    pub(crate) fn want(&self, task: Task) {
        *self.task.borrow_mut() = Some(task);
    }

    pub(crate) fn take(&self) -> Option<Task> {
        self.task.borrow_mut().take()
    }

    pub(crate) fn on_told(&self, told: impl Fn(Told) + 'static) {
        *self.told.borrow_mut() = Some(Box::new(told));
    }

    fn tell(&self, told: Told) {
        if let Some(listener) = &*self.told.borrow() {
            listener(told);
        }
    }
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wanted").field("task", &self.task).finish_non_exhaustive()
    }
}
