// The cursor blinks while its author pauses. CodeMirror would begin its blinking anew at each key, and each time the
// browser would work out the styles of the whole editor.
import { drawSelection, EditorView } from "@codemirror/view";

const PAUSE_MS = 600;

/** @param {HTMLElement} frame around the editor; the style sheet knows it */
export function blinkingCursor(frame) {
  let timer;
  return [
    drawSelection({ cursorBlinkRate: 0 }),
    EditorView.updateListener.of(({ docChanged, selectionSet, focusChanged }) => {
      if (!docChanged && !selectionSet && !focusChanged) return;
      clearTimeout(timer);
      if ("rests" in frame.dataset) delete frame.dataset.rests;
      timer = setTimeout(() => (frame.dataset.rests = ""), PAUSE_MS);
    }),
  ];
}
