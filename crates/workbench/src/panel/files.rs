//! The board's files: how much room there is, what there is, and what a person can do with it.

mod ask;
mod parts;
pub(super) mod picked;
mod tree;
pub(super) mod zip;

use crate::desk::files::path::ROOT;
use crate::desk::files::{Action, Files, Form, HEAD_ELEMENT, Note, words};
use crate::desk::{self, Desk};
use crate::texts;
use parts::{Acting, button, rich, small_button};
use picked::{PickedFiles, drop_place, upload_button};
use yew::prelude::*;

/// The panel.
pub(crate) fn files(
    desk: &Desk,
    picked: &PickedFiles,
    actions: &Callback<desk::Action>,
    close: Callback<()>,
) -> Html {
    let files = &desk.files;
    let acting = Acting::new(files, actions);
    let place = drop_place(picked, &acting);
    html! {
        <div class="files" ondragover={place.over} ondrop={place.dropped}>
            <div class="pane-head">
                <h2 id={HEAD_ELEMENT} tabindex="-1">{ texts::files_title() }</h2>
                <button type="button" class="button" aria-label={texts::files_close()} onclick={close.reform(|_: MouseEvent| ())}>{ "×" }</button>
            </div>
            { room(files) }
            <div class="file-tools">
                { upload_button(texts::files_upload(), None, ROOT, picked, &acting) }
                { button(texts::files_new_file(), acting.with(Action::NewFile)) }
                { acting.board_button(texts::files_new_folder(), None, Action::Ask(Form::NewFolder(ROOT.into()))) }
            </div>
            { status(files, &acting) }
            { ask::at(ROOT, files, &acting) }
            <div class="file-tree" data-away={files.board.is_away().then_some("")}>
                { tree::folder(ROOT, files, picked, &acting) }
            </div>
            if files.tree.knows(ROOT) {
                <div class="file-tools">
                    { acting.board_button(texts::files_download_all(), Some(texts::files_download_all_about().into()), Action::DownloadAll) }
                    { acting.board_button(texts::files_look_again(), None, Action::Look) }
                </div>
                <p class="hint">{ texts::files_drop_here() }</p>
            } else if files.can_ask() && !files.is_looking(ROOT) {
                <div class="file-tools">
                    { acting.board_button(texts::files_look_again(), None, Action::Look) }
                </div>
            }
        </div>
    }
}

/// A bar, with what it says in words.
fn room(files: &Files) -> Html {
    let Some(room) = files.tree.room else { return Html::default() };
    let used = room.total.saturating_sub(room.free);
    let said = words::room(room);
    html! {
        <p class="file-room">
            <meter max={room.total.to_string()} value={used.to_string()} aria-label={said.clone()}></meter>
            <span aria-hidden="true">{ said }</span>
        </p>
    }
}

/// What is under way, and what a person should know: said once, when it changes.
fn status(files: &Files, acting: &Acting) -> Html {
    let progress = words::progress(files);
    let is_going = progress.is_some();
    let unavailable = words::unavailable(files);
    // What is said of the board already need not be said twice.
    let note = files
        .note
        .as_ref()
        .filter(|note| unavailable.is_none() || !matches!(note, Note::Busy | Note::Away));
    let stop = match files.pack {
        Some(_) => texts::files_stop_pack(),
        None => texts::files_stop_uploads(),
    };
    let download = match note {
        Some(Note::NotText(path, ..) | Note::NameNotText(path)) => {
            button(texts::files_download(), acting.with(Action::Download(path.clone())))
        }
        _ => Html::default(),
    };
    html! {
        <>
            <div class="file-status" role="status">
                if let Some(progress) = progress { <p>{ progress }</p> }
                if let Some(unavailable) = unavailable { <p class="hint">{ rich(unavailable) }</p> }
                if let Some(note) = note { <p class="file-note">{ rich(&words::note(note)) }</p> }
            </div>
            if is_going || note.is_some() {
                <div class="file-tools">
                    if is_going { { small_button(texts::files_stop(), stop, acting.with(Action::Stop)) } }
                    { download }
                    if note.is_some() { { small_button("×", texts::panel_close(), acting.with(Action::NoteRead)) } }
                </div>
            }
        </>
    }
}
