// @ts-check
// What is soldered to the chip: pins, and the lights on them. Python's modules write to it as to a file, a line
// a call:
//
//   pin NUMBER out|in VALUE          a pin was set up, or switched
//   pwm NUMBER HERTZ DUTY            of 1023
//   pixels NUMBER RRGGBB …           the lights of a strip
//   timer NUMBER MILLISECONDS again|once, or timer NUMBER stop
//   sleep MILLISECONDS               the call ends when they are over
//   reset                            the call does not end
//
// What is read from it was typed.

/** @typedef {{ mode: "in" | "out" | "pwm", value: number, hertz?: number, duty?: number }} Pin */
/** What a page can draw. `light` is that of the blue light by the antenna, from 0 to 1.
 *  @typedef {{ pins: Record<number, Pin>, pixels: Record<number, string[]>, light: number }} State */

const PATH = "/dev/hardware";
/** A page draws no oftener. */
const FRAME_MS = 16;
/** It is on where its pin is low. */
const LIGHT = 2;
const FULL_DUTY = 1023;
/** Emscripten's own number for "try again". */
const EAGAIN = 6;

export class Hardware {
  /** @type {State["pins"]} */ #pins = {};
  /** @type {State["pixels"]} */ #pixels = {};
  #isUntold = false;
  #toldAt = -Infinity;
  /** @type {Map<string, any>} */ #timers = new Map();
  #board;

  /**
   * @param {object} board what is around it
   * @param {(state: State) => void} board.tell
   * @param {(milliseconds: number) => void} board.sleep
   * @param {() => void} board.reset
   * @param {(timer: number) => void} board.due
   * @param {() => number | undefined} board.typed the next byte, or none: then the call is made again when there is
   * @param {typeof setTimeout} board.setTimeout
   * @param {typeof clearTimeout} board.clearTimeout
   */
  constructor(board) {
    this.#board = board;
  }

  /** @param {any} fs Emscripten's */
  install(fs) {
    const device = fs.makedev(64, 0);
    fs.registerDevice(device, {
      open: (/** @type {any} */ stream) => void (stream.seekable = false),
      close: () => {},
      read: (_stream, /** @type {Int8Array} */ buffer, /** @type {number} */ offset) => {
        const byte = this.#board.typed();
        if (byte === undefined) throw new fs.ErrnoError(EAGAIN);
        buffer[offset] = byte;
        return 1;
      },
      write: (_stream, /** @type {Int8Array} */ buffer, /** @type {number} */ offset, /** @type {number} */ length) => {
        this.#take(new TextDecoder().decode(buffer.slice(offset, offset + length)));
        return length;
      },
    });
    fs.mkdev(PATH, device);
  }

  /** Tells what was not told yet, since nothing may happen for a while. */
  flush() {
    if (!this.#isUntold) return;
    this.#isUntold = false;
    this.#toldAt = performance.now();
    this.#board.tell({ pins: this.#pins, pixels: this.#pixels, light: this.#light() });
  }

  /** @param {string} line */
  #take(line) {
    const [what, ...words] = line.split(" ");
    const [number, ...more] = words;
    if (what === "pin") this.#pins[+number] = { mode: more[0] === "out" ? "out" : "in", value: +more[1] };
    else if (what === "pwm") this.#pins[+number] = { mode: "pwm", value: 0, hertz: +more[0], duty: +more[1] };
    else if (what === "pixels") this.#pixels[+number] = more;
    else if (what === "timer") return this.#timer(number, more);
    else if (what === "sleep") return this.#board.sleep(+number);
    else if (what === "reset") return this.#board.reset();
    this.#isUntold = true;
    if (performance.now() - this.#toldAt >= FRAME_MS) this.flush();
  }

  #light() {
    const pin = this.#pins[LIGHT];
    if (pin?.mode === "pwm") return 1 - (pin.duty ?? 0) / FULL_DUTY;
    return pin?.mode === "out" && !pin.value ? 1 : 0;
  }

  /** @param {string} number @param {string[]} how */
  #timer(number, [milliseconds, repeats]) {
    this.#board.clearTimeout(this.#timers.get(number));
    this.#timers.delete(number);
    if (milliseconds === "stop") return;
    const wait = () =>
      void this.#timers.set(
        number,
        this.#board.setTimeout(() => {
          if (repeats === "again") wait();
          this.#board.due(+number);
        }, Math.max(1, +milliseconds)),
      );
    wait();
  }
}
