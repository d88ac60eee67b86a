// @ts-check
// What arrives, until somebody reads it: bytes, and line faults at their places.

/** What the system keeps besides the browser's own buffer. */
const SYSTEM_BYTES = 64 << 10;
/** More line faults than these tell nobody anything. */
const MOST_FAULTS = 1_000;

export class Inflow {
  /** @type {(Uint8Array | string)[]} */ #arrivals = [];
  #bytes = 0;
  #faults = 0;
  #room;
  /** Called when something has arrived. */
  onArrival = () => {};

  /** @param {number} bufferBytes the browser's buffer */
  constructor(bufferBytes) {
    this.#room = bufferBytes + SYSTEM_BYTES;
  }

  /** Takes what fits. The rest is lost without a word, as with the drivers of Linux. */
  put(/** @type {Uint8Array | string} */ arrival) {
    if (typeof arrival === "string") {
      if (this.#faults === MOST_FAULTS) return;
      this.#faults += 1;
    } else {
      const fitting = arrival.subarray(0, this.#room - this.#bytes);
      if (fitting.length === 0) return;
      this.#bytes += fitting.length;
      arrival = fitting;
    }
    this.#arrivals.push(arrival);
    this.onArrival();
  }

  /**
   * The next fault, or up to `limit` bytes.
   *
   * @param {number} [limit]
   * @returns {Uint8Array | string | undefined}
   */
  take(limit = Infinity) {
    const first = this.#arrivals.shift();
    if (first === undefined) return undefined;
    if (typeof first === "string") {
      this.#faults -= 1;
      return first;
    }
    if (first.length > limit) this.#arrivals.unshift(first.subarray(limit));
    const taken = first.subarray(0, limit);
    this.#bytes -= taken.length;
    return taken;
  }

  clear() {
    this.#arrivals = [];
    this.#bytes = this.#faults = 0;
  }
}
