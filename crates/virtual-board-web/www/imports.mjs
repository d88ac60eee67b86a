// @ts-check
// What the WebAssembly that is made from now on finds in place of the functions that it imports.

/** @param {(name: string, original: any) => any} change */
export function changeImports(change) {
  /** @type {any} */ const maker = WebAssembly;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = maker[name];
    maker[name] = (/** @type {any} */ program, /** @type {WebAssembly.Imports} */ imports) =>
      make.call(maker, program, mapped(imports, (_, functions) => mapped(functions, change)));
  }
}

/** @param {Record<string, any>} object @param {(name: string, value: any) => any} change */
const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
