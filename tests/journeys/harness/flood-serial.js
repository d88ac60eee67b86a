// Runs in the page before its own scripts: a `navigator.serial` whose one board prints at full tilt.
//
// It shows a prompt after Enter. After `flood` and Enter it prints numbered lines as fast as the page
// takes them, one chunk a turn of the browser's queue, as Chromium hands them over. Timers are slow
// from then on, and the terminal works on timers: so the board is much faster than the screen.
(() => {
  const FLOOD_BYTES = 5 << 20;
  /** The page's own buffer size. */
  const CHUNK_BYTES = 64 << 10;
  const LINE_BYTES = 64;
  /** A computer so busy that the terminal gets its turn no oftener. */
  const TURN_MS = 50;
  const CTRL_C = 0x03;
  const encode = (text) => new TextEncoder().encode(text);

  const flood = {
    begun: false,
    /** How many bytes the page has taken. */
    given: 0,
    bytes: FLOOD_BYTES,
    lineBytes: LINE_BYTES,
    /** Milliseconds from each Ctrl-C's key to its byte at the port. */
    delays: [],
    /** The memories of the page's own program. */
    memories: [],
  };
  globalThis.flood = flood;
  const isOver = () => flood.given >= FLOOD_BYTES;

  let pressedAt;
  addEventListener(
    "keydown",
    ({ ctrlKey, key, timeStamp }) => {
      if (ctrlKey && key === "c") pressedAt = timeStamp;
    },
    true,
  );
  const soon = setTimeout;
  globalThis.setTimeout = (action, delay = 0, ...rest) =>
    soon(action, flood.begun ? Math.max(delay, TURN_MS) : delay, ...rest);
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
  const hear = (bytes) => {
    for (const byte of bytes) {
      if (byte === CTRL_C) {
        flood.delays.push(performance.now() - pressedAt);
      } else if (byte === 0x0d) {
        say(encode("\r\n"));
        flood.begun ||= line === "flood";
        line = "";
        if (!flood.begun || isOver()) say(encode(">>> "));
      } else {
        line += String.fromCharCode(byte);
        say(Uint8Array.of(byte));
      }
    }
    wake?.();
  };
  // Made before anything is measured: the board itself costs the page nothing.
  const lines = Array.from({ length: FLOOD_BYTES / LINE_BYTES }, (_, n) =>
    `line ${n} `.padEnd(LINE_BYTES - 2, "x") + "\r\n");
  const all = encode(lines.join(""));
  const nextChunk = () => {
    const chunk = all.slice(flood.given, flood.given + CHUNK_BYTES);
    flood.given += chunk.length;
    if (flood.given >= FLOOD_BYTES) say(encode(">>> "));
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
            while (said.length === 0 && (!flood.begun || isOver())) {
              await new Promise((done) => (wake = done));
            }
            input.enqueue(said.shift() ?? nextChunk());
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
    getPorts: async () => [port],
    addEventListener() {},
    removeEventListener() {},
  };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
})();
