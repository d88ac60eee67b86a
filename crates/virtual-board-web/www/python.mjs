// @ts-check
// Python as the board sees it: something that is started, stopped, heard and spoken to.
//
// It runs in a worker of its own, so that an endless loop stops neither the board nor the page.
// Nothing can reach into such a loop; a Ctrl-C that is not taken starts Python anew instead.

/** @typedef {import("./python-files.mjs").Files} Files */

const CTRL_C = 0x03;
/** A Python that is not busy takes a byte far faster than this. */
const PATIENCE_MS = 300;
/** Python prints byte by byte. What it says is passed on this often, unless it is silent. */
const GATHER_MS = 2;

/** The files that run by themselves. A host in raw mode does not want the second one. */
const AT_START = ["boot.py", "main.py"];
const INTERRUPTED = "Traceback (most recent call last):\r\nKeyboardInterrupt: \r\n";
const SOFT_RESET = "MPY: soft reboot\r\n";

/** @param {string} text */
const encode = (text) => new TextEncoder().encode(text);

export class Python {
  // What a board would not say: the page's own words.
  restartedNote = "";
  inputNote = "";
  missingNote = "";
  /** The chip's, in Python, by name. @type {Record<string, string>} */
  modules = {};
  /** Python has run what runs at its start, or can't start. */
  onStarted = () => {};
  /** A pin or a light was switched. @param {import("./hardware.mjs").State} _state */
  onHardware = (_state) => {};
  #say;
  /** @type {Worker | undefined} */ #worker;
  /** @type {string | undefined} */ #banner;
  /** What its programs have written. @type {Files | undefined} */ #files;
  /** Bytes that were sent to the worker and not yet taken by Python. @type {number[]} */
  #untaken = [];
  /** Bytes that Python has taken. */
  #taken = 0;
  #isListening = false;
  #isRaw = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #impatience;
  /** @type {number[]} */ #said = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #gathering;

  /** @param {(bytes: Uint8Array) => void} say */
  constructor(say) {
    this.#say = say;
  }

  /**
   * @param {{ start?: string | null, filesAreNew?: boolean, stop?: true, hear?: Uint8Array }} order
   */
  obey({ start, filesAreNew, stop, hear }) {
    if (stop) this.#stop();
    if (hear) this.#hear(hear);
    if (start === undefined) return;
    this.#stop();
    if (filesAreNew) this.#files = undefined;
    // Other firmware has no prompt.
    this.#banner = start ?? undefined;
    if (this.#banner) this.#launch({ greeting: "\r\n", runs: AT_START, ends: "banner" });
  }

  #stop() {
    clearTimeout(this.#impatience);
    clearTimeout(this.#gathering);
    this.#impatience = this.#gathering = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isListening = false;
    this.#isRaw = false;
    this.#untaken = [];
    this.#taken = 0;
    this.#said = [];
    this.onHardware({ pins: {}, pixels: {}, light: 0 });
  }

  /** @param {ArrayLike<number>} bytes */
  #hear(bytes) {
    if (!this.#worker || bytes.length === 0) return;
    this.#untaken.push(...Array.from(bytes));
    this.#worker.postMessage({ bytes: Uint8Array.from(bytes) });
    this.#watchCtrlC();
  }

  /** Interrupts Python if it leaves the first Ctrl-C that waits for it waiting for too long. */
  #watchCtrlC() {
    const place = this.#untaken.indexOf(CTRL_C);
    if (!this.#isListening || this.#impatience || place < 0) return;
    const number = this.#taken + place;
    this.#impatience = setTimeout(() => {
      this.#impatience = undefined;
      if (this.#taken <= number) this.#interrupt();
      else this.#watchCtrlC();
    }, PATIENCE_MS);
  }

  /**
   * What was typed besides the Ctrl-C stays typed, as in the buffer of a board. In raw mode, output and error
   * end as a program on the other side expects it.
   */
  #interrupt() {
    const typed = this.#untaken;
    typed.splice(typed.indexOf(CTRL_C), 1);
    const note = this.restartedNote && `${this.restartedNote}\r\n`;
    const isRaw = this.#isRaw;
    const told = INTERRUPTED + note;
    this.#flush();
    this.#stop();
    if (isRaw) this.#launch({ greeting: `\x04${told}\x04>`, runs: [], ends: "silent raw" });
    else this.#launch({ greeting: `\r\n${told}`, runs: [], ends: "prompt" });
    this.#hear(typed);
  }

  /** @param {"banner" | "raw"} ends in the mode that it had */
  #softReset(ends) {
    const typed = this.#untaken;
    const runs = ends === "raw" ? AT_START.slice(0, 1) : AT_START;
    this.#flush();
    this.#stop();
    this.#launch({ greeting: SOFT_RESET, runs, ends });
    this.#hear(typed);
  }

  /** A program has reset the chip. */
  #reset() {
    this.#flush();
    this.#stop();
    this.#launch({ greeting: "\r\n", runs: AT_START, ends: "banner" });
  }

  /** Python stumbled, which on a board ends in a reset. @param {string} message */
  #fail(message) {
    const hadStarted = this.#isListening;
    this.#gather(encode(`\r\n${message}\r\n`));
    this.#flush();
    this.#stop();
    if (hadStarted) this.#launch({ greeting: SOFT_RESET, runs: [], ends: "banner" });
  }

  /** @param {{ greeting: string, runs: string[], ends: "banner" | "prompt" | "raw" | "silent raw" }} boot */
  #launch({ greeting, runs, ends }) {
    const worker = new Worker(new URL("./python-worker.mjs", import.meta.url), { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      // What a stopped worker has said before is still under way.
      if (this.#worker === worker) this.#told(data);
    };
    worker.onerror = ({ message }) => {
      if (this.#worker === worker) this.#fail(message || this.missingNote);
    };
    this.#gather(encode(greeting));
    const { inputNote, modules } = this;
    const boot = { banner: this.#banner, files: this.#files, runs, ends, modules, inputNote };
    worker.postMessage({ boot });
  }

  /** @param {any} data */
  #told({ bytes, taken, isListening, isRaw, files, hasStarted, interrupted, hardware, reset, softReset, fault }) {
    if (bytes) this.#gather(bytes);
    if (files) this.#files = files;
    if (isListening) this.#isListening = true;
    if (isRaw !== undefined) this.#isRaw = isRaw;
    if (taken) {
      this.#untaken.splice(0, taken);
      this.#taken += taken;
    }
    if (interrupted) {
      // It was taken before what was typed ahead of it.
      this.#untaken.splice(this.#untaken.indexOf(CTRL_C), 1);
      this.#taken += 1;
      clearTimeout(this.#impatience);
      this.#impatience = undefined;
    }
    if (hardware) this.onHardware(hardware);
    if (hasStarted || fault) this.onStarted();
    if (fault) this.#fail(fault);
    else if (softReset) this.#softReset(softReset);
    else if (reset) this.#reset();
    else if (isListening || interrupted) this.#watchCtrlC();
  }

  /** @param {Uint8Array} bytes */
  #gather(bytes) {
    this.#said.push(...bytes);
    this.#gathering ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush() {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#say(Uint8Array.from(this.#said.splice(0)));
  }
}
