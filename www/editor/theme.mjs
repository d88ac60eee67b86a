// Light or dark, as the system is.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { LOOK } from "./look.mjs";

const DARK = "(prefers-color-scheme: dark)";

const scheme = new Compartment();

export function theme() {
  return [
    scheme.of(EditorView.darkTheme.of(matchMedia(DARK).matches)),
    EditorView.theme(LOOK),
    syntaxHighlighting(WORDS),
    EditorView.editorAttributes.of(({ state }) =>
      state.selection.ranges.every(({ empty }) => empty) ? null : { class: "cm-has-selection" },
    ),
  ];
}

/** Follows the system from light to dark and back; gives what ends it. */
export function followScheme(view) {
  const query = matchMedia(DARK);
  const follow = () => {
    view.dispatch({ effects: scheme.reconfigure(EditorView.darkTheme.of(query.matches)) });
  };
  query.addEventListener("change", follow);
  return () => query.removeEventListener("change", follow);
}

/** The parts of a program. */
const WORDS = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null, tags.self],
    color: "var(--word)",
    fontWeight: "bold",
  },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.className,
      tags.function(tags.propertyName),
    ],
    color: "var(--name)",
  },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--text)" },
  { tag: [tags.number, tags.escape], color: "var(--number)" },
  { tag: tags.comment, color: "var(--remark)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--number)" },
  { tag: tags.invalid, color: "var(--bad)" },
]);
