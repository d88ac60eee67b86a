// Lines with what is wrong in them, underlined and with a sign beside them.
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";

/**
 * Shows `found` in place of what the same part found before; what others found stays.
 * @param {{ line: number, message: string, severity?: "error" | "warning" | "info" }[]} found
 */
export function show(view, found, foundBy) {
  const { state } = view;
  const shown = found.map(({ line, message, severity = "error" }) => {
    return { ...rangeOf(state.doc, line), message, severity, foundBy };
  });
  let isSame = true;
  let known = 0;
  const others = [];
  forEachDiagnostic(state, (one, from, to) => {
    if (one.foundBy !== foundBy) return others.push({ ...one, from, to });
    const again = shown[known++];
    isSame &&= again?.from === from && again.to === to && again.message === one.message;
  });
  if (isSame && known === shown.length) return;
  view.dispatch(setDiagnostics(state, [...others, ...shown]));
}

/** The line's text, without the room before it. A blank line shows nothing: then the last one before it. */
function rangeOf(doc, number) {
  let line = doc.line(Math.min(Math.max(1, number), doc.lines));
  while (!line.text.trim() && line.number > 1) line = doc.line(line.number - 1);
  const { text, from, to } = line;
  const start = from + (text.length - text.trimStart().length);
  return { from: Math.min(start, to), to: Math.max(start, from + text.trimEnd().length) };
}
