// The keys that a keyboard on the screen has not, or hides.

const KEYS = [
  ["Tab", "\t"],
  ["↑", "\x1b[A", "up"],
  ["↓", "\x1b[B", "down"],
  ["←", "\x1b[D", "left"],
  ["→", "\x1b[C", "right"],
  ..."():'\"".split("").map((letter) => [letter, letter]),
];

/**
 * @param {import("@xterm/xterm").Terminal} terminal
 * @param {HTMLElement} place
 * @param {{ label: string, up: string, down: string, left: string, right: string }} texts
 */
const row = (terminal, place, texts) => {
  const row = document.createElement("div");
  row.className = "screen-keys";
  row.setAttribute("role", "toolbar");
  row.setAttribute("aria-label", texts.label);
  for (const [sign, typed, name] of KEYS) {
    const key = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
    if (name) key.setAttribute("aria-label", texts[name]);
    // The keyboard on the screen stays, for it belongs to what has the focus.
    key.addEventListener("pointerdown", (event) => event.preventDefault());
    key.addEventListener("click", () => {
      terminal.input(typed);
      terminal.focus();
    });
    row.append(key);
  }
  place.append(row);
};

/** Shows them where fingers are what one points with. */
export const show_keys = (terminal, place, label, up, down, left, right) => {
  if (matchMedia("(pointer: coarse)").matches) row(terminal, place, { label, up, down, left, right });
};
