// Runs in the page before its own scripts: a `navigator.serial` whose one board says what it is told to.
//
// It shows a prompt after Enter, and echoes what it hears. After `flood` and Enter it prints numbered lines
// as fast as the page takes them, one chunk a turn of the browser's queue, as Chromium hands them over.
// Timers are slow from then on, and the terminal works on timers: so the board is much faster than the
// screen. `flood.pour` pours any bytes in the same way, without slow timers.
(() => {
  const FLOOD_BYTES = 5 << 20;
  /** The page's own buffer size. */
  const CHUNK_BYTES = 64 << 10;
  const LINE_BYTES = 64;
  /** A computer so busy that the terminal gets its turn no oftener. */
  const TURN_MS = 50;
  /** Of a board with a pace of its own. */
  const PACE_MS = 10;
  const CTRL_C = 0x03;
  const encode = (text) => new TextEncoder().encode(text);

  const flood = {
    /** How many bytes of the flood the page has taken. */
    given: 0,
    bytes: FLOOD_BYTES,
    lineBytes: LINE_BYTES,
    /** Every byte that came to the port. */
    heard: [],
    /** Milliseconds from each Ctrl-C's key to its byte at the port. */
    delays: [],
    /** The memories of the page's own program. */
    memories: [],
    /** Says these bytes once. */
    say: (bytes) => say(Uint8Array.from(bytes)),
    /**
     * Says so many bytes, `first` once and then `unit` again and again, then a prompt; at full tilt, or so
     * many a second. Ctrl-C ends it if `isInterrupted`.
     */
    pour({ first = [], unit, bytes, bytesASecond = Infinity, isInterrupted = false }) {
      const all = new Uint8Array(bytes);
      all.set(first);
      for (let at = first.length; at < bytes; at += unit.length) all.set(unit.slice(0, bytes - at), at);
      begin(all, encode("\r\n>>> "), bytesASecond, isInterrupted);
    },
    isOver: () => !stream,
    /** Says nothing more of it. */
    stop: () => (stream = undefined),
  };
  globalThis.flood = flood;

  let pressedAt;
  addEventListener(
    "keydown",
    ({ ctrlKey, key, timeStamp }) => {
      if (ctrlKey && key === "c") pressedAt = timeStamp;
    },
    true,
  );
  let isBusy = false;
  const soon = setTimeout;
  globalThis.setTimeout = (action, delay = 0, ...rest) =>
    soon(action, isBusy ? Math.max(delay, TURN_MS) : delay, ...rest);
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...all) => {
    const made = await instantiate.apply(WebAssembly, all);
    const { memory } = made.instance.exports;
    if (memory) flood.memories.push(memory);
    return made;
  };

  const turns = new MessageChannel();
  const nextTurn = () =>
    new Promise((done) => {
      turns.port1.addEventListener("message", done, { once: true });
      turns.port1.start();
      turns.port2.postMessage(0);
    });

  let line = "";
  let said = [];
  let wake;
  const say = (bytes) => {
    said.push(bytes);
    wake?.();
  };
  let stream;
  const begin = (all, end, bytesASecond, isInterrupted = false) => {
    flood.given = 0;
    stream = { all, end, bytesASecond, isInterrupted };
    wake?.();
  };
  // Made before anything is measured: the board itself costs the page nothing.
  const lines = Array.from({ length: FLOOD_BYTES / LINE_BYTES }, (_, n) =>
    `line ${n} `.padEnd(LINE_BYTES - 2, "x") + "\r\n");
  const allLines = encode(lines.join(""));
  const hear = (bytes) => {
    for (const byte of bytes) {
      flood.heard.push(byte);
      if (byte === CTRL_C) {
        flood.delays.push(performance.now() - pressedAt);
        if (stream?.isInterrupted) {
          stream = undefined;
          say(encode("Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n"));
          say(encode("KeyboardInterrupt: \r\n>>> "));
        }
      } else if (byte === 0x0d) {
        say(encode("\r\n"));
        if (line === "flood") {
          isBusy = true;
          begin(allLines, encode(">>> "), Infinity);
        }
        line = "";
        if (!stream) say(encode(">>> "));
      } else {
        line += String.fromCharCode(byte);
        say(Uint8Array.of(byte));
      }
    }
    wake?.();
  };
  const nextChunk = async () => {
    const { all, end, bytesASecond } = stream;
    const bytes = Math.min(CHUNK_BYTES, Math.ceil((bytesASecond * PACE_MS) / 1e3));
    if (bytes < CHUNK_BYTES) await new Promise((done) => soon(done, PACE_MS));
    const chunk = all.slice(flood.given, flood.given + bytes);
    flood.given += chunk.length;
    if (stream && flood.given >= all.length) {
      stream = undefined;
      say(end);
    }
    return chunk;
  };

  class FloodPort extends EventTarget {
    readable = null;
    writable = null;
    async open() {
      this.readable = new ReadableStream(
        {
          pull: async (input) => {
            await nextTurn();
            while (said.length === 0 && !stream) await new Promise((done) => (wake = done));
            input.enqueue(said.shift() ?? (await nextChunk()));
          },
        },
        { highWaterMark: 0 },
      );
      this.writable = new WritableStream({ write: (bytes) => hear(new Uint8Array(bytes)) });
    }
    async close() {
      this.readable = this.writable = null;
    }
    async setSignals() {}
    getInfo() {
      return { usbVendorId: 0x1a86, usbProductId: 0x7523 };
    }
  }

  const port = new FloodPort();
  const serial = {
    requestPort: async () => port,
    // The browser keeps no permission.
    getPorts: async () => [],
    addEventListener() {},
    removeEventListener() {},
  };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
})();
