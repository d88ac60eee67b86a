// @ts-check
// The real MicroPython, with the prompt and the pace that it has on a board.

import { loadMicroPython } from "../micropython/micropython.mjs";
import { DISGUISE } from "./disguise.mjs";

/** A board's serial line: 115200 bits a second, ten for each byte. */
const BYTES_PER_MS = 11.52;
/** A board's buffer for what it prints. */
const AHEAD_MS = 20;
/** More messages than one in this time would keep the board's worker from hearing anything else. */
const MESSAGE_MS = 1;

const LF = 0x0a;
const CR = 0x0d;

let isMuted = true;
let last = 0;
let lineIsFreeAt = 0;

/** Ends lines as a serial line does. @param {Uint8Array} bytes */
function withCarriageReturns(bytes) {
  /** @type {number[]} */ const out = [];
  for (const byte of bytes) {
    if (byte === LF && last !== CR) out.push(CR);
    out.push(byte);
    last = byte;
  }
  return Uint8Array.from(out);
}

/** Prints, and is held up when the line is behind, as a board is. @param {Uint8Array} bytes */
function print(bytes) {
  if (isMuted) return;
  const line = withCarriageReturns(bytes);
  postMessage({ bytes: line }, { transfer: [line.buffer] });
  const now = performance.now();
  lineIsFreeAt = Math.max(now, lineIsFreeAt) + line.length / BYTES_PER_MS;
  const goOnAt = Math.max(lineIsFreeAt - AHEAD_MS, now + MESSAGE_MS);
  while (performance.now() < goOnAt);
}

const loading = (async () => {
  const python = await loadMicroPython({
    linebuffer: false,
    stdout: (/** @type {Uint8Array} */ bytes) => print(bytes),
  });
  python.runPython(DISGUISE);
  python.replInit();
  return python;
})();

/** @param {Uint8Array} bytes */
function type(python, bytes) {
  for (const byte of bytes) {
    // Not zero: Ctrl-D on an empty line.
    if (python.replProcessChar(byte) !== 0) {
      postMessage({ softReset: true });
      return;
    }
  }
}

onmessage = async ({ data: { greeting, bytes } }) => {
  const python = await loading;
  if (greeting) {
    isMuted = false;
    print(greeting);
    print(new TextEncoder().encode(">>> "));
  } else {
    type(python, bytes);
  }
  postMessage({ taken: true });
};
