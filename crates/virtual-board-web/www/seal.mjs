// @ts-check
// What keeps a program that somebody typed inside its worker.
//
// MicroPython for browsers hands its programs every object of the browser, by its modules `js` and
// `jsffi`. Hiding these in Python holds nothing back: `import usys` finds the real list of modules, and
// `uctypes` writes to any of Python's memory. So the way is cut where Python itself ends: of the functions
// that its WebAssembly imports only those stay that keep files, time and memory. What is left of the
// worker, should anything still get through, has no way to the network, to what the browser stores, or to
// other programs.

import { changeImports } from "./imports.mjs";

/** All that Python needs of JavaScript: its own calls, files in memory, the clock, dice, and more memory. */
const KEPT_IMPORTS = new RegExp(
  `^(${[
    "invoke_[iv]+",
    "fd_(close|read|seek|sync|write)",
    "__syscall_(chdir|fstat64|getcwd|getdents64|lstat64|mkdirat|newfstatat|openat|poll|renameat|rmdir)",
    "__syscall_(stat64|statfs64|unlinkat)",
    "mp_js_(random_u32|ticks_ms|time_ms)",
    "emscripten_resize_heap",
    "_emscripten_throw_longjmp",
    "_abort_js",
  ].join("|")})$`,
);

/** Told "no": an object of the browser has no such attribute. */
const QUESTIONS = /^(has|lookup)_attr$/;

/** The language itself, and what only computes. */
const KEPT_GLOBALS = new Set(
  `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error
   EvalError FinalizationRegistry Float16Array Float32Array Float64Array Infinity Int16Array Int32Array
   Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect
   RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
   Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly console crypto decodeURI
   decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt performance
   TextDecoder TextEncoder undefined`.split(/\s+/),
);

/** Lets the WebAssembly that is made from now on import nothing that leads to the browser's objects. */
export function sealImports() {
  changeImports((name, original) => {
    if (KEPT_IMPORTS.test(name)) return original;
    return QUESTIONS.test(name) ? () => 0 : refuse;
  });
}

function refuse() {
  // As a board says it.
  throw new Error("ImportError: no module named 'js'");
}

/** Takes from this worker, for good, all that reaches out of it. What needs some of it takes it before. */
export function sealGlobals() {
  for (const [scope, name] of globals()) if (ofTheBrowser.has(name)) Reflect.deleteProperty(scope, name);
  // They make programs of words, and every function leads to one of them.
  for (const one of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    Object.defineProperty(Object.getPrototypeOf(one), "constructor", { value: undefined });
  }
}

/** @returns {[any, string][]} each name that programs of this worker can use, and where it is defined */
function globals() {
  /** @type {[any, string][]} */ const found = [];
  for (let scope = globalThis; scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
    found.push(...Object.getOwnPropertyNames(scope).map((name) => /** @type {[any, string]} */ ([scope, name])));
  }
  return found;
}

/** Found before anything else was loaded: what MicroPython adds for itself is not among it. */
const ofTheBrowser = new Set(globals().flatMap(([, name]) => (KEPT_GLOBALS.has(name) ? [] : [name])));
