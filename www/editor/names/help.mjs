// How a name is called and what it does: under the pointer, and by F1 at the cursor.
import { syntaxTree } from "@codemirror/language";
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, hoverTooltip, showTooltip } from "@codemirror/view";

import { startOfExpression } from "./expression.mjs";
import { loadModules } from "./load.mjs";
import { resolver } from "./resolve.mjs";

export function help() {
  return [atCursor, hoverTooltip((view, pos) => helpAt(view.state, pos))];
}

export const helpKeys = [
  { key: "F1", run: showAtCursor, preventDefault: true },
  { key: "Escape", run: closeAtCursor },
];

/** @param {Entry} entry */
export function helpElement(name, entry) {
  const element = document.createElement("div");
  element.className = "cm-help";
  // What the board's makers wrote.
  element.lang = "en";
  const code = document.createElement("code");
  code.textContent = linesOf(name, entry).join("\n");
  element.append(code);
  if (entry.d) {
    const sentence = document.createElement("p");
    sentence.textContent = entry.d;
    element.append(sentence);
  }
  return element;
}

/** A module, or what is taken out of it under another name. */
function inImport({ imported }, line, expression) {
  const [, module, list] = line.match(/^\s*(?:from|import)\s+([\w.]+)(?:\s+import\b(.*))?/) ?? [];
  const isOfList = list?.match(/\w+/g)?.includes(expression);
  return module && (isOfList ? imported(module, expression) : imported(expression));
}

function linesOf(name, { k, s }) {
  if (k !== "f" && k !== "c") return [s ? `${name}: ${s}` : name];
  return (s || "()").split("\n").map((signature) => name + signature);
}

async function helpAt(state, pos) {
  const node = syntaxTree(state).resolveInner(pos, -1);
  if (["Comment", "String"].includes(node.name)) return null;
  const line = state.doc.lineAt(pos);
  const column = pos - line.from;
  const before = line.text.slice(0, column).match(/\w*$/)[0].length;
  const after = line.text.slice(column).match(/^\w*/)[0].length;
  const end = column + after;
  const name = line.text.slice(column - before, end);
  if (!/^[A-Za-z_]/.test(name)) return null;
  const modules = await loadModules();
  const expression = line.text.slice(startOfExpression(line.text, end), end);
  // A name of this very line counts: it may be an import.
  const names = resolver(modules, state.doc.toString());
  const thing = names.resolve(expression, line.to + 1) ?? inImport(names, line.text, expression);
  if (!thing || (!thing.entry.d && !thing.entry.s)) return null;
  // Of a variable it is what it holds.
  const shown = thing.is === "instance" ? thing.name : name;
  return {
    pos: pos - before,
    end: pos + after,
    above: true,
    create: () => ({ dom: helpElement(shown, thing.entry) }),
    spoken: [...linesOf(shown, thing.entry), thing.entry.d ?? ""].join(". "),
  };
}

const setHelp = StateEffect.define();

const atCursor = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value;
    const isElsewhere = !transaction.startState.selection.eq(transaction.newSelection);
    return transaction.docChanged || isElsewhere ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

function showAtCursor(view) {
  const { state } = view;
  void helpAt(state, state.selection.main.head).then((found) => {
    if (!found || view.state.doc !== state.doc) return;
    view.dispatch({ effects: [setHelp.of(found), EditorView.announce.of(found.spoken)] });
  });
  return true;
}

function closeAtCursor(view) {
  if (!view.state.field(atCursor, false)) return false;
  view.dispatch({ effects: setHelp.of(null) });
  return true;
}
