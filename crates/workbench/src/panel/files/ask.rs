//! What a person is asked, in the place that it is about.

use super::parts::{Acting, button, rich};
use crate::desk::files::path::{ROOT, lossy, name_of, shown};
use crate::desk::files::{Action, FORM_ELEMENT, Files, Form, Plan, words};
use crate::texts;
use micropython_repl::files::Kind;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The question about a path, if there is one.
pub(super) fn at(path: &[u8], files: &Files, acting: &Acting) -> Html {
    match &files.form {
        Some(Form::Rename(about)) if **about == *path => {
            let name = shown(path);
            let label = texts::FilesRenameAsks { name: &name }.text();
            name_form(label, lossy(name_of(path)), texts::files_rename(), files, acting)
        }
        Some(Form::NewFolder(folder)) if **folder == *path => {
            let label = match path {
                ROOT => texts::files_folder_asks().into(),
                _ => texts::FilesFolderInAsks { name: &shown(path) }.text(),
            };
            name_form(label, String::new(), texts::files_folder_make(), files, acting)
        }
        Some(Form::Delete(about)) if **about == *path => {
            let is_folder = files.tree.kind(path) == Some(Kind::Folder);
            question(
                vec![words::delete(about, is_folder)],
                Some((texts::files_delete().into(), Action::Confirmed)),
                texts::files_keep(),
                acting,
            )
        }
        Some(Form::OpenLarge(about, bytes)) if **about == *path => {
            let (name, size) = (shown(path), words::bytes(*bytes));
            question(
                vec![texts::FilesLarge { name: &name, size: &size }.text()],
                Some((texts::files_open_all_the_same().into(), Action::OpenLarge(about.clone()))),
                texts::panel_cancel(),
                acting,
            )
        }
        Some(Form::Upload(plan)) if *plan.folder == *path => upload(plan, acting),
        _ => Html::default(),
    }
}

/// A question with its answers; without a `yes` it is told, and can be closed.
fn question(
    said: Vec<String>,
    yes: Option<(String, Action)>,
    no: &'static str,
    acting: &Acting,
) -> Html {
    html! {
        <div class="file-ask" role="group" tabindex="-1" id={FORM_ELEMENT} aria-labelledby="files-asked" onkeydown={on_escape(acting)}>
            <div id="files-asked">{ for said.iter().map(|said| html! { <p>{ rich(said) }</p> }) }</div>
            <div class="file-tools">
                if let Some((yes, action)) = yes {
                    <button type="button" class="button" onclick={acting.with(action)}>{ yes }</button>
                }
                { button(no, acting.with(Action::FormClosed)) }
            </div>
        </div>
    }
}

fn upload(plan: &Plan, acting: &Acting) -> Html {
    let count = u32::try_from(plan.files.len()).unwrap_or(u32::MAX);
    let can_go = count > 0 && plan.no_room.is_none();
    let yes = can_go.then(|| (texts::FilesUploadGo { count }.text(), Action::Confirmed));
    let no = if can_go { texts::panel_cancel() } else { texts::panel_close() };
    question(words::plan(plan), yes, no, acting)
}

/// Asks for a name.
fn name_form(
    label: String,
    before: String,
    yes: &'static str,
    files: &Files,
    acting: &Acting,
) -> Html {
    let input = NodeRef::default();
    let named = {
        let (input, send) = (input.clone(), acting.sending());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let input = input.cast::<HtmlInputElement>();
            send.emit(Action::Named(input.map(|input| input.value()).unwrap_or_default()));
        })
    };
    let wrong = files.wrong_name.map(words::wrong_name);
    html! {
        <form class="naming" onsubmit={named} onkeydown={on_escape(acting)}>
            <label>
                { label }
                <input ref={input} id={FORM_ELEMENT} data-first={before} autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto"
                    aria-invalid={wrong.map(|_| "true")} aria-describedby={wrong.map(|_| "files-wrong")} />
            </label>
            <button class="button" data-kind="primary">{ yes }</button>
            { button(texts::panel_cancel(), acting.with(Action::FormClosed)) }
            if let Some(wrong) = wrong { <p class="file-wrong" id="files-wrong" role="alert">{ wrong }</p> }
        </form>
    }
}

fn on_escape(acting: &Acting) -> Callback<KeyboardEvent> {
    let send = acting.sending();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            send.emit(Action::FormClosed);
        }
    })
}
