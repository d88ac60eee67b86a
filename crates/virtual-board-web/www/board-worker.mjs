// @ts-check
// The board, in real time.
//
// Time passes on the board whenever something looks at it, and a timer wakes it for its own next
// event. Nothing polls: an idle board costs nothing.

import init, { VirtualBoard } from "./board.js";
import { loadModules } from "./modules.mjs";
import { Python } from "./python.mjs";

const REAL_TIME = 1;
const HURRY = 20;
const FLASH_BYTES = 4 << 20;
/** A computer that slept for longer than this has let the board sleep too. */
const LONGEST_STEP_MS = 1_000;
const BITS_PER_BYTE = 10;
/** The build that the board comes with: the version is that of the interpreter. */
const BANNER = "MicroPython v1.27.0 on 2025-12-09; ESP module with ESP8266";

/** @type {VirtualBoard} */ let board;
let pace = REAL_TIME;
/** The board comes with MicroPython, and starts for the first time, which is over in a moment. */
let isFirstStart = false;
let seen = performance.now();
/** @type {ReturnType<typeof setTimeout> | undefined} */ let alarm;
/** @type {{ bytes: number, done: (value?: any) => void }[]} */ let waiting = [];
let lines = { dtr: false, rts: false };
let baud = 115_200;

/** Brings the board to the present, does something with it, and tells what came of it. */
function atPresent(action = () => {}) {
  const now = performance.now();
  board.advance(Math.min(now - seen, LONGEST_STEP_MS) * paceNow());
  seen = now;
  action();
  for (const order of board.pythonOrders()) python.obey(order);
  const arrivals = board.receive();
  if (arrivals.length > 0) postMessage({ arrivals });
  settleWaiting(board.unsent());
  clearTimeout(alarm);
  const next = board.nextEvent();
  if (next !== undefined) alarm = setTimeout(atPresent, next / paceNow());
}

const paceNow = () => (isFirstStart ? HURRY : pace);

const python = new Python((bytes) => atPresent(() => board.pythonSays(bytes)));
python.onHardware = (hardware) => postMessage({ hardware });
python.onStarted = () => atPresent(() => void (isFirstStart = false));

/** Waits until no more than so many bytes of the page have still to leave. @param {number} bytes */
const unsentAtMost = (bytes) =>
  new Promise((done) => {
    waiting.push({ bytes, done });
    atPresent();
  });

/** @param {number} unsent */
function settleWaiting(unsent) {
  for (const { bytes, done } of waiting) if (unsent <= bytes) done();
  waiting = waiting.filter(({ bytes }) => unsent > bytes);
}

/** @type {Record<string, (argument: any) => any>} */
const calls = {
  /** @param {import("./port.mjs").Options} options */
  async start({ flashBytes = FLASH_BYTES, flash, isAtPrompt = false, ...notes }) {
    python.restartedNote = notes.pythonRestartedNote ?? "";
    python.inputNote = notes.pythonInputNote ?? "";
    python.missingNote = notes.pythonMissingNote ?? "";
    [python.modules] = await Promise.all([loadModules(), init()]);
    board = new VirtualBoard(flashBytes);
    if (flash) board.setFlash(flash);
    if (isAtPrompt) board.setFirmware(BANNER);
    isFirstStart = isAtPrompt;
    board.unplug();
  },
  plug: () => atPresent(() => board.plug()),
  unplug: () => atPresent(() => board.unplug()),
  /** @param {number} speed */
  open: (speed) => {
    baud = speed;
    lines = { dtr: true, rts: true };
    atPresent(() => board.open(speed));
  },
  close: () => {
    lines = { dtr: false, rts: false };
    atPresent(() => board.close());
  },
  /** @param {{ dataTerminalReady?: boolean, requestToSend?: boolean }} signals */
  setSignals: ({ dataTerminalReady = lines.dtr, requestToSend = lines.rts }) => {
    lines = { dtr: dataTerminalReady, rts: requestToSend };
    atPresent(() => board.setSignals(lines.dtr, lines.rts));
  },
  /** @param {{ bytes: Uint8Array, room: number }} chunk */
  send: ({ bytes, room }) => {
    atPresent(() => board.send(bytes));
    return unsentAtMost(room);
  },
  async drain() {
    await unsentAtMost(0);
    // The last byte has only begun to leave.
    await new Promise((done) => setTimeout(done, (BITS_PER_BYTE * 1e3) / baud / pace));
  },
  discardUnsent: () => atPresent(() => board.discardUnsent()),
  /** @param {boolean} hurry */
  hurry: (hurry) => atPresent(() => void (pace = hurry ? HURRY : REAL_TIME)),
  flash: () => board.flash(),
  mode: () => {
    atPresent();
    return board.mode();
  },
  /** @param {string} name */
  injectFault: (name) => atPresent(() => board.injectFault(name)),
};

onmessage = async ({ data: { call, what, argument } }) => {
  try {
    postMessage({ call, value: await calls[what](argument) });
  } catch (error) {
    postMessage({ call, error: error instanceof Error ? error.message : String(error) });
  }
};
