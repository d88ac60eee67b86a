// Suggestions while a program is written.
import { autocompletion } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-python";
import { syntaxTree } from "@codemirror/language";

import { startOfExpression } from "./expression.mjs";
import { helpElement } from "./help.mjs";
import { loadModules } from "./load.mjs";
import { moduleNamed, resolver } from "./resolve.mjs";
import { BUILTINS, KEYWORDS } from "./words.mjs";

const NAME = /^\w*$/;
/** Longer signatures are in the help beside the list. */
const DETAIL_LETTERS = 36;

export function completion() {
  return autocompletion({
    override: [complete],
    // Enter begins a new line unless a suggestion was chosen.
    selectOnOpen: false,
    // So a quick key takes nothing by accident.
    interactionDelay: 0,
    icons: false,
  });
}

async function complete(context) {
  const { state, pos } = context;
  if (isInText(state, pos)) return null;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const word = before.match(/\w*$/)[0];
  const from = pos - word.length;
  const lead = before.slice(0, before.length - word.length);
  const modules = await loadModules();
  if (context.aborted) return null;
  const options = optionsFor(modules, state.doc, line, lead);
  if (options) return options.length ? { from, options, validFor: NAME } : null;
  if (!word && !context.explicit) return null;
  if (/^\d/.test(word) || /\b(?:def|class|as)\s+$/.test(lead)) return null;
  const local = localCompletionSource(context);
  return { from, options: plainOptions(modules, state.doc.toString(), local?.options ?? []), validFor: NAME };
}

/** Where only some names can stand: behind a dot, and in an import. */
function optionsFor(modules, doc, line, lead) {
  if (/^\s*(?:import\s+(?:.*,\s*)?|from\s+)$/.test(lead)) {
    return Object.entries(modules)
      .filter(([name, entry]) => name !== "builtins" && !entry.a && !name.includes("."))
      .map(([name, entry]) => option(name, { ...entry, k: "m" }));
  }
  const imported = lead.match(/^\s*from\s+([\w.]+)\s+import\s+\(?(?:.*,\s*)?$/);
  if (imported) {
    return Object.entries(moduleNamed(modules, imported[1])?.m ?? {}).map(([name, entry]) =>
      option(name, entry),
    );
  }
  if (!lead.endsWith(".")) return undefined;
  const end = lead.length - 1;
  const expression = lead.slice(startOfExpression(lead, end), end);
  const { resolve, membersOf } = resolver(modules, doc.toString());
  const thing = resolve(expression, line.from);
  if (!thing) return [];
  return Object.entries(membersOf(thing)).map(([name, entry]) =>
    option(name, entry, isNearest(thing, entry)),
  );
}

/** Of an instance what it can do comes first, of a class its constants. */
function isNearest({ is }, { k }) {
  return is === "instance" ? k === "f" : is === "class" && k === "v";
}

/** Everything that can stand without a dot: the program's own names, Python's, and what it has by an import. */
function plainOptions(modules, text, local) {
  const builtins = modules.builtins?.m ?? Object.fromEntries(BUILTINS.map((name) => [name, { k: "f" }]));
  const { resolve, mayMean } = resolver(modules, text);
  const own = local.map(({ label }) => {
    const thing = mayMean(label) && resolve(label);
    return thing ? option(label, thing.entry, true) : { label, type: "variable", boost: 1 };
  });
  const known = new Set(own.map(({ label }) => label));
  return [
    ...own,
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
    ...Object.entries(builtins)
      .filter(([name]) => !known.has(name))
      .map(([name, entry]) => option(name, entry)),
  ];
}

function option(label, entry, isNear = false) {
  const types = { c: "class", f: "function", v: "constant", m: "namespace" };
  const signature = entry.s?.split("\n")[0] ?? "";
  const hasHelp = entry.d || signature;
  return {
    label,
    type: types[entry.k] ?? "variable",
    detail: entry.k !== "v" && signature.length <= DETAIL_LETTERS ? signature : undefined,
    info: hasHelp ? () => helpElement(label, entry) : undefined,
    boost: isNear ? 1 : 0,
  };
}

function isInText(state, pos) {
  const { name } = syntaxTree(state).resolveInner(pos, -1);
  return name === "Comment" || name === "String" || name === "FormatString";
}
