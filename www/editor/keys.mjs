// What keys do while the editor has the focus. None is taken from the rest of the page.
import {
  acceptCompletion,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { keymap } from "@codemirror/view";

import { helpKeys } from "./names/help.mjs";

/** After Escape, how long Tab leaves the editor, unless another key comes in between. */
const LEAVING_MS = 60_000;

/** @param {{ onRun?: () => void, onEscape?: () => void }} calls */
export function keys({ onRun, onEscape }) {
  const run = () => {
    onRun?.();
    return true;
  };
  const scope = "editor search-panel";
  return keymap.of([
    { key: "F5", run, scope, preventDefault: true },
    { key: "Mod-Enter", run, scope, preventDefault: true },
    { key: "Ctrl-Enter", run, scope, preventDefault: true },
    { key: "Tab", run: acceptSuggestion },
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...helpKeys,
    ...searchKeymap,
    ...historyKeymap,
    ...lintKeymap,
    ...defaultKeymap,
    { key: "Tab", run: indentMore, shift: indentLess },
    { key: "Escape", run: (view) => leaveByTab(view, onEscape) },
  ]);
}

/** Tab takes the chosen suggestion, or the first one. Enter takes a chosen one only. */
function acceptSuggestion(view) {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

/** Comes last: Escape first closes what is open. */
function leaveByTab(view, onEscape) {
  view.setTabFocusMode(LEAVING_MS);
  onEscape?.();
  return true;
}
