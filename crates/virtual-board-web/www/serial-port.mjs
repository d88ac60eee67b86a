// @ts-check
// The port of the demo board: the shape of the standard's `SerialPort`, with the errors, their
// names and their words as Chromium has them.

import { Inflow } from "./inflow.mjs";

/** @typedef {import("./cable.mjs").Cable} Cable */

const DEFAULT_BUFFER_BYTES = 255;
const MAX_BUFFER_BYTES = 16 << 20;

const error = (/** @type {string} */ name, /** @type {string} */ words) => () =>
  new DOMException(words, name);

const LOST = error("NetworkError", "The device has been lost.");
const CANNOT_OPEN = error("NetworkError", "Failed to open serial port.");
const OPEN = error("InvalidStateError", "The port is already open.");
const OPENING = error("InvalidStateError", "A call to open() is already in progress.");
const CLOSED = error("InvalidStateError", "The port is closed.");
const ALREADY_CLOSED = error("InvalidStateError", "The port is already closed.");
const CLOSING = error("InvalidStateError", "A call to close() is already in progress.");
export const NO_PORT = error("NotFoundError", "No port selected by the user.");

/** One plugging-in of the board: when the cable is pulled, this port is lost for good. */
export class DemoPort extends EventTarget {
  #cable;
  #ids;
  /** @type {"closed" | "opening" | "opened" | "closing"} */ #state = "closed";
  #connected = true;
  #bufferBytes = DEFAULT_BUFFER_BYTES;
  #inflow = new Inflow(0);
  /** @type {ReadableStream<Uint8Array> | null} */ #readable = null;
  /** @type {ReadableByteStreamController | null} */ #reading = null;
  /** The stream that waits for something to arrive. @type {ReadableByteStreamController | null} */
  #hungry = null;
  /** @type {WritableStream<BufferSource> | null} */ #writable = null;
  /** @type {WritableStreamDefaultController | null} */ #writing = null;

  /** @param {Cable} cable @param {{ usbVendorId: number, usbProductId: number }} ids */
  constructor(cable, ids) {
    super();
    this.#cable = cable;
    this.#ids = ids;
  }

  get connected() {
    return this.#connected;
  }

  getInfo() {
    return { ...this.#ids };
  }

  /** @param {{ baudRate: number, bufferSize?: number }} options */
  async open({ baudRate, bufferSize = DEFAULT_BUFFER_BYTES }) {
    if (this.#state === "opening") throw OPENING();
    if (this.#state !== "closed") throw OPEN();
    if (!(baudRate > 0)) throw new TypeError("Requested baud rate must be greater than zero.");
    if (!(bufferSize > 0 && bufferSize <= MAX_BUFFER_BYTES)) {
      throw new TypeError(`Requested buffer size (${bufferSize} bytes) is out of range.`);
    }
    if (!this.#connected) throw CANNOT_OPEN();
    this.#state = "opening";
    this.#bufferBytes = bufferSize;
    this.#inflow = new Inflow(bufferSize);
    this.#inflow.onArrival = () => this.#feed();
    this.#cable.onArrival = (arrival) => this.#inflow.put(arrival);
    await this.#cable.call("open", baudRate);
    if (!this.#connected) {
      this.#state = "closed";
      throw CANNOT_OPEN();
    }
    this.#state = "opened";
  }

  /** The same stream until it ends with an error or is cancelled; then a new one. */
  get readable() {
    if (!this.#readable && this.#state === "opened" && this.#connected) {
      this.#readable = this.#newReadable();
    }
    return this.#readable;
  }

  get writable() {
    if (!this.#writable && this.#state === "opened" && this.#connected) {
      this.#writable = this.#newWritable();
    }
    return this.#writable;
  }

  /** @param {{ dataTerminalReady?: boolean, requestToSend?: boolean, break?: boolean }} signals */
  async setSignals(signals) {
    this.#assertUsable();
    const { dataTerminalReady, requestToSend } = signals;
    if ((dataTerminalReady ?? requestToSend ?? signals.break) === undefined) {
      throw new TypeError("Signals dictionary must contain at least one member.");
    }
    await this.#cable.call("setSignals", { dataTerminalReady, requestToSend });
    if (!this.#connected) throw LOST();
  }

  /** The adapter of these boards has none of them connected. */
  async getSignals() {
    this.#assertUsable();
    return {
      dataCarrierDetect: false,
      clearToSend: false,
      ringIndicator: false,
      dataSetReady: false,
    };
  }

  async close() {
    if (this.#state === "closing") throw CLOSING();
    if (this.#state !== "opened") throw ALREADY_CLOSED();
    this.#state = "closing";
    try {
      // A stream that is locked refuses, and the port stays open.
      await Promise.all([this.#readable?.cancel(), this.#writable?.abort()]);
    } catch (refusal) {
      this.#state = "opened";
      throw refusal;
    }
    this.#inflow.onArrival = () => {};
    if (this.#connected) {
      this.#cable.onArrival = () => {};
      await this.#cable.call("close");
    }
    this.#state = "closed";
  }

  /** The page may use the port no more; it has to be chosen again, which gives the same one. */
  async forget() {
    if (this.#state === "opened") await this.close();
  }

  /** The cable was pulled. */
  lose() {
    this.#connected = false;
    this.#cable.onArrival = () => {};
    this.#readable = this.#writable = null;
    this.#reading?.error(LOST());
    this.#writing?.error(LOST());
    this.#reading = this.#writing = this.#hungry = null;
    this.dispatchEvent(new Event("disconnect"));
  }

  #assertUsable() {
    if (this.#state !== "opened") throw CLOSED();
    if (!this.#connected) throw LOST();
  }

  #newReadable() {
    return new ReadableStream(
      {
        type: "bytes",
        start: (controller) => void (this.#reading = controller),
        pull: (controller) => {
          this.#hungry = controller;
          this.#feed();
        },
        cancel: () => {
          this.#inflow.clear();
          this.#endReadable();
        },
      },
      { highWaterMark: 0 },
    );
  }

  #endReadable() {
    this.#readable = this.#reading = this.#hungry = null;
  }

  /** Hands what has arrived to a reader who waits. */
  #feed() {
    const stream = this.#hungry;
    if (!stream) return;
    const request = /** @type {ReadableStreamBYOBRequest | null} */ (stream.byobRequest);
    const view = request?.view;
    const arrival = this.#inflow.take(view?.byteLength);
    if (arrival === undefined) return;
    this.#hungry = null;
    if (typeof arrival === "string") {
      // This stream ends; the port goes on, with a new one.
      this.#endReadable();
      stream.error(new DOMException("The line was faulty.", arrival));
    } else if (view) {
      new Uint8Array(view.buffer, view.byteOffset).set(arrival);
      request.respond(arrival.length);
    } else {
      stream.enqueue(arrival.slice());
    }
  }

  #newWritable() {
    return new WritableStream({
      start: (controller) => void (this.#writing = controller),
      // Resolves when the bytes are in the pipe, not when they are on the wire.
      write: async (/** @type {BufferSource} */ chunk) => {
        const bytes = copyOf(chunk);
        await this.#cable.call("send", { bytes, room: this.#bufferBytes });
        if (!this.#connected) throw LOST();
      },
      // All that was written leaves first.
      close: async () => {
        await this.#cable.call("drain");
        this.#writable = this.#writing = null;
      },
      abort: async () => {
        await this.#cable.call("discardUnsent");
        this.#writable = this.#writing = null;
      },
    });
  }
}

/** @param {BufferSource} chunk */
function copyOf(chunk) {
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk.slice(0));
  if (!ArrayBuffer.isView(chunk)) throw new TypeError("Only bytes can be written.");
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice();
}
