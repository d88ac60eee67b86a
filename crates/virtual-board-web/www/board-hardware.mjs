// @ts-check
// What the pins and lights of the board that is plugged in do.

/** @typedef {import("./hardware.mjs").State} State */

/** @type {State} */
const NOTHING = { pins: {}, pixels: {}, light: 0 };

/** Tells of each change by an event, `change`; at most one a frame. */
class BoardHardware extends EventTarget {
  #state = NOTHING;

  /** What they do now. */
  get state() {
    return this.#state;
  }

  /** @param {State} [state] none where there is no board */
  change(state = NOTHING) {
    this.#state = state;
    this.dispatchEvent(new Event("change"));
  }
}

export const hardware = new BoardHardware();
