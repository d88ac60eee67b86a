// @ts-check
// How Python's C code jumps out of many calls at once, without JavaScript in between.
//
// Emscripten leads each call that such a jump may end through JavaScript, which catches what is thrown.
// WebAssembly can only wait for a promise where no JavaScript is among its calls, so the same is done here by
// two small programs of WebAssembly. The first is there before Python is, since Python imports it, and passes
// each call on to the second, which knows Python's functions.

import * as wasm from "./wasm-bytes.mjs";

const { KIND, OP, SECTION } = wasm;

/** `invoke_` and the kinds of the result and of the arguments: of what is called, whose number comes first. */
const NAME = /^invoke_([iv])(i*)$/;

/**
 * @param {string[]} imported by Python
 * @returns what Python is given in their place, and `connect`, to be called with Python's exports
 */
export function longJumps(imported) {
  const calls = imported.flatMap((name) => {
    const found = NAME.exec(name);
    return found ? [{ name, results: found[1] === "i" ? 1 : 0, passed: found[2].length }] : [];
  });
  const first = new WebAssembly.Instance(new WebAssembly.Module(forwarding(calls))).exports;
  const { calls: table, jump, jumped, ...functions } = /** @type {any} */ (first);
  const connect = (/** @type {any} */ python) => {
    const second = new WebAssembly.Instance(new WebAssembly.Module(catching(calls)), {
      python: {
        functions: python.__indirect_function_table,
        current: python.emscripten_stack_get_current,
        restore: python._emscripten_stack_restore,
        threw: python.setThrew,
        jumped,
      },
    }).exports;
    calls.forEach(({ name }, place) => table.set(place, second[name]));
  };
  return { functions: { ...functions, _emscripten_throw_longjmp: jump }, connect };
}

/** @typedef {{ name: string, results: number, passed: number }} Call */

/** Code that puts arguments on the stack. @param {number} from @param {number} to */
const locals = (from, to) => Array.from({ length: to - from }, (_, n) => [OP.localGet, from + n]).flat();

/** @param {Call[]} calls */
function forwarding(calls) {
  const types = [wasm.functionType(0, 0), ...calls.map((call) => wasm.functionType(1 + call.passed, call.results))];
  const forward = (/** @type {Call} */ { passed }, /** @type {number} */ place) =>
    wasm.body(0, [...locals(0, 1 + passed), ...wasm.constant(place), OP.callIndirect, ...wasm.unsigned(1 + place), 0]);
  const exported = (/** @type {string} */ name, /** @type {number} */ kind, /** @type {number} */ index) =>
    [...wasm.name(name), kind, ...wasm.unsigned(index)];
  return wasm.module([
    wasm.section(SECTION.type, types),
    wasm.section(SECTION.function, types.map((_, index) => wasm.unsigned(index))),
    wasm.section(SECTION.table, [[wasm.FUNCREF, 0, ...wasm.unsigned(calls.length)]]),
    wasm.section(SECTION.tag, [[0, 0]]),
    wasm.section(SECTION.export, [
      exported("calls", KIND.table, 0),
      exported("jumped", KIND.tag, 0),
      exported("jump", KIND.function, 0),
      ...calls.map(({ name }, place) => exported(name, KIND.function, 1 + place)),
    ]),
    wasm.section(SECTION.code, [wasm.body(0, [OP.throw, 0]), ...calls.map(forward)]),
  ]);
}

/** @param {Call[]} calls */
function catching(calls) {
  const [THREW, RESTORE, CURRENT, OWN] = [0, 1, 2, 3];
  const [TO_NOTHING, OF_TWO, OF_ONE, TO_ONE, OF_CALLS] = [0, 1, 2, 3, 4];
  const types = [wasm.functionType(0, 0), wasm.functionType(2, 0), wasm.functionType(1, 0), wasm.functionType(0, 1)];
  for (const { results, passed } of calls) {
    types.push(wasm.functionType(1 + passed, results), wasm.functionType(passed, results));
  }
  const imported = (/** @type {string} */ name, /** @type {number[]} */ ...what) =>
    [...wasm.name("python"), ...wasm.name(name), ...what];
  const caught = (/** @type {Call} */ { results, passed }, /** @type {number} */ place) => {
    const stack = 1 + passed;
    return wasm.body(1, [
      ...[OP.call, CURRENT, OP.localSet, stack],
      ...[OP.block, wasm.EMPTY_BLOCK],
      // One clause: where the tag was thrown, go on behind the block.
      ...[OP.tryTable, wasm.EMPTY_BLOCK, 1, 0, 0, 0],
      ...locals(1, 1 + passed),
      ...[OP.localGet, 0, OP.callIndirect, ...wasm.unsigned(OF_CALLS + 2 * place + 1), 0],
      ...[OP.return, OP.end, OP.unreachable, OP.end],
      ...[OP.localGet, stack, OP.call, RESTORE],
      ...[...wasm.constant(1), ...wasm.constant(0), OP.call, THREW],
      ...(results ? wasm.constant(0) : []),
    ]);
  };
  return wasm.module([
    wasm.section(SECTION.type, types),
    wasm.section(SECTION.import, [
      imported("functions", KIND.table, wasm.FUNCREF, 0, 0),
      imported("threw", KIND.function, OF_TWO),
      imported("restore", KIND.function, OF_ONE),
      imported("current", KIND.function, TO_ONE),
      imported("jumped", KIND.tag, 0, TO_NOTHING),
    ]),
    wasm.section(SECTION.function, calls.map((_, place) => wasm.unsigned(OF_CALLS + 2 * place))),
    wasm.section(
      SECTION.export,
      calls.map(({ name }, place) => [...wasm.name(name), KIND.function, ...wasm.unsigned(OWN + place)]),
    ),
    wasm.section(SECTION.code, calls.map(caught)),
  ]);
}
