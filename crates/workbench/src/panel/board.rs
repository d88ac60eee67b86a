//! The board itself.

use super::browser;
use super::pieces::marked;
use crate::desk::board::{ASK_ELEMENT, Action, BoardPanel, Facts, HEAD_ELEMENT, Progress, words};
use crate::desk::{self, Desk};
use crate::texts;
use core::cell::RefCell;
use std::rc::Rc;
use web_sys::{File, HtmlInputElement};
use workbench_api::{Board, Line};
use yew::platform::spawn_local;
use yew::prelude::*;

/// The file that a person picked, until it is read. Clones are the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct PickedCopy(Rc<RefCell<Option<File>>>);

impl PickedCopy {
    /// Reads it, for [`Action::FileRead`].
    pub(crate) fn read(&self, name: String, actions: Callback<desk::Action>) {
        let Some(file) = self.0.borrow_mut().take() else { return };
        spawn_local(async move {
            let content = browser::read(&file).await.ok();
            actions.emit(desk::Action::BoardPanel(Action::FileRead(name, content)));
        });
    }
}

/// The panel.
pub(crate) fn board(
    desk: &Desk,
    picked: &PickedCopy,
    actions: &Callback<desk::Action>,
    close: Callback<()>,
) -> Html {
    let panel = &desk.board_panel;
    let acting = Acting { actions, can_begin: panel.can_begin(desk.board) };
    html! {
        <div class="board">
            <div class="pane-head">
                <h2 id={HEAD_ELEMENT} tabindex="-1">{ texts::board_title() }</h2>
                <button type="button" class="button" aria-label={texts::board_close()} onclick={close.reform(|_: MouseEvent| ())}>{ "×" }</button>
            </div>
            <div class="board-now">
                { status(panel, desk.board) }
                { going(panel.going.as_ref(), &acting) }
                { question(panel, &acting) }
            </div>
            { facts(&panel.facts) }
            <p class="hint">{ texts::board_about() }</p>
            { choice(texts::board_info_about(), acting.button(texts::board_info(), Action::ChipInfoWanted)) }
            { choice(texts::board_copy_about(), acting.button(texts::board_copy(), Action::CopyWanted)) }
            { choice(texts::board_restore_about(), restore_button(picked, &acting)) }
            { choice(texts::board_erase_about(), acting.button(texts::board_erase(), Action::EraseWanted)) }
            if panel.facts.chip.is_some() {
                { choice(texts::board_report_about(), report_button(&acting)) }
            }
        </div>
    }
}

/// Where what a person does goes, and whether a job can begin.
struct Acting<'a> {
    actions: &'a Callback<desk::Action>,
    can_begin: bool,
}

impl Acting<'_> {
    fn with(&self, action: Action) -> Callback<MouseEvent> {
        self.actions.reform(move |_| desk::Action::BoardPanel(action.clone()))
    }

    /// A button that stays where the keyboard is, also while it does nothing.
    fn button(&self, text: &'static str, action: Action) -> Html {
        let disabled = (!self.can_begin).then_some("true");
        html! {
            <button type="button" class="button" aria-disabled={disabled} onclick={self.with(action)}>{ text }</button>
        }
    }
}

/// A button, and what it does below it.
fn choice(about: &'static str, button: Html) -> Html {
    html! {
        <div class="board-choice">
            { button }
            <p class="hint">{ about }</p>
        </div>
    }
}

/// What came of it: said once, when it changes.
fn status(panel: &BoardPanel, board: Board) -> Html {
    let is_busy = board == Board::Busy && panel.going.is_none();
    let is_trouble = panel.note.as_ref().is_some_and(words::is_trouble);
    let said = panel.note.as_ref().map(words::note).unwrap_or_default();
    html! {
        <>
            <div class="board-status" role="status" data-trouble={is_trouble.then_some("")}>
                if is_busy { <p class="hint">{ marked(texts::board_busy()) }</p> }
                { for said.iter().map(|said| html! { <p>{ marked(said) }</p> }) }
            </div>
            if let Some(report) = &panel.report {
                <pre class="board-report" tabindex="0">{ report.clone() }</pre>
            }
        </>
    }
}

/// How far the job is. The terminal's bar says it aloud, where there is one.
fn going(progress: Option<&Progress>, acting: &Acting<'_>) -> Html {
    let Some(progress) = progress else { return Html::default() };
    let Line::Going { what, amount } = words::line(progress) else { return Html::default() };
    let (value, max) = match progress.amount {
        Some(amount) => (Some(amount.bytes.to_string()), Some(amount.of_bytes.to_string())),
        None => (None, None),
    };
    html! {
        <div class="board-going">
            <p>{ what.clone() }{ amount.map(|amount| html! { <span class="board-amount">{ amount }</span> }) }</p>
            <progress aria-label={what} {value} {max}></progress>
            if let Some(warning) = words::warning(progress) {
                <p class="board-warning">{ warning }</p>
            } else if words::can_be_given_up(progress) {
                <button type="button" class="button" onclick={acting.with(Action::CancelWanted)}>{ texts::panel_cancel() }</button>
            }
        </div>
    }
}

fn question(panel: &BoardPanel, acting: &Acting<'_>) -> Html {
    let Some(question) = &panel.question else { return Html::default() };
    let (said, yes) = words::question(question);
    let declined = acting.actions.reform(|()| desk::Action::BoardPanel(Action::Declined));
    let on_escape = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            declined.emit(());
        }
    });
    html! {
        <div class="board-question" role="group" tabindex="-1" id={ASK_ELEMENT} aria-labelledby="board-asked" onkeydown={on_escape}>
            <div id="board-asked">{ for said.iter().map(|said| html! { <p>{ marked(said) }</p> }) }</div>
            { acting.button(yes, Action::Confirmed) }
            <button type="button" class="button" onclick={acting.with(Action::Declined)}>{ texts::panel_cancel() }</button>
        </div>
    }
}

fn facts(facts: &Facts) -> Html {
    let rows = words::facts(facts);
    if rows.is_empty() {
        return Html::default();
    }
    let row = |(name, value): &(&'static str, page_words::Text)| {
        html! { <div><dt>{ *name }</dt><dd>{ value.clone() }</dd></div> }
    };
    html! {
        <>
            <dl class="board-facts">{ for rows.iter().map(row) }</dl>
            if let Some(doubt) = words::doubt(facts) { <p class="board-warning">{ doubt }</p> }
            if !facts.boot_log.is_empty() {
                <details class="board-log">
                    <summary>{ texts::board_boot_log() }</summary>
                    <pre tabindex="0"><code lang="en" translate="no">{ facts.boot_log.join("\n") }</code></pre>
                </details>
            }
        </>
    }
}

/// A button that opens the browser's window for files.
fn restore_button(picked: &PickedCopy, acting: &Acting<'_>) -> Html {
    let (picked, actions) = (picked.clone(), acting.actions.clone());
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        let (name, bytes) = (browser::name_of(&file), file.size() as u64);
        *picked.0.borrow_mut() = Some(file);
        actions.emit(desk::Action::BoardPanel(Action::FilePicked { name, bytes }));
    });
    let is_disabled = !acting.can_begin;
    html! {
        <label class="button file" data-disabled={is_disabled.then_some("")}>
            { texts::board_restore() }
            <input type="file" accept=".bin" disabled={is_disabled} {onchange} />
        </label>
    }
}

fn report_button(acting: &Acting<'_>) -> Html {
    let actions = acting.actions.clone();
    let wanted = Callback::from(move |_: MouseEvent| {
        let browser = browser::own_name();
        actions.emit(desk::Action::BoardPanel(Action::ReportWanted(browser)));
    });
    html! { <button type="button" class="button" onclick={wanted}>{ texts::board_report() }</button> }
}
