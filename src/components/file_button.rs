//! Files of the person's: picked with a button, or dropped on a place.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

/// Files as the browser has them.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The files.
    pub files: Array<File>,
    /// The first is a folder, which browsers tell of those that are dropped.
    pub is_folder: bool,
}

/// A button that opens the browser's window for files. `kinds` is what that offers first, if not all.
pub fn file_button(
    label: &'static str,
    kinds: Option<&'static str>,
    is_disabled: bool,
    chosen: Callback<Chosen>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files = listed(input.files());
        // So that the same file can be chosen again after it was mended.
        input.set_value("");
        if files.length() > 0 {
            chosen.emit(Chosen { files, is_folder: false });
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
pub fn drop_place(was_over: bool, hover: &Callback<bool>, dropped: Callback<Chosen>) -> DropPlace {
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
        if let Some(data) = event.data_transfer() {
            dropped.emit(Chosen { files: listed(data.files()), is_folder: has_folder(&data) });
        }
    });
    DropPlace { over: telling(true), left: telling(false), dropped: let_go }
}

/// Whether what was dropped, or the first of it, is a folder.
fn has_folder(data: &DataTransfer) -> bool {
    let first = data.items().get(0).and_then(|item| item.webkit_get_as_entry().ok().flatten());
    first.is_some_and(|entry| entry.is_directory())
}

/// They stay when the list is emptied.
fn listed(files: Option<FileList>) -> Array<File> {
    files.map(|files| Array::from(&files)).unwrap_or_default().unchecked_into()
}
