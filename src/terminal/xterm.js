// Makes the terminal as this page wants it. xterm.js is loaded relative to the page, so that any
// folder of a host will do.

const load = (path) => import(new URL(path, document.baseURI).href);

const light = {
  background: "#fdfcf9",
  foreground: "#1b2a30",
  cursor: "#0b6470",
  cursorAccent: "#fdfcf9",
  selectionBackground: "#b9dfe2",
  black: "#1b2a30",
  red: "#a8261c",
  green: "#2c6b2f",
  yellow: "#7a5600",
  blue: "#1b5596",
  magenta: "#84318a",
  cyan: "#0b6470",
  white: "#5b676c",
};

const dark = {
  background: "#0d1518",
  foreground: "#e2ebec",
  cursor: "#7fd3d6",
  cursorAccent: "#0d1518",
  selectionBackground: "#2b5a60",
};

export const create_terminal = async (promptLabel, tooMuchOutput) => {
  const [{ Terminal }, { FitAddon }] = await Promise.all([
    load("xterm/xterm.mjs"),
    load("xterm/addon-fit.mjs"),
  ]);
  Terminal.strings.promptLabel = promptLabel;
  Terminal.strings.tooMuchOutput = tooMuchOutput;
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const terminal = new Terminal({
    cursorBlink: !isCalm.matches,
    fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace',
    fontSize: 16,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: 5000,
    theme: isDark.matches ? dark : light,
  });
  isDark.addEventListener("change", () => {
    terminal.options.theme = isDark.matches ? dark : light;
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  return { terminal, fit };
};
