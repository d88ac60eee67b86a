// @ts-check
// The board, in real time.
//
// Time passes on the board whenever something looks at it, and a timer wakes it for its own next
// event. Nothing polls: an idle board costs nothing.

import init, { VirtualBoard } from "./board.js";
import { Python } from "./python.mjs";

const REAL_TIME = 1;
const HURRY = 20;
const FLASH_BYTES = 4 << 20;

/** @type {VirtualBoard} */ let board;
let pace = REAL_TIME;
let seen = performance.now();
/** @type {ReturnType<typeof setTimeout> | undefined} */ let alarm;
/** Those who wait until everything has left. @type {(() => void)[]} */ let draining = [];
let dtr = false;
let rts = false;

/** Brings the board to the present, does something with it, and tells the page what came of it. */
function atPresent(action = () => {}) {
  const now = performance.now();
  board.advance((now - seen) * pace);
  seen = now;
  action();
  const bytes = board.receive();
  if (bytes.length > 0) postMessage({ bytes }, { transfer: [bytes.buffer] });
  if (draining.length > 0 && board.unsent() === 0) {
    for (const done of draining.splice(0)) done();
  }
  clearTimeout(alarm);
  const next = board.nextEvent();
  if (next !== undefined) alarm = setTimeout(atPresent, next / pace);
}

const python = new Python((bytes) => atPresent(() => board.pythonSays(bytes)));

const calls = {
  /** @param {import("./port.mjs").Options} options */
  async start({ flashBytes = FLASH_BYTES, flash, pythonRestartedNote }) {
    python.restartedNote = pythonRestartedNote ?? "";
    await init();
    board = new VirtualBoard(
      flashBytes,
      (banner) => python.start(banner),
      () => python.stop(),
      (bytes) => python.hear(bytes),
    );
    if (flash) board.setFlash(flash);
    board.unplug();
  },
  plug: () => atPresent(() => board.plug()),
  unplug: () => atPresent(() => board.unplug()),
  /** @param {number} baud */
  open: (baud) => {
    dtr = rts = true;
    atPresent(() => board.open(baud));
  },
  close: () => {
    dtr = rts = false;
    atPresent(() => board.close());
  },
  /** @param {{ dataTerminalReady?: boolean, requestToSend?: boolean }} signals */
  setSignals: ({ dataTerminalReady = dtr, requestToSend = rts }) => {
    dtr = dataTerminalReady;
    rts = requestToSend;
    atPresent(() => board.setSignals(dtr, rts));
  },
  /** @param {Uint8Array} bytes */
  send: (bytes) => atPresent(() => board.send(bytes)),
  drain: () =>
    new Promise((done) => {
      draining.push(() => done(undefined));
      atPresent();
    }),
  /** @param {boolean} hurry */
  hurry: (hurry) => atPresent(() => void (pace = hurry ? HURRY : REAL_TIME)),
  flash: () => board.flash(),
};

onmessage = async ({ data: { call, what, argument } }) => {
  postMessage({ answers: call, value: await calls[what](argument) });
};
