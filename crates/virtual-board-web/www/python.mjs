// @ts-check
// Python as the board sees it: something that is started, stopped, heard and spoken to.
//
// It runs in a worker of its own, so that an endless loop stops neither the board nor the page.
// Nothing can reach into such a loop; a Ctrl-C that is not taken starts Python anew instead.

const CTRL_C = 0x03;
/** A Python that is not busy takes a byte far faster than this. */
const PATIENCE_MS = 400;

/** @param {string} text */
const encode = (text) => new TextEncoder().encode(text);

export class Python {
  restartedNote = "";
  #say;
  /** @type {Worker | undefined} */ #worker;
  /** @type {string | undefined} */ #banner;
  #unanswered = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #impatience;

  /** @param {(bytes: Uint8Array) => void} say */
  constructor(say) {
    this.#say = say;
  }

  /** The firmware starts. @param {string | undefined} banner its greeting, if it is MicroPython */
  start(banner) {
    this.stop();
    this.#banner = banner;
    if (banner !== undefined) this.#launch(`\r\n${banner}\r\nType "help()" for more information.\r\n`);
  }

  /** The board was reset or lost its power. */
  stop() {
    clearTimeout(this.#impatience);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#unanswered = 0;
  }

  /** Bytes came over the line. @param {Uint8Array} bytes */
  hear(bytes) {
    if (!this.#worker) return;
    this.#worker.postMessage({ bytes });
    this.#unanswered += 1;
    if (bytes.includes(CTRL_C)) {
      clearTimeout(this.#impatience);
      this.#impatience = setTimeout(() => this.#interrupt(), PATIENCE_MS);
    }
  }

  #interrupt() {
    if (this.#unanswered === 0) return;
    this.stop();
    const note = this.restartedNote && `${this.restartedNote}\r\n`;
    this.#launch(`\r\nTraceback (most recent call last):\r\nKeyboardInterrupt: \r\n${note}`);
  }

  /** @param {string} greeting */
  #launch(greeting) {
    const worker = new Worker(new URL("./python-worker.mjs", import.meta.url), { type: "module" });
    this.#worker = worker;
    this.#unanswered = 1;
    worker.onmessage = ({ data }) => {
      if (this.#worker !== worker) return;
      if (data.bytes) this.#say(data.bytes);
      if (data.taken) this.#unanswered -= 1;
      if (data.softReset) {
        this.stop();
        this.#launch(`\r\nMPY: soft reboot\r\n${this.#banner}\r\nType "help()" for more information.\r\n`);
      }
    };
    worker.postMessage({ greeting: encode(greeting) });
  }
}
