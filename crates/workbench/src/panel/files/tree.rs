//! The tree: a list a folder, in which each name is a button that shows what can be done with it.

use super::ask;
use super::parts::Acting;
use super::picked::{PickedFiles, upload_button};
use crate::desk::files::path::{Path, ROOT, element_of, shown};
use crate::desk::files::{Action, Files, Form, Leftover, Row, RowKind, words};
use crate::texts;
use yew::prelude::*;

/// What is in a folder.
pub(super) fn folder(folder: &[u8], files: &Files, picked: &PickedFiles, acting: &Acting) -> Html {
    let Some(rows) = files.tree.rows(folder) else {
        return if files.is_looking(folder) {
            html! { <p class="hint">{ texts::files_looking() }</p> }
        } else {
            html! { <p class="hint">{ texts::files_not_known() }</p> }
        };
    };
    let left = files.tree.leftovers(folder);
    let nothing = (rows.is_empty() && left.is_empty()).then(|| match folder {
        ROOT => texts::files_none(),
        _ => texts::files_folder_empty(),
    });
    html! {
        <>
            { for left.iter().map(|left| leftover(left, acting)) }
            if let Some(nothing) = nothing { <p class="hint">{ nothing }</p> }
            <ul>{ for rows.iter().map(|it| row(it, files, picked, acting)) }</ul>
        </>
    }
}

fn row(row: &Row, files: &Files, picked: &PickedFiles, acting: &Acting) -> Html {
    let path = &row.path;
    let is_chosen = files.chosen.as_ref() == Some(path);
    let (is_open, sign, about, inside) = match row.kind {
        RowKind::Folder { is_unfolded } => {
            let sign = if is_unfolded { "▾" } else { "▸" };
            let inside = is_unfolded.then(|| folder(path, files, picked, acting));
            (is_unfolded, sign, texts::files_folder().into(), inside)
        }
        RowKind::File { bytes, .. } => (is_chosen, "", words::bytes(bytes), None),
    };
    let runs = matches!(row.kind, RowKind::File { runs_at_start: true, .. });
    let is_folder = matches!(row.kind, RowKind::Folder { .. });
    html! {
        <li key={element_of(path)}>
            <button type="button" class="file-row" id={element_of(path)} aria-expanded={is_open.to_string()} onclick={acting.with(Action::Pressed(path.clone()))}>
                <span class="file-sign" aria-hidden="true">{ sign }</span>
                <bdi class="file-name">{ shown(path) }</bdi>
                if runs { <span class="file-mark">{ texts::files_runs_at_start() }</span> }
                <span class={if is_folder { "spoken" } else { "file-size" }}>{ about }</span>
            </button>
            if is_chosen {
                <div class="file-tools">{ tools(path, is_folder, picked, acting) }</div>
            }
            { ask::at(path, files, acting) }
            if let Some(inside) = inside { <div class="file-folder">{ inside }</div> }
        </li>
    }
}

/// What can be done with one.
fn tools(path: &Path, is_folder: bool, picked: &PickedFiles, acting: &Acting) -> Html {
    let name = &shown(path);
    let common = html! {
        <>
            { acting.file_button(texts::files_rename(), texts::FilesRenameOf { name }.text(), Action::Ask(Form::Rename(path.clone()))) }
            { acting.file_button(texts::files_delete(), texts::FilesDeleteOf { name }.text(), Action::Ask(Form::Delete(path.clone()))) }
        </>
    };
    if is_folder {
        return html! {
            <>
                { upload_button(texts::files_upload(), Some(texts::FilesUploadInto { name }.text()), path, picked, acting) }
                { acting.file_button(texts::files_new_folder(), texts::FilesNewFolderIn { name }.text(), Action::Ask(Form::NewFolder(path.clone()))) }
                { common }
            </>
        };
    }
    html! {
        <>
            { acting.file_button(texts::files_open(), texts::FilesOpenOf { name }.text(), Action::Open(path.clone())) }
            { acting.file_button(texts::files_download(), texts::FilesDownloadOf { name }.text(), Action::Download(path.clone())) }
            { common }
        </>
    }
}

/// What a save has left.
fn leftover(left: &Leftover, acting: &Acting) -> Html {
    let name = &shown(&left.of);
    html! {
        <div class="file-left" key={element_of(&left.path)}>
            <p>{ words::leftover(left) }</p>
            <div class="file-tools">
                if left.is_whole {
                    { acting.file_button(texts::files_finish(), texts::FilesFinishOf { name }.text(), Action::Finish(left.clone())) }
                }
                { acting.file_button(texts::files_throw_away(), texts::FilesThrowAwayOf { name }.text(), Action::ThrowAway(left.path.clone())) }
            </div>
        </div>
    }
}
