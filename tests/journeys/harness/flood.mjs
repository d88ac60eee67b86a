// A page with the board of flood-serial.js, and what is measured on it.
import { fileURLToPath } from "node:url";
import { expect } from "./journey.mjs";
import { button, CONNECT, expectPrompt } from "./screens.mjs";

const SERIAL = fileURLToPath(new URL("flood-serial.js", import.meta.url));

/** At the board's prompt, with the keyboard in the terminal. */
export async function connectFlood(page) {
  await page.addInitScript({ path: SERIAL });
  await page.goto("./");
  await button(page, CONNECT).click();
  await expectPrompt(page);
  await page.locator(".xterm-helper-textarea").focus();
}

/** What a board at 115200 baud says, with a start and a stop bit. */
export const BYTES_A_SECOND = 11_520;

/** The bytes of a text, or bytes, as the page can be handed them. */
const bytesOf = (text) => [...Buffer.from(text)];

/** The board says this once. */
export const say = (page, text) => page.evaluate((bytes) => globalThis.flood.say(bytes), bytesOf(text));

/**
 * The board begins to say so many bytes: `first` once, then `unit` again and again, and then a prompt. Ctrl-C ends it
 * if `isInterrupted`.
 */
export const pour = (page, unit, bytes, { first = "", bytesASecond, isInterrupted } = {}) =>
  page.evaluate((all) => globalThis.flood.pour(all), {
    first: bytesOf(first),
    unit: bytesOf(unit),
    bytes,
    bytesASecond,
    isInterrupted,
  });

/** All that came to the port since the last call. */
export const takeHeard = async (page) => {
  const heard = await page.evaluate(() => globalThis.flood.heard.splice(0));
  return Buffer.from(heard).toString();
};

/** The longest of the delays since the last call, in milliseconds, of so many Ctrl-C. */
export async function takeWorstDelay(page, presses) {
  const delays = await page.evaluate(() => globalThis.flood.delays.splice(0));
  expect(delays.length, "every Ctrl-C came to the port").toBe(presses);
  return Math.max(...delays);
}

/** Presses Ctrl-C until the board has said all; gives how often. */
export async function pressWhileItPours(page) {
  let presses = 0;
  do {
    await page.keyboard.press("Control+c");
    presses += 1;
    await page.waitForTimeout(50);
  } while (!(await page.evaluate(() => globalThis.flood.isOver())));
  return presses;
}

/** The heap after a collection, what its buffers hold, and the memory of the page's own program, in bytes. */
export async function usedMemory(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await devtools.send("Runtime.getHeapUsage");
  await devtools.detach();
  const program = await page.evaluate(() =>
    globalThis.flood.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  );
  return usedSize + backingStorageSize + program;
}
