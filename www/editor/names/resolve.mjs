// From an expression to what MicroPython has there.
import { bindingsIn } from "./bindings.mjs";
import { stepsOf } from "./expression.mjs";

/** A name that stands for a name that … ends here. */
const DEPTH = 8;

/**
 * What an expression is: a module, a class, an instance of one, a function or a value, with its entry. `scope`
 * holds the module that it was found in.
 * @typedef {{ is: "module" | "class" | "instance" | "function" | "value", name: string, entry: Entry, scope: Entry }} Thing
 */

/** What names mean in `text`. @param {Record<string, Entry>} modules */
export function resolver(modules, text) {
  const bindings = bindingsIn(text);
  const builtins = moduleNamed(modules, "builtins")?.m ?? {};

  /** @returns {Thing | undefined} */
  function resolve(expression, before = text.length, depth = DEPTH) {
    const steps = depth > 0 && stepsOf(expression);
    if (!steps) return undefined;
    // `self.led` and `umqtt.simple` are names too: the longest that is known.
    const names = steps.findIndex(({ name }) => name === undefined);
    for (let count = names < 0 ? steps.length : names; count > 0; count -= 1) {
      const dotted = steps.slice(0, count).map(({ name }) => name);
      const start = named(dotted.join("."), before, depth);
      if (start) return follow(start, steps.slice(count));
    }
    const [{ literal }] = steps;
    const type = literal && builtins[literal];
    return type && follow(instanceOf(literal, type), steps.slice(1));
  }

  function named(name, before, depth) {
    const binding = bindings.of(name, before);
    if (binding?.expression) return resolve(binding.expression, binding.at, depth - 1);
    if (binding) return imported(binding.module, binding.member);
    const first = name.split(".")[0];
    const isImported = bindings.of(first, before)?.module === first;
    if (name.includes(".")) return isImported ? imported(name) : undefined;
    for (const module of bindings.everythingOf) {
      const thing = imported(module, name);
      if (thing) return thing;
    }
    return builtins[name] && thingOf(name, builtins[name], { m: builtins });
  }

  function imported(name, member) {
    const entry = moduleNamed(modules, name);
    if (!entry) return undefined;
    const module = { is: "module", name, entry, scope: entry };
    if (!member) return module;
    return memberOf(module, member) ?? imported(`${name}.${member}`);
  }

  function follow(thing, steps) {
    const [step, ...rest] = steps;
    if (!thing || !step) return thing;
    return follow(step.call ? resultOf(thing) : memberOf(thing, step.name), rest);
  }

  function memberOf(thing, name) {
    const members = membersOf(thing);
    return Object.hasOwn(members, name) ? thingOf(name, members[name], thing.scope) : undefined;
  }

  function resultOf({ is, name, entry, scope }) {
    if (is === "class") return { is: "instance", name, entry, scope };
    const type = scope.m?.[entry.r] ?? builtins[entry.r];
    return is === "function" && type ? { is: "instance", name: entry.r, entry: type, scope } : undefined;
  }

  /** What comes behind the thing's dot. */
  function membersOf({ is, entry }) {
    return (is === "value" ? builtins[entry.s]?.m : entry.m) ?? {};
  }

  /** Whether a single name can stand for anything. A program may have hundreds that can't. */
  function mayMean(name) {
    return bindings.has(name) || bindings.everythingOf.length > 0 || Object.hasOwn(builtins, name);
  }

  return { resolve, imported, membersOf, mayMean };
}

/** The module of this name, or of its other one. */
export function moduleNamed(modules, name) {
  const entry = Object.hasOwn(modules, name) ? modules[name] : undefined;
  return entry?.a ? modules[entry.a] : entry;
}

function thingOf(name, entry, scope) {
  const is = { c: "class", f: "function" }[entry.k] ?? "value";
  return { is, name, entry, scope };
}

function instanceOf(name, entry) {
  return { is: "instance", name, entry, scope: { m: {} } };
}
