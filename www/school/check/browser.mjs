// What can be asked of the browser itself.
import { ADAPTERS } from "../adapters.mjs";

/** A refusal that comes sooner was nobody's: no hand is as fast. As in `src/words/choose.rs`. */
const BLOCKED_MS = 150;
const MAKERS = [...new Set(ADAPTERS.map(({ vendor }) => vendor))];
const FILTERS = MAKERS.map((usbVendorId) => ({ usbVendorId }));
/** Where a person has picked a port, its permission is no policy's: as in `src/app/kept.rs`. */
const CHOSEN = "chosen";

export async function serial() {
  if (!isSecureContext) return { result: "insecure" };
  return { result: "serial" in navigator ? "good" : "missing" };
}

export async function frame() {
  if (document.featurePolicy?.allowsFeature("serial") === false) return { result: "forbidden" };
  try {
    // Only pages of the same site may look.
    for (let frame = window; frame !== top; frame = frame.parent) void frame.parent.document;
    return { result: "good" };
  } catch {
    return { result: "foreign" };
  }
}

/** Whether anybody has to choose. */
export async function windowToChoose() {
  if (!navigator.serial) return { result: "none" };
  const ports = await navigator.serial.getPorts().catch(() => []);
  return { result: ports.length ? "allowed" : "ask" };
}

/** From a click alone. */
export async function openWindow() {
  const began = performance.now();
  try {
    await navigator.serial.requestPort({ filters: FILTERS });
    globalThis.localStorage?.setItem(CHOSEN, "yes");
    return { result: "good" };
  } catch {
    return { result: performance.now() - began < BLOCKED_MS ? "blocked" : "good" };
  }
}

export async function storage() {
  const name = "check";
  try {
    localStorage.setItem(name, name);
    const isKept = localStorage.getItem(name) === name;
    localStorage.removeItem(name);
    return { result: isKept ? "good" : "none" };
  } catch {
    return { result: "none" };
  }
}
