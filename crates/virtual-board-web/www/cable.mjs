// @ts-check
// Calls to the board's worker, and what it tells by itself.

export class Cable {
  #worker;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void }>} */
  #awaited = new Map();
  #calls = 0;
  /** Bytes, or the name of a line fault. @type {(arrival: Uint8Array | string) => void} */
  onArrival = () => {};
  /** Pins or lights were switched. @type {(state: import("./hardware.mjs").State) => void} */
  onHardware = () => {};

  /** @param {URL} program of the worker */
  constructor(program) {
    this.#worker = new Worker(program, { type: "module" });
    this.#worker.onmessage = ({ data }) => {
      if (data.arrivals) data.arrivals.forEach((/** @type {any} */ one) => this.onArrival(one));
      else if (data.hardware) this.onHardware(data.hardware);
      else this.#answer(data);
    };
    // The program itself could not be loaded, or is wrong.
    this.#worker.onerror = (event) => {
      const error = new Error(event.message || `${program.pathname} could not be loaded.`);
      for (const { reject } of this.#awaited.values()) reject(error);
      this.#awaited.clear();
    };
  }

  /**
   * Has the worker do something. Calls are done in their order.
   *
   * @param {string} what
   * @param {any} [argument]
   * @returns {Promise<any>}
   */
  call(what, argument) {
    return new Promise((resolve, reject) => {
      const call = ++this.#calls;
      this.#awaited.set(call, { resolve, reject });
      this.#worker.postMessage({ call, what, argument });
    });
  }

  /** Takes the board away. */
  end() {
    this.#worker.terminate();
  }

  /** @param {{ call: number, value?: any, error?: string }} answer */
  #answer({ call, value, error }) {
    const waiting = this.#awaited.get(call);
    this.#awaited.delete(call);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}
