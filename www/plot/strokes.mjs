// How each curve is drawn: by its dashes, so that nobody needs its colour.

/** Lengths of dashes and gaps, in pixels. */
export const DASHES = [[], [8, 4], [2, 3], [12, 4, 2, 4], [16, 6], [5, 2, 5, 8], [2, 8], [12, 3, 3, 3, 3, 3]];

const LIGHT = ["#0b5a8a", "#a12a0b", "#1f6a2f", "#8a1f6d", "#6b5200", "#4a3fa8", "#1b2a30", "#00666a"];
const DARK = ["#8ecbf5", "#ffb59c", "#9bd8a3", "#f0a3dc", "#f2d27f", "#c0b8ff", "#e2ebec", "#7fd3d6"];

const dark = matchMedia("(prefers-color-scheme: dark)");

export function colours() {
  const page = dark.matches
    ? { ground: "#152126", ink: "#e2ebec", grid: "#2b3a40", curves: DARK }
    : { ground: "#fdfcf9", ink: "#1b2a30", grid: "#d8d6cd", curves: LIGHT };
  return page;
}

/** Calls when the system goes from light to dark or back; gives what ends that. */
export function onOtherColours(call) {
  dark.addEventListener("change", call);
  return () => dark.removeEventListener("change", call);
}
