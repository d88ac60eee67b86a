// @ts-check
// The demo board: a board in software, behind an object that behaves as the browser's `SerialPort`
// does. What the page does here, it does to a real board.
//
//   port.mjs           the boards of the page, of which one is plugged in, and what a hand would do to it
//   serial-port.mjs    the port, as the standard and Chromium have it
//   inflow.mjs         what arrives, until somebody reads it
//   board-hardware.mjs what its pins and lights do, for the page
//   light.mjs          the light by the antenna, as an element
//   cable.mjs          calls to the board's worker
//   board-worker.mjs   the board, in real time
//   python.mjs         Python as the board sees it: another worker
//   python-worker.mjs  the real MicroPython, with the pace, the files and the memory of a board
//   disguise.mjs       what makes it look like the MicroPython of an ESP8266; python/ is the chip's modules,
//                      and modules.mjs loads them
//   hardware.mjs       what these modules switch
//   waiting.mjs        lets Python wait without holding up its worker; long-jumps.mjs and turns.mjs are what that takes
//   seal.mjs           what keeps its programs inside their worker

import { hardware } from "./board-hardware.mjs";
import { Cable } from "./cable.mjs";
import "./light.mjs";
import { DemoPort, NO_PORT } from "./serial-port.mjs";

/**
 * What kind of board it is. Those of the first call with its name count.
 *
 * @typedef {object} Options
 * @property {string} [name] of the board, for the page: it finds the same board by it
 * @property {boolean} [isAtPrompt] whether MicroPython is on it, and has started before anybody looks
 * @property {number} [flashBytes] size of the flash, a power of two; 4 MiB if not given
 * @property {Uint8Array} [flash] what its flash holds from its start; blank if not given
 * @property {number} [usbVendorId] of the adapter; a CH340 if not given
 * @property {number} [usbProductId]
 * @property {string} [pythonRestartedNote] said where Ctrl-C could only restart Python
 * @property {string} [pythonInputNote] said where a program asks for `input()`
 * @property {string} [pythonMissingNote] said where Python could not be loaded
 */

const CH340 = { usbVendorId: 0x1a86, usbProductId: 0x7523 };

/** Each keeps its flash and its files while another is plugged in. @type {Map<string, Promise<Cable>>} */
const boards = new Map();
/** Of the board that was chosen last. @type {Promise<Cable> | undefined} */ let cable;
/** What it is plugged into. @type {Cable | undefined} */ let plugged;
/** @type {DemoPort | undefined} */ let port;
let ids = CH340;
let isHurried = false;

/**
 * Plugs the board in, if it is not, and gives its port.
 *
 * @param {Options} [options]
 * @returns {Promise<DemoPort>} the same one until the cable is pulled, or another board is chosen
 */
export async function choose(options = {}) {
  const { name = "" } = options;
  const chosen = boards.get(name) ?? connect(options);
  boards.set(name, chosen);
  if (cable !== chosen) {
    await unplug();
    cable = chosen;
  }
  try {
    await (await chosen).call("hurry", isHurried);
  } catch (error) {
    // The next click tries again.
    boards.delete(name);
    cable = undefined;
    throw error;
  }
  return plug();
}

/** Lets the board's time run fast, or as fast as a real one's. @param {boolean} hurry */
export async function hurry(hurry) {
  isHurried = hurry;
  await (await cable)?.call("hurry", hurry);
}

/** Pulls the cable. */
export async function unplug() {
  const left = await cable;
  const lost = port;
  port = plugged = undefined;
  lost?.lose();
  hardware.change();
  await left?.call("unplug");
  if (lost) announce("disconnect", lost);
}

/** Puts the cable back: the browser makes a new port. @returns {Promise<DemoPort>} */
export async function plug() {
  const chosen = await theCable();
  if (!port) {
    plugged = chosen;
    await chosen.call("plug");
    port = new DemoPort(chosen, ids);
    announce("connect", port);
  }
  return port;
}

/** What the flash holds. @returns {Promise<Uint8Array>} */
export const flash = async () => (await theCable()).call("flash");

/** What the chip is doing: `Rom`, `Stub`, `Running` and so on. @returns {Promise<string>} */
export const mode = async () => (await theCable()).call("mode");

/** Makes the line faulty for a moment. @param {string} name of the error, as `BreakError` */
export const injectFault = async (name) => (await theCable()).call("injectFault", name);

/** What `navigator.serial` is to real boards. */
class DemoSerial extends EventTarget {
  /** @param {{ filters?: { usbVendorId?: number, usbProductId?: number }[] }} [options] */
  async requestPort({ filters = [] } = {}) {
    const fits = ({ usbVendorId = ids.usbVendorId, usbProductId = ids.usbProductId }) =>
      usbVendorId === ids.usbVendorId && usbProductId === ids.usbProductId;
    const listed = filters.length === 0 || filters.some(fits);
    // The first request is the first that there is a board at all.
    const chosen = cable ? port : await choose();
    if (!chosen || !listed) throw NO_PORT();
    return chosen;
  }

  async getPorts() {
    return port ? [port] : [];
  }
}

/** Journeys put it in the place of `navigator.serial`. */
export const serial = new DemoSerial();

export { hardware };

/** @param {Options} options */
async function connect(options) {
  ids = {
    usbVendorId: options.usbVendorId ?? CH340.usbVendorId,
    usbProductId: options.usbProductId ?? CH340.usbProductId,
  };
  const connected = new Cable(new URL("./board-worker.mjs", import.meta.url));
  connected.onHardware = (state) => {
    if (connected === plugged) hardware.change(state);
  };
  try {
    await connected.call("start", options);
  } catch (error) {
    connected.end();
    throw error;
  }
  return connected;
}

async function theCable() {
  const chosen = await cable;
  if (!chosen) throw new Error("Nobody has chosen the demo board yet.");
  return chosen;
}

/** Tells `serial` what the event says of a port: real ones bubble. */
function announce(/** @type {string} */ type, /** @type {DemoPort} */ about) {
  const event = new Event(type);
  Object.defineProperty(event, "target", { value: about });
  serial.dispatchEvent(event);
}
