// Tabs of this page tell each other which of them has a board open.

/** Who has one answers within this time, unless its tab was put to sleep. */
const ANSWER_MS = 500;
/** A port is closed within this time. */
const CLOSING_MS = 5_000;

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("boardwalk") : undefined;

/** What this tab has: nothing, "open", or "busy" where it must not be disturbed. */
let mine = "";
/** @type {((said: string) => void) | undefined} */ let heard;

/** The first of these words that another tab says; nothing where none does in time. */
const wait = (words, ms) =>
  new Promise((done) => {
    heard = (said) => words.includes(said) && done(said);
    setTimeout(done, ms, "");
  });

/** `letGo` is called when another tab wants the board. */
export const listen = (letGo) => {
  channel?.addEventListener("message", ({ data }) => {
    if (data === "who" && mine) channel.postMessage(mine);
    else if (data === "let go" && mine === "open") letGo();
    else heard?.(data);
  });
};

export const have = (what) => {
  if (mine === what) return;
  mine = what;
  if (!what) channel?.postMessage("gone");
};

export const ask = () => {
  channel?.postMessage("who");
  return wait(["open", "busy"], channel ? ANSWER_MS : 0);
};

export const take = () => {
  channel?.postMessage("let go");
  return wait(["gone"], channel ? CLOSING_MS : 0);
};
