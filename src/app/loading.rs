//! What is being loaded, and the last file that a person picked: objects of the browser, which no value of
//! the page can hold.

use crate::setup::Pick;
use futures::future::AbortHandle;
use std::cell::RefCell;
use web_sys::File;

#[derive(Debug, Default)]
pub(super) struct Loading {
    running: RefCell<Vec<(Pick, AbortHandle)>>,
    file: RefCell<Option<File>>,
}

impl Loading {
    pub(super) fn begin(&self, pick: Pick, handle: AbortHandle) {
        self.running.borrow_mut().push((pick, handle));
    }

    /// Ends what loads it, if anything still does.
    pub(super) fn stop(&self, pick: &Pick) {
        self.running.borrow_mut().retain(|(other, handle)| {
            if other == pick {
                handle.abort();
            }
            other != pick
        });
    }

    pub(super) fn keep_file(&self, file: File) {
        *self.file.borrow_mut() = Some(file);
    }

    pub(super) fn take_file(&self) -> Option<File> {
        self.file.take()
    }
}
