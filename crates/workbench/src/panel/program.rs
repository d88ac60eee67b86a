//! The pane of the program: its name, what there is to say of it, and the editor.

use super::editor::Editor;
use super::plot::offer;
use crate::desk::program::{Action, Editor as EditorState, NAME_ELEMENT, Note, Program, UNNAMED};
use crate::desk::{self, Desk};
use crate::texts;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The pane.
pub(crate) fn program(
    Desk { program, plot, .. }: &Desk,
    editor: &Rc<Editor>,
    actions: &Callback<desk::Action>,
    close: Callback<()>,
) -> Html {
    let acting =
        |action: Action| actions.reform(move |_: MouseEvent| desk::Action::Program(action.clone()));
    let trouble = match &program.editor {
        EditorState::Loading => html! { <p role="status">{ texts::editor_loading() }</p> },
        EditorState::Failed(words) => {
            html! { <p role="alert">{ texts::EditorFailed { words }.text() }</p> }
        }
        EditorState::Absent | EditorState::Shown => Html::default(),
    };
    let note = program.note.map(|note| {
        html! {
            <div class="note" role="alert">
                <p>{ note_text(note) }</p>
                { for choice(note).map(|(label, action)| html! {
                    <button type="button" class="button" onclick={acting(action)}>{ label }</button>
                }) }
                <button type="button" class="button" aria-label={texts::panel_close()} onclick={acting(Action::NoteRead)}>{ "×" }</button>
            </div>
        }
    });
    html! {
        <>
            <div class="pane-head">
                <h2>
                    { program.shown_name() }
                    if program.is_changed {
                        <span class="changed" title={texts::program_changed()}>{ "•" }<span class="spoken">{ texts::program_changed() }</span></span>
                    }
                </h2>
                <button type="button" class="button" onclick={acting(Action::SaveAs)}>{ texts::program_save_as() }</button>
                <button type="button" class="button" onclick={acting(Action::New)}>{ texts::program_new() }</button>
                <button type="button" class="button" aria-label={texts::program_close()} onclick={close.reform(|_: MouseEvent| ())}>{ "×" }</button>
            </div>
            if program.is_naming {
                { naming(program, editor, actions) }
            }
            { note }
            { offer(plot, actions) }
            { trouble }
            <div class="editor" ref={&editor.place}></div>
        </>
    }
}

/// Asks for a name.
fn naming(program: &Program, editor: &Rc<Editor>, actions: &Callback<desk::Action>) -> Html {
    let name = NodeRef::default();
    let saved = {
        let (name, editor, actions) = (name.clone(), Rc::clone(editor), actions.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let input = name.cast::<HtmlInputElement>();
            let name = input.map(|input| input.value()).unwrap_or_default();
            actions.emit(desk::Action::Program(Action::Named(name, editor.text())));
        })
    };
    let given_up = actions.reform(|_: MouseEvent| desk::Action::Program(Action::NamingGivenUp));
    let shown = program.name.clone().unwrap_or_else(|| UNNAMED.into());
    html! {
        <form class="naming" onsubmit={saved}>
            <label>
                { texts::program_name() }
                <input id={NAME_ELEMENT} ref={name} data-first={shown} autocomplete="off" spellcheck="false" />
            </label>
            <button class="button" data-kind="primary">{ texts::program_save() }</button>
            <button type="button" class="button" onclick={given_up}>{ texts::panel_cancel() }</button>
            <p class="hint">{ texts::program_name_about() }</p>
        </form>
    }
}

fn note_text(note: Note) -> &'static str {
    match note {
        Note::NotKept => texts::program_not_kept(),
        Note::OtherTab => texts::program_other_tab(),
        Note::BadName => texts::program_bad_name(),
        Note::LinkWaits => texts::program_link_waits(),
        Note::BadLink => texts::program_bad_link(),
        Note::SetAside => texts::program_set_aside(),
    }
}

/// What one can do about it, besides reading it.
fn choice(note: Note) -> Option<(&'static str, Action)> {
    match note {
        Note::LinkWaits => Some((texts::program_link_take(), Action::LinkTaken)),
        Note::SetAside => Some((texts::program_take_back(), Action::TakenBack)),
        Note::NotKept | Note::OtherTab | Note::BadName | Note::BadLink => None,
    }
}
