// @ts-check
// Lets Python wait for something without holding up its worker.
//
// Browsers that have it (JavaScript Promise Integration) put the whole of Python's calls aside until a promise is
// kept. In others Python runs until it is done, and nothing reaches it meanwhile.

import { longJumps } from "./long-jumps.mjs";
import { CALLED, withTurns } from "./turns.mjs";

/** @type {any} */ const maker = WebAssembly;

export const canWait = Boolean(maker.Suspending && maker.promising && maker.Tag);

/** What a file call of Python's waits for, which gives `false` if a Ctrl-C ended it. Afterwards the call is done, or
 *  made again, where it had nothing to give before. Where neither is said, a Ctrl-C does not undo it.
 *  @typedef {{ until: () => Promise<boolean>, afterwards?: "done" | "again" }} Wait */

/** Emscripten's own number for an interrupted call: Python then looks whether it has to raise an exception. */
const EINTR = 27;

export class Waiting {
  /** Python's exports. @type {any} */ python;
  /** What is under way that may be put aside. */
  #depth = 0;
  /** @type {Wait | undefined} */ #wait;
  /** Called now and then by a running program. @type {() => Promise<unknown> | undefined} */
  onTurn = () => undefined;

  /** Whether what runs now can be put aside. */
  get isPossible() {
    return this.#depth > 0;
  }

  /** Has the file call that is under way wait. @param {Wait} wait */
  ask(wait) {
    this.#wait = wait;
  }

  /** Calls a function that Python exports. @param {string} name @param {number[]} values */
  async call(name, ...values) {
    if (!canWait) return this.python[name](...values);
    this.#depth += 1;
    try {
      return await maker.promising(this.python[name])(...values);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Lets the WebAssembly that is made from now on wait, and knows its exports. */
  install() {
    const { instantiate, instantiateStreaming } = maker;
    const known = async (/** @type {Promise<any>} */ made) => {
      const result = await made;
      this.python = result.instance.exports;
      return result;
    };
    const make = (/** @type {any} */ program, /** @type {any} */ imports) =>
      known(canWait ? this.#instantiate(instantiate, program, imports) : instantiate.call(maker, program, imports));
    maker.instantiate = make;
    maker.instantiateStreaming = async (/** @type {any} */ response, /** @type {any} */ imports) =>
      canWait
        ? make(await (await response).arrayBuffer(), imports)
        : known(instantiateStreaming.call(maker, response, imports));
  }

  /** @param {any} instantiate @param {ArrayBuffer} program @param {any} imports */
  async #instantiate(instantiate, program, imports) {
    const { env, wasi_snapshot_preview1: wasi } = imports;
    const { functions, connect } = longJumps(Object.keys(env));
    const turn = new maker.Suspending(() => (this.isPossible ? this.onTurn() : undefined));
    const made = await instantiate.call(maker, withTurns(new Uint8Array(program)), {
      env: { ...env, ...functions, [CALLED]: turn },
      wasi_snapshot_preview1: {
        ...wasi,
        fd_read: this.#patient(wasi.fd_read),
        fd_write: this.#patient(wasi.fd_write),
      },
    });
    connect(made.instance.exports);
    return made;
  }

  /** @param {(...values: number[]) => number} call */
  #patient(call) {
    /** @returns {number | Promise<number>} */
    const attempt = (/** @type {number[]} */ ...values) => {
      const result = call(...values);
      const wait = this.#wait;
      this.#wait = undefined;
      if (!wait) return result;
      return wait.until().then((isOver) => {
        if (!isOver && wait.afterwards) return EINTR;
        return wait.afterwards === "again" ? attempt(...values) : result;
      });
    };
    return new maker.Suspending(attempt);
  }
}
