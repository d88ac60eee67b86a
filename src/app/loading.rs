//! What is being loaded, and the firmware that a person picked last: objects of the browser, which no value of
//! the page can hold.

use crate::setup::Loadable;
use futures::future::AbortHandle;
use std::cell::RefCell;
use web_sys::File;

#[derive(Debug, Default)]
pub(super) struct Loading {
    running: RefCell<Vec<(Loadable, AbortHandle)>>,
    file: RefCell<Option<File>>,
}

impl Loading {
    pub(super) fn begin(&self, what: Loadable, handle: AbortHandle) {
        self.running.borrow_mut().push((what, handle));
    }

    /// Ends what loads it, if anything still does.
    pub(super) fn stop(&self, what: &Loadable) {
        self.running.borrow_mut().retain(|(other, handle)| {
            if other == what {
                handle.abort();
            }
            other != what
        });
    }

    pub(super) fn keep_file(&self, file: File) {
        *self.file.borrow_mut() = Some(file);
    }

    pub(super) fn take_file(&self) -> Option<File> {
        self.file.take()
    }
}
