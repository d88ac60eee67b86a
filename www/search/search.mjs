// Finds words in what the terminal shows and has kept: a field over its corner, loaded when a person first wants it.
import { SearchAddon } from "@xterm/addon-search";

/** So many places are coloured and counted; more nobody looks through. */
const MOST_FOUND = 1000;

const light = { matchBackground: "#ffe49a", activeMatchBackground: "#f2a33a" };
const dark = { matchBackground: "#5c4a12", activeMatchBackground: "#8a5a00" };
/** The add-on wants them, and draws them only where there is a ruler. */
const ruler = { matchOverviewRuler: "#000000", activeMatchColorOverviewRuler: "#000000" };

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { position: absolute; top: 0.25rem; right: 1.25rem; z-index: 9; max-width: calc(100% - 1.5rem); --ground: #fffefa; --ink: #1b2a30; --soft: #4a585e; --edge: #77868b; --accent: #0b6470; }
@media (prefers-color-scheme: dark) { :host { --ground: #1d2c32; --ink: #e2ebec; --soft: #a9b8bc; --edge: #7e9096; --accent: #7fd3d6; } }
form { box-sizing: border-box; display: flex; max-width: 100%; align-items: center; gap: 0.25rem; margin: 0; padding: 0.25rem; background: var(--ground); color: var(--ink); border: 1px solid var(--edge); border-radius: 0.4rem; font: 0.9rem/1.3 system-ui, sans-serif; }
input { flex: 1 1 9rem; box-sizing: border-box; width: 9rem; min-width: 3rem; min-height: 2.25rem; padding: 0 0.5rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--edge); border-radius: 0.3rem; }
output { flex: none; min-width: 3.6rem; color: var(--soft); font-variant-numeric: tabular-nums; text-align: center; }
button { flex: none; min-width: 2.1rem; min-height: 2.25rem; padding: 0; font: inherit; color: var(--accent); background: transparent; border: 1px solid transparent; border-radius: 0.3rem; cursor: pointer; }
button:hover { border-color: var(--edge); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
`);

/** @typedef {{ label: string, next: string, previous: string, close: string, none: string, place: string }} Texts
 * `place` says which of how many, by `$at` and `$all`. */

/**
 * @param {import("@xterm/xterm").Terminal} terminal one that is open
 * @param {HTMLElement} place in whose box the field is to be
 * @param {Texts} texts
 */
export function createSearch(terminal, place, texts) {
  const addon = new SearchAddon({ highlightLimit: MOST_FOUND });
  // Colours behind letters are no settled part of xterm.js yet.
  terminal.options.allowProposedApi = true;
  terminal.loadAddon(addon);
  const host = document.createElement("div");
  host.lang = document.documentElement.lang;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const input = Object.assign(document.createElement("input"), { type: "text", spellcheck: false, autocomplete: "off" });
  input.setAttribute("aria-label", texts.label);
  input.placeholder = texts.label;
  const count = document.createElement("output");
  const form = document.createElement("form");
  form.setAttribute("role", "search");
  form.append(
    input,
    count,
    button("↑", texts.previous, () => find("findPrevious")),
    button("↓", texts.next, () => find("findNext")),
    button("×", texts.close, () => close()),
  );
  root.append(form);

  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const options = () => ({ decorations: { ...ruler, ...(isDark.matches ? dark : light) } });
  const find = (way, more) => addon[way](input.value, { ...options(), ...more });
  addon.onDidChangeResults(({ resultIndex, resultCount }) => {
    if (input.value === "") count.value = "";
    else if (resultCount === 0) count.value = texts.none;
    else count.value = texts.place.replace("$at", resultIndex + 1).replace("$all", resultCount);
  });
  const close = () => {
    host.remove();
    addon.clearDecorations();
    terminal.clearSelection();
    terminal.focus();
  };
  // What is typed here is not for the board, whose terminal is around this.
  for (const name of ["keydown", "keyup", "keypress", "paste", "mousedown", "wheel"]) {
    host.addEventListener(name, (event) => event.stopPropagation());
  }
  // The newest is below: it is found first.
  input.addEventListener("input", () => find("findPrevious", { incremental: true }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && event.target === input) find(event.shiftKey ? "findNext" : "findPrevious");
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  return {
    /** Shows the field, with what is selected in it. */
    open() {
      const selected = terminal.getSelection();
      if (selected && !selected.includes("\n")) input.value = selected;
      place.append(host);
      input.select();
      input.focus();
      if (input.value) find("findPrevious", { incremental: true });
    },
  };
}

function button(sign, name, pressed) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: name });
  made.setAttribute("aria-label", name);
  made.addEventListener("click", pressed);
  return made;
}
