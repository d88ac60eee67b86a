// Colours, light and dark, as the rest of the page has them: each letter at 4.5 : 1 or more on its ground.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const DARK = "(prefers-color-scheme: dark)";

/** For the shadow root: what is around CodeMirror, and the colours that the rest is made of. */
const SHEET = `
:host {
  display: block;
  --ground: #fdfcf9; --ink: #1b2a30; --soft: #4a585e; --hair: #d8d6cd; --focus: #0b6470;
  --line: #f0efe8; --picked: #bcdfe2; --found: #f6e3a1; --panel: #f3f1ea; --field: #ffffff; --border: #7d888c;
  --bad: #a12a0b; --bad-ground: #fbe4da;
  --word: #8a1f6d; --name: #0b5a8a; --text: #1f6a2f; --number: #8a4b00; --remark: #566268;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ground: #152126; --ink: #e2ebec; --soft: #a9b8bc; --hair: #2b3a40; --focus: #7fd3d6;
    --line: #1c2b31; --picked: #2b5960; --found: #57491a; --panel: #0d1518; --field: #152126; --border: #7f9298;
    --bad: #ffb59c; --bad-ground: #43241a;
    --word: #f0a3dc; --name: #8ecbf5; --text: #9bd8a3; --number: #f2c27f; --remark: #9fb0b5;
  }
}
.frame { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--ground); color: var(--ink); }
.hint { flex: none; margin: 0; padding: 0.1rem 0.5rem; font: 0.75rem/1.4 system-ui, sans-serif; color: var(--soft); background: var(--panel); border-top: 1px solid var(--hair); }
.hint:empty { display: none; }
/* There it would cover what it explains. */
@media (max-width: 30rem) { .cm-completionInfo { display: none; } }
@media (forced-colors: active) { .cm-marked-line { outline: 2px solid Mark; } }
`;

const LOOK = {
  "&": { flex: "1", minHeight: "0", color: "var(--ink)", backgroundColor: "var(--ground)", fontSize: "var(--letters, 16px)" },
  "&.cm-focused": { outline: "none" },
  // Above the lines, whose grounds would cover an outline.
  "&.cm-focused::after": { content: '""', position: "absolute", inset: "0", border: "3px solid var(--focus)", pointerEvents: "none", zIndex: "250" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace', lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.3em 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--soft)", borderRight: "1px solid var(--hair)" },
  ".cm-gutter-lint": { width: "1.1em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0.1em" },
  ".cm-activeLine": { backgroundColor: "var(--line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)", color: "var(--ink)", fontWeight: "bold" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--picked)" },
  // It lies below the lines: an active line would hide the selection in it.
  "&.cm-has-selection .cm-activeLine": { backgroundColor: "transparent" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--focus)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px dashed var(--bad)" },
  ".cm-searchMatch": { backgroundColor: "var(--found)", outline: "1px solid var(--border)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--picked)", outline: "2px solid var(--focus)" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)", borderColor: "var(--hair)" },
  ".cm-panel": { font: "0.85rem/1.5 system-ui, sans-serif" },
  ".cm-panel.cm-search": { padding: "0.4rem 2.4rem 0.4rem 0.5rem" },
  ".cm-panel.cm-search label": { fontSize: "inherit", display: "inline-flex", alignItems: "center", gap: "0.2rem" },
  ".cm-panel.cm-search [name=close]": { minWidth: "1.8rem", minHeight: "1.8rem", fontSize: "1.1rem", color: "inherit" },
  ".cm-textfield": { color: "var(--ink)", backgroundColor: "var(--field)", border: "1px solid var(--border)", fontSize: "inherit", padding: "0.2rem 0.4rem" },
  ".cm-button": { color: "var(--ink)", background: "var(--field)", border: "1px solid var(--border)", borderRadius: "4px", fontSize: "inherit", padding: "0.2rem 0.6rem" },
  ".cm-button:active": { background: "var(--picked)" },
  ".cm-panel :focus-visible": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--field)", border: "1px solid var(--border)", maxWidth: "min(34rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", fontSize: "0.95em", maxHeight: "12em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.15em 0.5em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--ink)", background: "var(--picked)" },
  ".cm-tooltip-autocomplete-disabled > ul > li[aria-selected]": { background: "var(--picked)" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: "0" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--ink)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "bold" },
  ".cm-tooltip.cm-completionInfo": { padding: "0" },
  ".cm-help": { padding: "0.4rem 0.6rem", font: "0.9rem/1.45 system-ui, sans-serif" },
  ".cm-help code": { display: "block", fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', whiteSpace: "pre-wrap" },
  ".cm-help p": { margin: "0.2rem 0 0" },
  ".cm-diagnostic": { font: "0.9rem/1.45 system-ui, sans-serif", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeft: "5px solid var(--bad)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { color: "var(--ink)", backgroundColor: "var(--picked)" },
  ".cm-panel.cm-panel-lint button[name=close]": { color: "inherit", minWidth: "1.8rem", minHeight: "1.8rem" },
  ".cm-marked-line, .cm-marked-line.cm-activeLine": { backgroundColor: "var(--bad-ground)", boxShadow: "inset 4px 0 0 var(--bad)" },
  ".cm-lineNumbers .cm-marked-number": { color: "var(--bad)", fontWeight: "bold" },
  ".cm-lineNumbers .cm-marked-number::before": { content: '"▶ "' },
  ".cm-mark-message": { color: "var(--bad)", backgroundColor: "var(--bad-ground)", boxShadow: "inset 4px 0 0 var(--bad)", padding: "0.1em 1em 0.3em", fontFamily: "system-ui, sans-serif", fontSize: "0.9em", whiteSpace: "pre-wrap" },
};

const WORDS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null, tags.self], color: "var(--word)", fontWeight: "bold" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className, tags.function(tags.propertyName)], color: "var(--name)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--text)" },
  { tag: [tags.number, tags.escape], color: "var(--number)" },
  { tag: tags.comment, color: "var(--remark)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--number)" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

const scheme = new Compartment();

const sheet = new CSSStyleSheet();
sheet.replaceSync(SHEET);

/** Puts the colours into the shadow root, once. */
export function addColours(root) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
}

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
