// @ts-check
// Raw mode, which is for programs on the other side, and raw-paste in it.
//
// MicroPython for the browser can't do raw-paste: asked for it, it waits for bytes that never come to it.
// So it is answered here, and what was pasted is handed over as a program of raw mode. Both frames are the
// same but for how they begin:
//
//     raw          OK output 04 error 04 >
//     raw-paste    04 output 04 error 04 >

export const CTRL_A = 0x01;
export const CTRL_B = 0x02;
export const CTRL_C = 0x03;
export const CTRL_D = 0x04;
const CTRL_E = 0x05;
const LF = 0x0a;
/** A control byte that means nothing to raw mode, and is no Python. */
const NO_COMMAND = 0x06;

const KIND = "A".charCodeAt(0);
/** So many bytes may come at first, and as many more each time so many were read. */
const WINDOW = 128;
const UNDERSTOOD = [0x52, 1, WINDOW, 0, 1];
const NOT_SUPPORTED = [0x52, 0, 0x3e];
const GREETING = "raw REPL; CTRL-B to exit";

/** @param {string} text */
const bytesOf = (text) => [...new TextEncoder().encode(text)];

/** What is to be done about a byte. `reply` is said, `program` is run in raw mode, and `pass` goes on to
 *  Python. @typedef {{ reply?: number[], program?: number[], pass?: number }} Step */

export class RawMode {
  /** Python is in raw mode. */
  isOn = false;
  /** What was typed of the line, as far as it can be a question. @type {number[]} */
  #line = [];
  /** What was pasted so far. @type {number[] | undefined} */
  #pasted;

  /** A byte was typed. @param {number} byte @returns {Step} */
  take(byte) {
    if (this.#pasted) return this.#paste(byte);
    if (!this.isOn) return { pass: byte };
    const [first, kind, ...more] = this.#line;
    if ([CTRL_A, CTRL_B, CTRL_C, CTRL_D].includes(byte)) this.#line = [];
    else if (this.#line.length < 3) this.#line.push(byte);
    const asks = byte === CTRL_A && first === CTRL_E && kind !== undefined && more.length === 0;
    if (!asks) return { pass: byte };
    // Python has the question in its line, and forgets it.
    if (kind !== KIND) return { pass: CTRL_C, reply: NOT_SUPPORTED };
    this.#pasted = [];
    return { pass: CTRL_C, reply: UNDERSTOOD };
  }

  /** Python has answered a byte that leads into raw mode, or out of it. @param {number} byte @param {string} said */
  answered(byte, said) {
    if (byte === CTRL_B) this.isOn = false;
    if (byte === CTRL_A && said.includes(GREETING)) this.isOn = true;
  }

  /** @param {number} byte @returns {Step} */
  #paste(byte) {
    const pasted = this.#pasted ?? [];
    if (byte === CTRL_D) {
      this.#pasted = undefined;
      // Raw mode takes nothing at all for a wish to start anew.
      return { reply: [CTRL_D], program: pasted.length > 0 ? pasted : [LF] };
    }
    if (byte === CTRL_C) {
      this.#pasted = undefined;
      return { reply: [CTRL_D, CTRL_D, ...bytesOf("KeyboardInterrupt: \r\n"), CTRL_D, ...bytesOf(">")] };
    }
    pasted.push(byte < CTRL_C ? NO_COMMAND : byte);
    return pasted.length % WINDOW === 0 ? { reply: [1] } : {};
  }
}
