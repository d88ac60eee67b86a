// @ts-check
// The real MicroPython, with the pace, the files and the memory of a board.

import { loadMicroPython } from "../micropython/micropython.mjs";
import { FOLDER, ROOT, disguise } from "./disguise.mjs";
import { translateErrno } from "./errno.mjs";
import { Hardware } from "./hardware.mjs";
import { Pauses } from "./pauses.mjs";
import { NEW_FILES, PythonFiles } from "./python-files.mjs";
import { CTRL_A, CTRL_B, CTRL_C, CTRL_D, RawMode } from "./raw-mode.mjs";
import { sealGlobals, sealImports } from "./seal.mjs";
import { Waiting, canWait } from "./waiting.mjs";

/** A board's serial line: 115200 bits a second, ten for each byte. */
const BYTES_PER_MS = 11.52;
/** A board's buffer for what it prints. */
const AHEAD_MS = 10;
/** A program that gathers more is out of memory, long before the page is. */
const MAX_PAGES = 512;

const LF = 0x0a;
const CR = 0x0d;

/** So often a program that only computes is looked after. */
const TURN_MS = 20;
/** How a timer's function was called. */
const OWN_CALLS = /\n.*in <module>\n.*in _fire\n/;
/** What the interpreter notes of a program that ended with an exception. */
const EXCEPTION = -1;

/** The one way out of here; and clocks, which lead nowhere. */
const { postMessage, setTimeout, clearTimeout } = globalThis;

const waiting = new Waiting();
const pauses = new Pauses();

limitMemory(MAX_PAGES);
waiting.install();
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

/** Typed, and not taken by Python. @type {number[]} */
const typed = [];
/** Programs that were interrupted. */
let interruptions = 0;
let isStarting = true;
/** Another Python has what comes from now on. */
let isOver = false;
let nextTurn = 0;
/** Timers whose time has come. @type {number[]} */
const due = [];
let isCalling = false;

/** @type {any} */ let python;
/** @type {PythonFiles} */ let files;
let banner = "";
/** The greeting of the interpreter itself, which is none of an ESP8266. */
let ownBanner = "";

const hardware = new Hardware({
  tell: (state) => postMessage({ hardware: state }),
  sleep,
  reset,
  due: (timer) => {
    due.push(timer);
    pauses.end();
    next(callTimers);
  },
  typed: take,
  // Browsers call them as nobody's methods.
  setTimeout: (action, milliseconds) => setTimeout(action, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer),
});

const loading = sealed(
  loadMicroPython({
    linebuffer: false,
    stdout: (/** @type {Uint8Array} */ bytes) => {
      if (withheld) return void withheld.push(...bytes);
      const said = bytes.subarray(unsaid);
      unsaid -= bytes.length - said.length;
      if (said.length > 0) print(said);
    },
  }),
);
// A failure is told to the first message that needs Python; until one comes it is no error of the page.
loading.catch(() => {});

/** What is done one after the other. */
let work = Promise.resolve();

/** @param {() => Promise<void>} action */
function next(action) {
  work = work
    .then(async () => {
      if (isOver) return;
      await loading;
      await action();
      hardware.flush();
    })
    .catch((error) => {
      // It could not be loaded, or tripped over itself.
      postMessage({ fault: error instanceof Error ? error.message : String(error) });
    });
}

onmessage = ({ data }) => {
  if (data.boot) return next(() => boot(data.boot));
  typed.push(...data.bytes);
  interruptIfAsked();
  pauses.end();
  next(type);
};

/** Nothing is run before the worker is sealed. @param {Promise<any>} loading */
async function sealed(loading) {
  python = await loading;
  sealGlobals();
}

/** @param {{ banner: string, files?: import("./python-files.mjs").Files, runs: string[],
 *            ends: "banner" | "prompt" | "raw" | "silent raw", modules: Record<string, string>,
 *            inputNote: string }} how */
async function boot(how) {
  banner = how.banner;
  files = new PythonFiles(python.FS, ROOT);
  files.put(how.files ?? NEW_FILES);
  hardware.install(python.FS);
  python.FS.mkdir(FOLDER);
  for (const [name, text] of Object.entries(how.modules)) python.FS.writeFile(`${FOLDER}/${name}.py`, text);
  const trouble = await execute(disguise({ canWait, inputNote: how.inputNote }));
  if (trouble) throw new Error(trouble);
  const greeting = await withhold(() => waiting.call("mp_js_repl_init"));
  ownBanner = /MicroPython .*/.exec(greeting)?.[0] ?? "";
  postMessage({ isListening: true });
  for (const name of how.runs) await run(name);
  isStarting = false;
  if (how.ends === "raw" || how.ends === "silent raw") {
    await lead(CTRL_A);
    if (how.ends === "raw") printText("raw REPL; CTRL-B to exit\n>");
  } else {
    printText(how.ends === "prompt" ? ">>> " : ofThisBoard(greeting.trimStart()));
  }
  tellFiles();
  postMessage({ hasStarted: true });
}

/** Runs a file as a board does at its start. @param {string} name */
async function run(name) {
  const program = files.text(`/${name}`);
  if (program === undefined) return;
  const traceback = await execute(program);
  // This port calls all that it is given by one name.
  printText(traceback.replaceAll('File "<stdin>"', `File "${name}"`));
}

/** Runs a program; gives the traceback it ended with. @param {string} program */
async function execute(program) {
  const { malloc, free } = waiting.python;
  const source = new TextEncoder().encode(program);
  const [at, out] = [malloc(source.length + 1), malloc(12)];
  new Uint8Array(waiting.python.memory.buffer, at).set([...source, 0]);
  await waiting.call("mp_js_do_exec", at, source.length, out);
  const { buffer } = waiting.python.memory;
  const [kind, length, text] = new Int32Array(buffer, out, 3);
  free(at);
  free(out);
  if (kind !== EXCEPTION) return "";
  const said = new TextDecoder().decode(new Uint8Array(buffer, text, length));
  free(text);
  // Its kind, and the traceback.
  return said.split("\x04")[1] ?? "";
}

/** Types what was typed to the board. */
async function type() {
  for (;;) {
    // Before, because what it may start may not end.
    const byte = take();
    if (byte === undefined) break;
    const { reply, program, pass } = raw.take(byte);
    if (reply) print(Uint8Array.from(reply));
    isOver = program ? !(await runPasted(program)) : pass !== undefined && !(await pressed(pass));
    if (isOver) {
      tellFiles();
      // What follows is typed to the Python that comes next, which is in the mode that this one had.
      postMessage({ softReset: raw.isOn ? "raw" : "banner" });
      return;
    }
  }
  tellFiles();
}

/** The next byte that was typed, if any. Where a program asks, it waits for one. */
function take() {
  const byte = typed.shift();
  if (byte !== undefined) postMessage({ taken: 1 });
  else if (waiting.isPossible) waiting.ask({ until: () => awake(pauses.forever), afterwards: "again" });
  return byte;
}

/** Gives Python a byte; `false` where that was the last for it. @param {number} byte */
async function pressed(byte) {
  if (byte === CTRL_A || byte === CTRL_B) {
    printText(ofThisBoard(await lead(byte)));
    return true;
  }
  // Not zero: Ctrl-D on an empty line, or a program that exits.
  return (await waiting.call("mp_js_repl_process_char", byte)) === 0;
}

/** Runs a program in raw mode, of which the `OK` is not said. @param {number[]} program */
async function runPasted(program) {
  for (const byte of program) python.replProcessChar(byte);
  unsaid = 2;
  return pressed(CTRL_D);
}

/** Leads Python into raw mode or out of it; gives what it says. @param {number} byte */
async function lead(byte) {
  const said = await withhold(() => waiting.call("mp_js_repl_process_char", byte));
  raw.answered(byte, said);
  postMessage({ isRaw: raw.isOn });
  return said;
}

/** Ends the program that runs, if a Ctrl-C was typed and is not to be one of its bytes. */
function interruptIfAsked() {
  const place = typed.indexOf(CTRL_C);
  if (place < 0 || !waiting.isPossible) return;
  const isAtPrompt = !isStarting && !isCalling;
  if (isAtPrompt && waiting.python.mp_hal_get_interrupt_char() !== CTRL_C) return;
  typed.splice(place, 1);
  postMessage({ interrupted: true });
  interruptions += 1;
  waiting.python.mp_sched_keyboard_interrupt();
  pauses.end();
}

/** A program only computes: what has come meanwhile is looked at. */
waiting.onTurn = () => {
  if (performance.now() < nextTurn) return undefined;
  hardware.flush();
  return pauses.turn().then(async () => {
    interruptIfAsked();
    await callTimers();
    nextTurn = performance.now() + TURN_MS;
  });
};

/** Has the program sleep. @param {number} milliseconds */
function sleep(milliseconds) {
  hardware.flush();
  const end = performance.now() + milliseconds;
  if (waiting.isPossible) waiting.ask({ until: () => awake(pauses.until, end), afterwards: "done" });
  else while (performance.now() < end);
}

/** Waits with the timers running; gives `false` where a Ctrl-C ended it. @param {(end: number) => Promise<boolean>} pause
 *  @param {number} [end] */
async function awake(pause, end = Infinity) {
  const before = interruptions;
  hardware.flush();
  for (;;) {
    interruptIfAsked();
    if (interruptions !== before) return false;
    const isOver = await pause(end);
    await callTimers();
    if (isOver || (end === Infinity && typed.length > 0)) return true;
  }
}

/** Calls what Python has for the timers whose time has come. */
async function callTimers() {
  if (isCalling) return;
  isCalling = true;
  for (let timer = due.shift(); timer !== undefined; timer = due.shift()) {
    const trouble = await execute(`__import__("machine")._fire(${timer})`);
    printText(trouble.replace(OWN_CALLS, "\n"));
  }
  isCalling = false;
}

/** The chip starts anew, and nothing of this Python goes on. */
function reset() {
  isOver = true;
  tellFiles();
  postMessage({ reset: true });
  if (waiting.isPossible) waiting.ask({ until: () => new Promise(() => {}) });
  else for (;;);
}

/** Prints, and is held up when the line is behind, as a board is. @param {Uint8Array} bytes */
function print(bytes) {
  const line = withCarriageReturns(bytes);
  postMessage({ bytes: line });
  lineIsFreeAt = Math.max(performance.now(), lineIsFreeAt) + line.length / BYTES_PER_MS;
  if (performance.now() >= lineIsFreeAt - AHEAD_MS) return;
  if (waiting.isPossible) waiting.ask({ until: () => awake(pauses.until, lineIsFreeAt) });
  else while (performance.now() < lineIsFreeAt - AHEAD_MS);
}

/** @param {string} text */
function printText(text) {
  if (text === "") return;
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

/** What an action says, which is not printed. @param {() => Promise<unknown>} action */
async function withhold(action) {
  withheld = [];
  await action();
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
