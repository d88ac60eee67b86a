// What the names of a program stand for, as far as its imports and assignments tell. The program may be wrong
// in other places: it is being written.

const IMPORT = /^[ \t]*import[ \t]+(.+)$/gm;
const FROM = /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)?|.+)$/gm;
const ASSIGNMENT = /^[ \t]*([A-Za-z_]\w*(?:\.\w+)*)[ \t]*(?::[^=\n]+)?=[ \t]*([^=\s].*)$/gm;
const WITH = /^[ \t]*(?:async[ \t]+)?with[ \t]+(.+?)[ \t]+as[ \t]+(\w+)[ \t]*:/gm;

/**
 * @typedef {{ at: number, module?: string, member?: string, expression?: string }} Binding
 * @returns {{ of: (name: string, before: number) => Binding | undefined, has: (name: string) => boolean,
 *   everythingOf: string[] }}
 * `everythingOf` are modules of which all names were imported.
 */
export function bindingsIn(text) {
  /** @type {Map<string, Binding[]>} */
  const bindings = new Map();
  const everythingOf = [];
  const bind = (name, binding) => {
    if (!bindings.has(name)) bindings.set(name, []);
    bindings.get(name).push(binding);
  };
  for (const { 1: list, index: at } of text.matchAll(IMPORT)) {
    for (const { name, as } of named(list)) {
      bind(as ?? name.split(".")[0], { at, module: as ? name : name.split(".")[0] });
    }
  }
  for (const { 1: module, 2: list, index: at } of text.matchAll(FROM)) {
    if (list.trim() === "*") everythingOf.push(module);
    else for (const { name, as } of named(list)) bind(as ?? name, { at, module, member: name });
  }
  for (const { 1: name, 2: expression, index: at } of text.matchAll(ASSIGNMENT)) {
    bind(name, { at, expression });
  }
  for (const { 1: expression, 2: name, index: at } of text.matchAll(WITH)) {
    bind(name, { at, expression });
  }
  const of = (name, before) => {
    const known = bindings.get(name) ?? [];
    const earlier = known.filter(({ at }) => at < before);
    const latest = (all) => all.reduce((a, b) => (!a || b.at > a.at ? b : a), undefined);
    // In a function that stands before it, a name may mean what comes later.
    return latest(earlier) ?? known[0];
  };
  return { of, has: (name) => bindings.has(name), everythingOf };
}

function named(list) {
  const plain = list.replace(/#.*$/gm, "").replace(/[()\\]/g, " ");
  return plain.split(",").flatMap((part) => {
    const match = part.trim().match(/^([\w.]+)(?:\s+as\s+(\w+))?$/);
    return match ? [{ name: match[1], as: match[2] }] : [];
  });
}
