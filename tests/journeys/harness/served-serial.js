// Runs in the page before its own scripts: a `navigator.serial` whose one port is the served board.
//
// It does what Chromium was measured to do with a real adapter: opening raises DTR and RTS, closing
// drops them, writes are taken before they are sent, and a replugged board is another port.
(() => {
  const VENDOR = 0x1a86;
  const lost = () => new DOMException("The device has been lost.", "NetworkError");

  const listeners = new Set();
  const socket = async (heard) => {
    const address = new URL("board", document.baseURI || location.href);
    address.protocol = "ws:";
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) =>
      heard(typeof data === "string" ? JSON.parse(data) : new Uint8Array(data));
    await new Promise((opened, failed) => Object.assign(socket, { onopen: opened, onerror: failed }));
    return socket;
  };
  const hear = (message) => {
    for (const listener of [...listeners]) listener(message);
  };
  let connection;
  const tell = async (message) => {
    connection ??= socket(hear);
    (await connection).send(message instanceof Uint8Array ? message : JSON.stringify(message));
  };
  const answer = (isIt) =>
    new Promise((found) => {
      const listener = (message) => {
        if (!isIt(message)) return;
        listeners.delete(listener);
        found(message);
      };
      listeners.add(listener);
    });

  class ServedPort extends EventTarget {
    readable = null;
    writable = null;
    connected = true;
    #input;

    constructor() {
      super();
      listeners.add((message) => {
        if (message instanceof Uint8Array) this.#input?.enqueue(message);
        else if (message.lost) this.#lose();
      });
    }

    async open({ baudRate }) {
      if (this.readable) throw new DOMException("The port is already open.", "InvalidStateError");
      if (!this.connected) throw new DOMException("Failed to open serial port.", "NetworkError");
      const opened = answer((message) => message.open !== undefined || message.error);
      await tell({ open: baudRate });
      if ((await opened).error) throw new DOMException("Failed to open serial port.", "NetworkError");
      this.readable = new ReadableStream({ start: (input) => void (this.#input = input) });
      this.writable = new WritableStream({
        write: (bytes) => {
          if (!this.connected) throw lost();
          return tell(new Uint8Array(bytes));
        },
        close: async () => {
          if (!this.connected) return;
          const drained = answer((message) => message.drained);
          await tell({ drain: true });
          await drained;
        },
      });
    }

    async close() {
      if (this.readable?.locked || this.writable?.locked) throw new TypeError("locked");
      this.readable = this.writable = this.#input = null;
      if (this.connected) await tell({ close: true });
    }

    #signals = { dtr: true, rts: true };
    async setSignals({ dataTerminalReady, requestToSend }) {
      if (!this.connected) throw lost();
      this.#signals = {
        dtr: dataTerminalReady ?? this.#signals.dtr,
        rts: requestToSend ?? this.#signals.rts,
      };
      await tell({ signals: this.#signals });
    }

    async forget() {
      port = undefined;
    }

    getInfo() {
      return { usbVendorId: VENDOR, usbProductId: 0x7523 };
    }

    #lose() {
      if (!this.connected) return;
      this.connected = false;
      this.readable = this.writable = null;
      this.#input?.error(lost());
      this.#input = null;
      this.dispatchEvent(new Event("disconnect"));
      events.dispatchEvent(new Event("disconnect"));
    }
  }

  // A page is told of boards that it may open without asking, where `globalThis.servedKept` was set: of those whose
  // adapter has a number of its own. A CH340 has none, so its permission ends with the cable.
  const isKept = Boolean(globalThis.servedKept);
  const events = new EventTarget();
  let port = isKept ? new ServedPort() : undefined;
  const serial = {
    /** What the page asked for, for the journey to look at. */
    asked: [],
    async requestPort({ filters = [] } = {}) {
      serial.asked.push(filters.map(({ usbVendorId }) => usbVendorId));
      if (!port?.connected) port = new ServedPort();
      return port;
    },
    async getPorts() {
      // Where the permission is not kept, it ends with the connection.
      return port?.connected && (isKept || port.readable) ? [port] : [];
    },
    addEventListener: (...them) => events.addEventListener(...them),
    removeEventListener: (...them) => events.removeEventListener(...them),
  };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
  // What only a person could do.
  globalThis.servedBoard = {
    unplug: () => tell({ unplug: true }),
    plug: async () => {
      await tell({ plug: true });
      if (!isKept) return;
      port = new ServedPort();
      events.dispatchEvent(new Event("connect"));
    },
    // Over a connection of its own: on the port's, these bytes would be input.
    async flash(offset, length) {
      const own = await socket(() => {});
      const dumped = new Promise((found) => {
        own.onmessage = ({ data }) => typeof data !== "string" && found(new Uint8Array(data));
      });
      own.send(JSON.stringify({ dump: { offset, length } }));
      const content = await dumped;
      own.close();
      return [...content];
    },
    /** What happened at the port since the last restart, by the board's clock. */
    async stopwatch(restart) {
      let told;
      const measured = new Promise((found) => void (told = found));
      const own = await socket((message) => message.stopwatch && told(message.stopwatch));
      own.send(JSON.stringify({ stopwatch: { restart } }));
      const reading = await measured;
      own.close();
      return reading;
    },
  };
})();
