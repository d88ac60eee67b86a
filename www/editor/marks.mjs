// The line that a traceback names: coloured, with a sign at its number and what is wrong below it.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, WidgetType } from "@codemirror/view";

/** A line's start and its message; nothing takes the mark away. */
const mark = StateEffect.define({
  map: (value, changes) => value && { ...value, from: changes.mapPos(value.from) },
});

const marked = StateField.define({
  create: () => undefined,
  update(value, transaction) {
    let next = value;
    if (next && transaction.docChanged) {
      const line = transaction.startState.doc.lineAt(next.from);
      // Who changes the line may have mended it.
      const isTouched = transaction.changes.touchesRange(line.from, line.to);
      next = isTouched ? undefined : { ...next, from: transaction.changes.mapPos(next.from, 1) };
    }
    for (const effect of transaction.effects) if (effect.is(mark)) next = effect.value;
    return next;
  },
});

export function marks() {
  return [
    marked,
    EditorView.decorations.compute([marked, "doc"], (state) => {
      const value = state.field(marked);
      if (!value) return Decoration.none;
      const line = state.doc.lineAt(value.from);
      const parts = [LINE.range(line.from)];
      if (value.message) {
        const widget = new Message(value.message);
        parts.push(Decoration.widget({ widget, block: true, side: 1 }).range(line.to));
      }
      return Decoration.set(parts);
    }),
    gutterLineClass.compute([marked, "doc"], (state) => {
      const value = state.field(marked);
      return value ? RangeSet.of(NUMBER.range(state.doc.lineAt(value.from).from)) : RangeSet.empty;
    }),
  ];
}

/** Marks a line, counted from 1, shows it and tells it aloud. A line behind the last is the last. */
export function markLine(view, number, message, texts) {
  const { doc } = view.state;
  const line = doc.line(Math.min(Math.max(1, number), doc.lines));
  const told = `${texts["marked-line"].replace("$", line.number)}: ${message ?? ""}`;
  view.dispatch({
    effects: [
      mark.of({ from: line.from, message }),
      EditorView.scrollIntoView(line.from, { y: "center" }),
      EditorView.announce.of(told),
    ],
  });
}

export function clearMarks(view) {
  view.dispatch({ effects: mark.of(undefined) });
}

const LINE = Decoration.line({ class: "cm-marked-line" });

class MarkedNumber extends GutterMarker {
  elementClass = "cm-marked-number";
}

const NUMBER = new MarkedNumber();

class Message extends WidgetType {
  constructor(message) {
    super();
    this.message = message;
  }

  eq(other) {
    return other.message === this.message;
  }

  toDOM() {
    const below = document.createElement("div");
    below.className = "cm-mark-message";
    below.textContent = this.message;
    return below;
  }
}
