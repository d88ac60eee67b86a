// What MicroPython has on this chip: a file that the build makes of its stubs.

/**
 * One name: its `k`ind (`c` class, `f` function, `v` value), `s`ignatures a line, the first sentence of its
 * `d`ocumentation, the `m`embers of a class, and as `r` the class of what a call gives. A module has only `d`
 * and `m`, or the name `a` of the one that it is another name of.
 * @typedef {{ k?: string, s?: string, d?: string, m?: Record<string, Entry>, r?: string, a?: string }} Entry
 */

const FILE = new URL("micropython.json", import.meta.url);

/** @type {Promise<Record<string, Entry>> | undefined} */ let loading;

/** The modules by their names; none of them where the file can't be had. */
export async function loadModules() {
  loading ??= fetch(FILE).then((response) => (response.ok ? response.json() : {}));
  try {
    return await loading;
  } catch (error) {
    console.warn("The editor completes no names of MicroPython:", error);
    // The next one asks anew.
    loading = undefined;
    return {};
  }
}
