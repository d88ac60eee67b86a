// @ts-check
// Lets a running Python program look up now and then, so that it can be interrupted and timers can run.
//
// MicroPython for browsers never calls anything of JavaScript's while a program only computes. But at each jump
// of a program its interpreter looks at one place of its memory, whether something is to be done in between.
// There a call is put in, into a function that counts such looks and calls JavaScript at every thousandth.

import * as wasm from "./wasm-bytes.mjs";

const { OP, Reader, SECTION } = wasm;

const EVERY = 1_000;
/** Python imports it for its own statistics of JavaScript's objects, of which there are none here. */
export const CALLED = "js_get_proxy_js_ref_info";

// In 1.27.0: `sched_state` of `mp_state_ctx`, loaded as 16 bits.
const STATE_AT = 185_108;
const SCHEDULED_AT = 252;
// Its linker writes addresses in five bytes.
const LOOK = [...wasm.constant(SCHEDULED_AT), OP.i32Load16U, 1, ...wasm.unsigned(STATE_AT, 5)];
const CALL_BYTES = 6;

/**
 * Gives the program with the call in it, or as it is, where it is another than the one that is known.
 *
 * @param {Uint8Array<ArrayBuffer>} program
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function withTurns(program) {
  const sections = wasm.sectionsOf(program);
  const content = (/** @type {number} */ id) =>
    sections.find((section) => section.id === id)?.content ?? new Uint8Array();
  const type = typeOfLook(content(SECTION.type));
  const imports = importedFunctions(content(SECTION.import));
  const code = content(SECTION.code);
  const at = placeOfLook(code);
  if (type === undefined || at === undefined || !imports.includes(CALLED)) return program;
  const counter = new Reader(content(SECTION.global)).unsigned();
  const functions = new Reader(content(SECTION.function)).unsigned();
  const patched = code.slice();
  patched.set([OP.call, ...wasm.unsigned(imports.length + functions, 5), ...Array(LOOK.length - CALL_BYTES).fill(OP.nop)], at);
  const look = wasm.body(0, [
    ...[OP.globalGet, counter, ...wasm.constant(1), OP.i32Sub, OP.globalSet, counter],
    ...[OP.globalGet, counter, OP.i32Eqz, OP.if, wasm.EMPTY_BLOCK],
    ...[...wasm.constant(EVERY), OP.globalSet, counter],
    ...[...wasm.constant(0), OP.call, ...wasm.unsigned(imports.indexOf(CALLED)), OP.end],
    ...LOOK,
  ]);
  const added = new Map([
    [SECTION.function, wasm.unsigned(type)],
    [SECTION.global, [wasm.I32, 1, ...wasm.constant(EVERY), OP.end]],
    [SECTION.code, look],
  ]);
  return wasm.moduleOf(
    sections.map(({ id, content }) => {
      const more = added.get(id);
      return { id, content: more ? withOneMore(id === SECTION.code ? patched : content, more) : content };
    }),
  );
}

/** @param {Uint8Array} content a list @param {number[]} entry */
function withOneMore(content, entry) {
  const reader = new Reader(content);
  const count = wasm.unsigned(reader.unsigned() + 1);
  const rest = content.subarray(reader.at);
  const all = new Uint8Array(count.length + rest.length + entry.length);
  all.set(count);
  all.set(rest, count.length);
  all.set(entry, count.length + rest.length);
  return all;
}

/** The number of the type of a function that takes nothing and gives an i32. @param {Uint8Array} types */
function typeOfLook(types) {
  const reader = new Reader(types);
  const count = reader.unsigned();
  for (let index = 0; index < count; index++) {
    if (reader.byte() !== wasm.FUNCTION_TYPE) return undefined;
    const taken = reader.take(reader.unsigned());
    const given = reader.take(reader.unsigned());
    if (taken.length === 0 && given.length === 1 && given[0] === wasm.I32) return index;
  }
  return undefined;
}

/** Their names; Python imports nothing else. @param {Uint8Array} imports */
function importedFunctions(imports) {
  const reader = new Reader(imports);
  const count = reader.unsigned();
  /** @type {string[]} */ const names = [];
  for (let n = 0; n < count; n++) {
    reader.name();
    names.push(reader.name());
    if (reader.byte() !== wasm.KIND.function) return [];
    reader.unsigned();
  }
  return names;
}

/** In the largest function, which runs Python's programs; once there. @param {Uint8Array} code */
function placeOfLook(code) {
  const reader = new Reader(code);
  const count = reader.unsigned();
  let largest = { at: 0, length: 0 };
  for (let n = 0; n < count; n++) {
    const length = reader.unsigned();
    if (length > largest.length) largest = { at: reader.at, length };
    reader.take(length);
  }
  /** @type {number[]} */ const places = [];
  for (let at = largest.at; at < largest.at + largest.length; at++) {
    if (LOOK.every((byte, n) => code[at + n] === byte)) places.push(at);
  }
  return places.length === 1 ? places[0] : undefined;
}
