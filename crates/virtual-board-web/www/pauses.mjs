// @ts-check
// Pauses of the worker, which end early when something has happened.

const { setTimeout, clearTimeout } = globalThis;
/** Browsers let short timers run longer than they should. */
const TIMER_MS = 5;

export class Pauses {
  /** @type {Set<() => void>} */ #ends = new Set();
  #channel = new MessageChannel();

  /** Those who wait for their turn. @type {((value?: any) => void)[]} */ #turns = [];

  constructor() {
    this.#channel.port1.onmessage = () => this.#turns.shift()?.();
  }

  /** Lets the worker take its messages, once. */
  turn = () =>
    new Promise((done) => {
      this.#turns.push(done);
      this.#channel.port2.postMessage(undefined);
    });

  /** Waits until then, or until something happens; tells whether it is then. @param {number} end */
  until = async (end) => {
    const left = end - performance.now();
    if (left > TIMER_MS) await this.#pause(left - TIMER_MS);
    else if (left > 0) await this.turn();
    return performance.now() >= end;
  };

  /** Waits until something happens. */
  forever = async () => {
    await this.#pause();
    return false;
  };

  /** Something has happened. */
  end() {
    for (const end of this.#ends) end();
  }

  /** @param {number} [milliseconds] */
  #pause(milliseconds) {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        this.#ends.delete(end);
        done(undefined);
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(end, milliseconds);
      this.#ends.add(end);
    });
  }
}
