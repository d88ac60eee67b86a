// Checks a program whenever its author pauses.
import { EditorView } from "@codemirror/view";

import { show } from "../diagnostics.mjs";
import { withPlainBreaks } from "../line-breaks.mjs";
import { checkSyntax } from "./check.mjs";

const PAUSE_MS = 500;
const SOURCE = "syntax";
/** Longer texts are checked only when they are to be run. */
const LETTERS = 200_000;

/** Underlines errors when half a second has passed since the last change. */
export function watchSyntax() {
  let timer;
  return EditorView.updateListener.of(({ docChanged, view }) => {
    if (!docChanged) return;
    clearTimeout(timer);
    if (view.state.doc.length > LETTERS) return;
    timer = setTimeout(() => void check(view), PAUSE_MS);
  });
}

/** Checks the program now, shows what is wrong and gives it; nothing where there is no opinion. */
export async function check(view) {
  const { doc } = view.state;
  const errors = await checkSyntax(withPlainBreaks(doc.toString()));
  // What has been changed since has its own check.
  if (view.state.doc.eq(doc) && view.dom.isConnected) show(view, errors ?? [], SOURCE);
  return errors;
}
