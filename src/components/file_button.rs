//! Files of the person's: picked with a button, or dropped on a place.

use web_sys::{DataTransfer, DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

/// A file as the browser has it.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The file.
    pub file: File,
    /// It is a folder, which browsers tell of those that are dropped.
    pub is_folder: bool,
}

/// A button that opens the browser's window for files. `kinds` is what that offers first, if not all.
pub fn file_button(
    label: &'static str,
    kinds: Option<&'static str>,
    is_disabled: bool,
    chosen: Callback<Vec<Chosen>>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files = input.files().map(|files| listed(&files, |_| false)).unwrap_or_default();
        // So that the same file can be chosen again after it was mended.
        input.set_value("");
        if !files.is_empty() {
            chosen.emit(files);
        }
    });
    html! {
        <label class="button file" data-disabled={is_disabled.then_some("")}>
            { label }
            <input type="file" accept={kinds} disabled={is_disabled} {onchange} />
        </label>
    }
}

/// What makes an element a place to drop files on.
#[derive(Debug)]
pub struct DropPlace {
    /// A file is held over it.
    pub over: Callback<DragEvent>,
    /// It is not any more.
    pub left: Callback<DragEvent>,
    /// It was let go.
    pub dropped: Callback<DragEvent>,
}

/// `was_over` is what `hover` was told last.
pub fn drop_place(
    was_over: bool,
    hover: &Callback<bool>,
    dropped: Callback<Vec<Chosen>>,
) -> DropPlace {
    let telling = |is_over: bool| {
        let hover = hover.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            // Browsers tell it again and again.
            if is_over != was_over {
                hover.emit(is_over);
            }
        })
    };
    let hover = hover.clone();
    let let_go = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        hover.emit(false);
        dropped.emit(event.data_transfer().map(|data| dropped_files(&data)).unwrap_or_default());
    });
    DropPlace { over: telling(true), left: telling(false), dropped: let_go }
}

fn dropped_files(data: &DataTransfer) -> Vec<Chosen> {
    let items = data.items();
    let is_folder = |index| {
        let entry = items.get(index).and_then(|item| item.webkit_get_as_entry().ok().flatten());
        entry.is_some_and(|entry| entry.is_directory())
    };
    data.files().map(|files| listed(&files, is_folder)).unwrap_or_default()
}

fn listed(files: &FileList, is_folder: impl Fn(u32) -> bool) -> Vec<Chosen> {
    let chosen = |index| Some(Chosen { file: files.get(index)?, is_folder: is_folder(index) });
    (0..files.length()).filter_map(chosen).collect()
}
