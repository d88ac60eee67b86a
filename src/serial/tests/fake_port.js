// A serial port made of real streams, that does what Chromium was measured to do.

const READABLE_AFTER = new Set(["FramingError", "BreakError", "ParityError", "BufferOverrunError"]);

export class FakePort {
  readable = null;
  writable = null;
  connected = true;
  /** What was asked of the port, in order. */
  calls = [];
  refusals = 0;
  /** Whether writes wait until the cable is pulled. */
  stuck = false;
  /** What is said instead of switching the modem lines; `null` where the adapter has them. */
  noSignals = null;
  /** Whether opening waits for `openLate`. */
  slow = false;
  #openLate = null;
  #endStuck = null;
  #input = null;
  #written = [];

  async open({ baudRate, bufferSize }) {
    if (this.readable) throw new DOMException("The port is already open.", "InvalidStateError");
    if (this.refusals > 0 || !this.connected) {
      this.refusals -= 1;
      throw new DOMException("Failed to open serial port.", "NetworkError");
    }
    if (this.slow) await new Promise((open) => { this.#openLate = open; });
    this.calls.push(`open ${baudRate} ${bufferSize >= 8192 ? "large" : "small"}`);
    this.#openReadable();
    this.writable = new WritableStream({
      write: async (chunk) => {
        if (!this.connected) throw new DOMException("The device has been lost.", "NetworkError");
        if (this.stuck) await new Promise((_, reject) => { this.#endStuck = reject; });
        this.#written.push(...chunk);
      },
      close: () => { this.calls.push(`sent ${this.#written.length}`); },
    });
  }

  #openReadable() {
    this.readable = new ReadableStream({ start: (input) => { this.#input = input; } });
  }

  async close() {
    if (this.readable?.locked || this.writable?.locked) {
      throw new TypeError("Cannot cancel a locked stream");
    }
    this.calls.push("close");
    this.readable = this.writable = this.#input = null;
  }

  async setSignals({ dataTerminalReady, requestToSend }) {
    if (!this.connected) throw new DOMException("The device has been lost.", "NetworkError");
    if (!this.readable) throw new DOMException("The port is closed.", "InvalidStateError");
    if (this.noSignals) throw new DOMException(this.noSignals, "NetworkError");
    const shown = [];
    if (dataTerminalReady !== undefined) shown.push(`DTR ${dataTerminalReady ? "on" : "off"}`);
    if (requestToSend !== undefined) shown.push(`RTS ${requestToSend ? "on" : "off"}`);
    this.calls.push(shown.join(", "));
  }

  getInfo() {
    return { usbVendorId: 0x1a86, usbProductId: 0x7523 };
  }

  // What a board and a person do.

  send(bytes) {
    this.#input.enqueue(bytes);
  }

  /** Sends bytes that another part of the page can still take away. */
  sendLoosely(bytes) {
    const loose = bytes.slice();
    this.#input.enqueue(loose);
    return loose;
  }

  /** More comes than anyone can read: each read is answered at once. */
  flood() {
    let left = 100_000;
    Object.defineProperty(this, "readable", {
      configurable: true,
      value: new ReadableStream({
        pull: (input) => (left-- > 0 ? input.enqueue(new Uint8Array(64)) : input.close()),
      }),
    });
  }

  /** A line fault: this stream is dead, and the port has a new one at once. */
  fault(name) {
    const dead = this.#input;
    if (READABLE_AFTER.has(name)) this.#openReadable();
    dead.error(new DOMException("", name));
  }

  /** A fault that leaves no new stream. */
  faultForGood(name) {
    const dead = this.#input;
    this.readable = null;
    dead.error(new DOMException("", name));
  }

  /** Another part of the page, or an extension, reads. */
  takeReader() {
    this.readable.getReader();
  }

  takeWriter() {
    this.writable.getWriter();
  }

  /** Every stream is dead from the start: of a fault's `name`, or ended where there is none. */
  onlyDeadStreams(name) {
    Object.defineProperty(this, "readable", {
      configurable: true,
      get: () =>
        new ReadableStream({
          start: (input) => (name ? input.error(new DOMException("", name)) : input.close()),
        }),
    });
  }

  openLate() {
    this.slow = false;
    this.#openLate();
  }

  /** The driver answers nothing any more: whatever is asked of the port is never done. */
  hang() {
    const never = () => new Promise(() => {});
    this.open = this.close = this.setSignals = never;
    this.stuck = true;
  }

  /** A port that opens and gives no stream. */
  withoutStreams() {
    this.readable = this.writable = null;
  }

  unplug() {
    this.connected = false;
    this.#endStuck?.(new DOMException("The device has been lost.", "NetworkError"));
    const dead = this.#input;
    this.readable = null;
    dead?.error(new DOMException("The device has been lost.", "NetworkError"));
  }

  written() {
    return new Uint8Array(this.#written);
  }

  log() {
    return this.calls.join("; ");
  }
}

/** Takes the memory behind some bytes away, as posting them to a worker does. */
export function takeAway(bytes) {
  structuredClone(bytes, { transfer: [bytes.buffer] });
}

/** Lets the page's timers run so many times as fast. */
export function hurry(times) {
  const original = globalThis.unhurried ?? globalThis.setTimeout;
  globalThis.unhurried = original;
  globalThis.setTimeout = (done, delay, ...rest) => original(done, delay / times, ...rest);
}
