// Our texts under the names that CodeMirror asks for.
import { EditorState } from "@codemirror/state";

const IDS = {
  Find: "find",
  Replace: "replace",
  next: "next",
  previous: "previous",
  all: "all",
  "match case": "match-case",
  regexp: "regular-expression",
  "by word": "whole-word",
  replace: "replace-one",
  "replace all": "replace-all",
  close: "close",
  "current match": "current-match",
  "on line": "on-line",
  "replaced match on line $": "replaced-in-line",
  "replaced $ matches": "replaced-all",
  Completions: "completions",
  Diagnostics: "errors",
  "No diagnostics": "no-errors",
  "Control character": "control-character",
  "Selection deleted": "selection-deleted",
};

/** @param {Record<string, string>} texts */
export function phrases(texts) {
  const named = Object.entries(IDS).map(([phrase, id]) => [phrase, texts[id]]);
  return EditorState.phrases.of(Object.fromEntries(named));
}
