// @ts-check
// The real MicroPython, with the pace, the files and the memory of a board.

import { loadMicroPython } from "../micropython/micropython.mjs";
import { ROOT, disguise } from "./disguise.mjs";
import { translateErrno } from "./errno.mjs";
import { NEW_FILES, PythonFiles } from "./python-files.mjs";
import { CTRL_A, CTRL_B, CTRL_D, RawMode } from "./raw-mode.mjs";
import { sealGlobals, sealImports } from "./seal.mjs";

/** A board's serial line: 115200 bits a second, ten for each byte. */
const BYTES_PER_MS = 11.52;
/** A board's buffer for what it prints. */
const AHEAD_MS = 10;
/** A program that gathers more is out of memory, long before the page is. */
const MAX_PAGES = 512;

const LF = 0x0a;
const CR = 0x0d;

/** The one way out of here. */
const { postMessage } = globalThis;

limitMemory(MAX_PAGES);
sealImports();
translateErrno();
// What Python tells as a MemoryError is no error of the page.
console.error = console.debug;

/** What Python says is kept from the line while it is looked at. @type {number[] | undefined} */
let withheld;
/** So many bytes of what Python says next are not said. */
let unsaid = 0;
const raw = new RawMode();
let last = 0;
let lineIsFreeAt = 0;

/** @type {any} */ let python;
/** @type {PythonFiles} */ let files;
let banner = "";
/** The greeting of the interpreter itself, which is none of an ESP8266. */
let ownBanner = "";

const loading = sealed(loadMicroPython({
  linebuffer: false,
  stdout: (/** @type {Uint8Array} */ bytes) => {
    if (withheld) return void withheld.push(...bytes);
    const said = bytes.subarray(unsaid);
    unsaid -= bytes.length - said.length;
    if (said.length > 0) print(said);
  },
}));
// A failure is told to the first message that needs Python; until one comes it is no error of the page.
loading.catch(() => {});

onmessage = async ({ data }) => {
  try {
    python ??= await loading;
    if (data.boot) boot(data.boot);
    else type(data.bytes);
  } catch (error) {
    // It could not be loaded, or tripped over itself.
    postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
};

/** Nothing is run before the worker is sealed. @param {Promise<any>} loading */
async function sealed(loading) {
  const loaded = await loading;
  sealGlobals();
  return loaded;
}

/** @param {{ banner: string, files?: import("./python-files.mjs").Files, runs: string[],
 *            ends: "banner" | "prompt" | "raw" | "silent raw", inputNote: string }} how */
function boot(how) {
  banner = how.banner;
  files = new PythonFiles(python.FS, ROOT);
  files.put(how.files ?? NEW_FILES);
  python.runPython(disguise(how.inputNote));
  const greeting = withhold(() => python.replInit());
  ownBanner = /MicroPython .*/.exec(greeting)?.[0] ?? "";
  postMessage({ isListening: true });
  for (const name of how.runs) run(name);
  if (how.ends === "raw" || how.ends === "silent raw") {
    lead(CTRL_A);
    if (how.ends === "raw") printText("raw REPL; CTRL-B to exit\n>");
  } else {
    printText(how.ends === "prompt" ? ">>> " : ofThisBoard(greeting.trimStart()));
  }
  tellFiles();
  postMessage({ hasStarted: true });
}

/** Runs a file as a board does at its start. @param {string} name */
function run(name) {
  const program = files.text(`/${name}`);
  if (program === undefined) return;
  try {
    python.runPython(program);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "PythonError") throw error;
    // The traceback.
    printText(error.message);
  }
}

/** @param {Uint8Array} bytes */
function type(bytes) {
  for (const byte of bytes) {
    // Before, because what it may start may not end.
    postMessage({ taken: 1 });
    const { reply, program, pass } = raw.take(byte);
    if (reply) print(Uint8Array.from(reply));
    const isOver = program ? !runPasted(program) : pass !== undefined && !pressed(pass);
    if (isOver) {
      tellFiles();
      // What follows is typed to the Python that comes next, which is in the mode that this one had.
      postMessage({ softReset: raw.isOn ? "raw" : "banner" });
      return;
    }
  }
  tellFiles();
}

/** Gives Python a byte; `false` where that was the last for it. @param {number} byte */
function pressed(byte) {
  if (byte === CTRL_A || byte === CTRL_B) {
    printText(ofThisBoard(lead(byte)));
    return true;
  }
  // Not zero: Ctrl-D on an empty line, or a program that exits.
  return python.replProcessChar(byte) === 0;
}

/** Runs a program in raw mode, of which the `OK` is not said. @param {number[]} program */
function runPasted(program) {
  for (const byte of program) python.replProcessChar(byte);
  unsaid = 2;
  return pressed(CTRL_D);
}

/** Leads Python into raw mode or out of it; gives what it says. @param {number} byte */
function lead(byte) {
  const said = withhold(() => python.replProcessChar(byte));
  raw.answered(byte, said);
  postMessage({ isRaw: raw.isOn });
  return said;
}

/** Prints, and is held up when the line is behind, as a board is. @param {Uint8Array} bytes */
function print(bytes) {
  const line = withCarriageReturns(bytes);
  postMessage({ bytes: line });
  lineIsFreeAt = Math.max(performance.now(), lineIsFreeAt) + line.length / BYTES_PER_MS;
  while (performance.now() < lineIsFreeAt - AHEAD_MS);
}

/** @param {string} text */
function printText(text) {
  print(new TextEncoder().encode(text));
}

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

/** What an action says, which is not printed. @param {() => unknown} action */
function withhold(action) {
  withheld = [];
  action();
  const text = new TextDecoder().decode(Uint8Array.from(withheld));
  withheld = undefined;
  return text;
}

/** @param {string} text */
const ofThisBoard = (text) => text.replace(ownBanner, () => banner);

function tellFiles() {
  const changed = files.changed();
  if (changed) postMessage({ files: changed });
}

/** @param {number} pages of 64 KiB */
function limitMemory(pages) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (/** @type {number} */ more) {
    if ((this.buffer.byteLength >> 16) + more > pages) throw new RangeError("Out of memory.");
    return grow.call(this, more);
  };
}
