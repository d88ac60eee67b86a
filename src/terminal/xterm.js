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

/** So many letters are read aloud before the next key; xterm.js itself stops at twenty lines. */
const MOST_SPOKEN = 4_000;

/** Of a terminal, at least. */
const COLUMNS = 80;
/** xterm.js keeps as much free for its own. */
const SCROLLBAR_PX = 14;

/** The cursor is to be seen for so long, and then not. */
const BLINK_MS = 500;
const BLINKED = "blinked";

// xterm.js writes its sizes and colours into <style> elements of its own, which this page's policy
// refuses as it refuses all inline styles. In their place it gets elements that pass what they are
// told to a style sheet; those are not inline. Single letters, of which it writes the colour into an
// attribute, take it as a property.
const takeStyles = () => {
  if (Object.hasOwn(document, "createElement")) return;
  HTMLSpanElement.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
  document.createElement = (name, ...rest) => {
    if (name !== "style") return Document.prototype.createElement.call(document, name, ...rest);
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    const element = Document.prototype.createElement.call(document, "span");
    element.hidden = true;
    element.remove = () => {
      Element.prototype.remove.call(element);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet);
    };
    return Object.defineProperty(element, "textContent", { set: (css) => sheet.replaceSync(css) });
  };
};

// What a screen reader is to say, xterm.js collects until it next draws, adds it to the text of one
// element, and counts by its lines: a line without an end would grow for ever. So the element takes so
// many letters until a key is pressed, and says then that there is more. What this gives throws away what
// is collected, with the rest of what xterm.js keeps for screen readers, and begins anew.
const reading = (terminal, tooMuchOutput) => {
  let left = MOST_SPOKEN;
  terminal.onKey(() => {
    left = MOST_SPOKEN;
  });
  // xterm.js reads the text only to add to it, and empties it after a key and as the focus leaves.
  const text = {
    get: () => "",
    set(added) {
      if (added === "") {
        left = MOST_SPOKEN;
        this.replaceChildren();
      } else if (left > 0) {
        this.append(added.slice(0, left));
        left -= added.length;
        if (left <= 0) this.append(tooMuchOutput);
      }
    },
  };
  return () => {
    terminal.options.screenReaderMode = false;
    terminal.options.screenReaderMode = true;
    Object.defineProperty(terminal.element.querySelector(".live-region"), "textContent", text);
  };
};

// xterm.js would blink by an animation, for which Chromium draws the page sixty times a second. After a key
// it holds back what comes from the board until it has drawn again, and that is sooner where nothing else
// keeps it drawing. So the style sheet takes the animation away, and this turns the cursor off and on: a
// picture each time. Where it moves it is on.
const blink = (terminal) => {
  let timer;
  const show = () => {
    const { classList } = terminal.element ?? {};
    if (classList?.contains(BLINKED)) classList.remove(BLINKED);
    clearInterval(timer);
    timer = setInterval(() => terminal.element?.classList.toggle(BLINKED), BLINK_MS);
  };
  terminal.onCursorMove(show);
  show();
};

// Programs lay out their lines for so many columns. Where the frame is narrower it scrolls sideways, and
// follows the cursor.
const fitting = (terminal, addon) => {
  let isWide = false;
  let isDue = false;
  const follow = () => {
    isDue = false;
    const frame = terminal.element.parentElement;
    const cell = terminal.element.querySelector(".xterm-screen").clientWidth / terminal.cols;
    const at = terminal.buffer.active.cursorX * cell;
    if (at < frame.scrollLeft + cell) frame.scrollLeft = at < frame.clientWidth / 2 ? 0 : at - frame.clientWidth / 2;
    else if (at > frame.scrollLeft + frame.clientWidth - 3 * cell) frame.scrollLeft = at - frame.clientWidth / 2;
  };
  terminal.onCursorMove(() => {
    if (!isWide || isDue) return;
    isDue = true;
    requestAnimationFrame(follow);
  });
  return () => {
    const { cols, rows } = addon.proposeDimensions() ?? {};
    if (!(cols > 0 && rows > 0)) return;
    isWide = cols < COLUMNS;
    terminal.resize(Math.max(cols, COLUMNS), rows);
    const screen = terminal.element.querySelector(".xterm-screen").style.width;
    terminal.element.style.width = isWide ? `calc(${screen} + ${SCROLLBAR_PX}px)` : "";
  };
};

// All that is in the terminal, as letters only; a line that goes on in the next row is one.
const textOf = ({ buffer: { active } }) => {
  let text = "";
  for (let row = 0; row < active.length; row += 1) {
    const goesOn = active.getLine(row + 1)?.isWrapped;
    text += active.getLine(row).translateToString(!goesOn) + (goesOn ? "" : "\n");
  }
  return text.trimEnd() + "\n";
};

const save = (text, name) => {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  URL.revokeObjectURL(href);
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
  takeStyles();
  const terminal = new Terminal({
    cursorBlink: !isCalm.matches,
    fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace',
    fontSize: 16,
    minimumContrastRatio: 4.5,
    scrollback: 5000,
    theme: isDark.matches ? dark : light,
  });
  isDark.addEventListener("change", () => {
    terminal.options.theme = isDark.matches ? dark : light;
  });
  blink(terminal);
  const addon = new FitAddon();
  terminal.loadAddon(addon);
  return {
    terminal,
    fit: fitting(terminal, addon),
    set_letters: (px) => (terminal.options.fontSize = px),
    text: () => textOf(terminal),
    save: (name) => save(textOf(terminal), name),
    read_anew: reading(terminal, tooMuchOutput),
  };
};
