// @ts-check
// The demo board as an object that behaves as the browser's `SerialPort` does.
//
// The board lives in a worker. This file carries bytes, speeds and modem lines to it, and the page
// can't tell the difference: what it does here, it does to a real board.

/** @typedef {{ flashBytes?: number, flash?: Uint8Array, usbVendorId?: number, usbProductId?: number,
 *              pythonRestartedNote?: string }} Options */

const lost = () => new DOMException("The device has been lost.", "NetworkError");

/** The worker, and answers that are awaited from it. */
class Cable {
  #worker = new Worker(new URL("./board-worker.mjs", import.meta.url), { type: "module" });
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: any) => void }>} */
  #awaited = new Map();
  #calls = 0;
  /** @type {(bytes: Uint8Array) => void} */
  onData = () => {};

  /** @param {Options} options */
  constructor(options) {
    this.#worker.onmessage = ({ data }) => {
      if (data.bytes) this.onData(data.bytes);
      else {
        this.#awaited.get(data.answers)?.resolve(data.value);
        this.#awaited.delete(data.answers);
      }
    };
    this.#worker.onerror = (event) => {
      for (const { reject } of this.#awaited.values()) reject(new Error(event.message));
      this.#awaited.clear();
    };
    this.ready = this.call("start", options);
  }

  /** @param {string} what @param {any} [argument] @returns {Promise<any>} */
  call(what, argument) {
    return new Promise((resolve, reject) => {
      const call = ++this.#calls;
      this.#awaited.set(call, { resolve, reject });
      this.#worker.postMessage({ call, what, argument });
    });
  }
}

/** One plugging-in of the board: after the cable was pulled, the port is lost for good. */
class DemoPort extends EventTarget {
  /** @type {ReadableStream<Uint8Array> | null} */ readable = null;
  /** @type {WritableStream<Uint8Array> | null} */ writable = null;
  connected = true;
  #cable;
  #ids;
  /** @type {ReadableStreamDefaultController<Uint8Array> | null} */ #input = null;

  /** @param {Cable} cable @param {Options} options */
  constructor(cable, { usbVendorId = 0x1a86, usbProductId = 0x7523 }) {
    super();
    this.#cable = cable;
    this.#ids = { usbVendorId, usbProductId };
  }

  /** @param {{ baudRate: number }} options */
  async open({ baudRate }) {
    if (this.readable) throw new DOMException("The port is already open.", "InvalidStateError");
    if (!this.connected) throw new DOMException("Failed to open serial port.", "NetworkError");
    this.readable = new ReadableStream({ start: (input) => void (this.#input = input) });
    this.writable = new WritableStream({
      write: (bytes) => {
        if (!this.connected) throw lost();
        return this.#cable.call("send", bytes);
      },
      // All that was written leaves before the port is closed.
      close: () => (this.connected ? this.#cable.call("drain") : undefined),
    });
    this.#cable.onData = (bytes) => this.#input?.enqueue(bytes);
    await this.#cable.call("open", baudRate);
  }

  async close() {
    if (this.readable?.locked || this.writable?.locked) {
      throw new TypeError("Cannot close a port whose streams are locked.");
    }
    this.#cable.onData = () => {};
    this.readable = this.writable = this.#input = null;
    if (this.connected) await this.#cable.call("close");
  }

  /** @param {{ dataTerminalReady?: boolean, requestToSend?: boolean }} signals */
  async setSignals(signals) {
    if (!this.connected) throw lost();
    await this.#cable.call("setSignals", signals);
  }

  getInfo() {
    return { ...this.#ids };
  }

  async forget() {}

  /** The cable was pulled. */
  lose() {
    this.connected = false;
    this.readable = this.writable = null;
    this.#input?.error(lost());
    this.#input = null;
    this.dispatchEvent(new Event("disconnect"));
  }
}

/** @type {Cable | undefined} */ let cable;
/** @type {DemoPort | undefined} */ let port;
/** @type {Options} */ let chosen = {};

/**
 * Plugs the one board of this page in, if it is not, and gives its port.
 * @param {Options} [options] those of the first call count
 */
export async function choose(options = {}) {
  if (!cable) {
    chosen = options;
    cable = new Cable(options);
  }
  try {
    await cable.ready;
  } catch (error) {
    // The next click tries again.
    cable = undefined;
    throw error;
  }
  if (!port?.connected) await plug();
  return port;
}

/** Lets the board's time run fast, or as fast as a real one's. @param {boolean} hurry */
export const hurry = (hurry) => cable?.call("hurry", hurry);

/** Pulls the cable. */
export async function unplug() {
  await cable?.call("unplug");
  port?.lose();
}

/** Puts the cable back: the browser gives a new port. */
export async function plug() {
  if (!cable) return;
  await cable.call("plug");
  port = new DemoPort(cable, chosen);
}

/** What the flash holds. @returns {Promise<Uint8Array>} */
export const flash = () => /** @type {Cable} */ (cable).call("flash");
