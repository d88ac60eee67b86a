//! Files that a person picked or dropped. What is decided knows their names; the browser's objects stay here.

use super::super::browser;
use super::parts::Acting;
use crate::desk;
use crate::desk::files::path::{Path, ROOT};
use crate::desk::files::{Action, Picked};
use core::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::{DataTransfer, DragEvent, File, FileList, HtmlInputElement};
use yew::platform::spawn_local;
use yew::prelude::*;

/// Clones are the same ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct PickedFiles(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    files: RefCell<BTreeMap<u32, File>>,
    next: Cell<u32>,
}

impl PickedFiles {
    /// Reads one.
    pub(crate) fn read(&self, id: u32, told: &Callback<desk::Action>) {
        let file = self.0.files.borrow_mut().remove(&id);
        let told = told.clone();
        spawn_local(async move {
            let content = match file {
                Some(file) => browser::read(&file).await.ok(),
                None => None,
            };
            told.emit(desk::Action::Files(Action::PickedRead(id, content)));
        });
    }

    /// Lets go of all.
    pub(crate) fn forget(&self) {
        self.0.files.borrow_mut().clear();
    }

    fn take(&self, list: &FileList, is_folder: impl Fn(u32) -> bool) -> Vec<Picked> {
        let taken = |index| {
            let file = list.get(index)?;
            let id = self.0.next.replace(self.0.next.get().wrapping_add(1));
            let picked = Picked {
                id,
                name: browser::name_of(&file),
                bytes: file.size() as u64,
                is_folder: is_folder(index),
            };
            self.0.files.borrow_mut().insert(id, file);
            Some(picked)
        };
        (0..list.length()).filter_map(taken).collect()
    }
}

/// A button that opens the browser's window for files, for a folder of the board.
pub(super) fn upload_button(
    text: &'static str,
    label: Option<String>,
    folder: &[u8],
    picked: &PickedFiles,
    acting: &Acting,
) -> Html {
    let (picked, send, folder) = (picked.clone(), acting.sending(), Path::from(folder));
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files = input.files().map(|files| picked.take(&files, |_| false)).unwrap_or_default();
        // So that the same file can be chosen again after it was mended.
        input.set_value("");
        if !files.is_empty() {
            send.emit(Action::Picked(folder.clone(), files));
        }
    });
    let is_disabled = acting.disabled().is_some();
    html! {
        <label class="button file" data-disabled={is_disabled.then_some("")}>
            { text }
            <input type="file" multiple=true aria-label={label} disabled={is_disabled} {onchange} />
        </label>
    }
}

/// What makes the panel a place to drop files on.
pub(super) struct DropPlace {
    /// A file is held over it.
    pub(super) over: Callback<DragEvent>,
    /// It was let go.
    pub(super) dropped: Callback<DragEvent>,
}

pub(super) fn drop_place(picked: &PickedFiles, acting: &Acting) -> DropPlace {
    let (picked, send) = (picked.clone(), acting.sending());
    DropPlace {
        over: Callback::from(|event: DragEvent| event.prevent_default()),
        dropped: Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let data = event.data_transfer();
            let files = data.map(|data| dropped(&picked, &data)).unwrap_or_default();
            if !files.is_empty() {
                let root = ROOT.into();
                send.emit(Action::Picked(root, files));
            }
        }),
    }
}

fn dropped(picked: &PickedFiles, data: &DataTransfer) -> Vec<Picked> {
    let items = data.items();
    let is_folder = |index| {
        let entry = items.get(index).and_then(|item| item.webkit_get_as_entry().ok().flatten());
        entry.is_some_and(|entry| entry.is_directory())
    };
    data.files().map(|files| picked.take(&files, is_folder)).unwrap_or_default()
}
