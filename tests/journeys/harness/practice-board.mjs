// The practice board by itself, in a page that has nothing else to do, and what is typed to its Python.
import { expect } from "./journey.mjs";

export const BANNER = "MicroPython v1.9.3 on 2017-11-01; ESP module with ESP8266";
export const NOTE = "(restarted)";
/** The end of what is heard when Python waits. */
export const PROMPT = /\r\n>>> $/;

/** The least that the board takes for MicroPython: one sound segment, a flash size, a greeting. */
export function image() {
  const bytes = new Uint8Array(0xa000).fill(0xff);
  bytes.set([0xe9, 1, 0, 0x40, 0, 0, 0x10, 0x40]);
  bytes.set([0, 0, 0x10, 0x40, 4, 0, 0, 0], 8);
  bytes.set([1, 2, 4, 8], 16);
  bytes[31] = 0xef ^ 1 ^ 2 ^ 4 ^ 8;
  bytes.set(new TextEncoder().encode(`${BANNER}\0`), 0x9000);
  return bytes;
}

/** Goes to an empty page of the site. */
export async function openEmptyPage(page) {
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: '<!doctype html><link rel="icon" href="data:," />' }),
  );
  await page.goto("empty.html");
}

/** Loads the demo board into a page that has nothing else to do. */
export async function chooseBoard(page, { content = [], ...options } = {}) {
  await openEmptyPage(page);
  await page.evaluate(
    async ({ content, options }) => {
      const demo = await import(new URL("demo-board/port.mjs", document.baseURI).href);
      const port = await demo.choose({ ...options, flash: Uint8Array.from(content) });
      Object.assign(globalThis, { demo, port, heard: "", endedBy: undefined });
      globalThis.listen = async (from) => {
        const reader = from.readable.getReader();
        globalThis.reader = reader;
        try {
          for (;;) {
            const { value, done } = await reader.read();
            if (done) break;
            for (const byte of value) globalThis.heard += String.fromCharCode(byte);
          }
        } catch (error) {
          globalThis.endedBy = `${error.name}: ${error.message}`;
        } finally {
          reader.releaseLock();
        }
      };
      globalThis.send = async (bytes) => {
        const writer = globalThis.port.writable.getWriter();
        await writer.write(Uint8Array.from(bytes));
        writer.releaseLock();
      };
    },
    { content: [...content], options },
  );
}

export const heard = (page) => page.evaluate(() => globalThis.heard);

export const type = (page, text) =>
  page.evaluate((bytes) => {
    globalThis.heard = "";
    return globalThis.send(bytes);
  }, [...Buffer.from(text)]);

/** Types, and gives what was heard by the next prompt. */
export async function ask(page, text, end = PROMPT) {
  await type(page, text);
  await expect.poll(() => heard(page)).toMatch(end);
  return heard(page);
}

/** Takes from the browser that its WebAssembly can wait, as in those that never could. */
export const withoutWaiting = (page) =>
  page.context().route("**/waiting.mjs", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("canWait = ", "canWait = false && ");
    await route.fulfill({ response, body });
  });

/** A board whose MicroPython has started, with its port open and somebody listening. */
export async function bootBoard(page, notes = {}) {
  await chooseBoard(page, { content: image(), pythonRestartedNote: NOTE, ...notes });
  await page.evaluate(async () => {
    await globalThis.port.open({ baudRate: 115200, bufferSize: 65536 });
    globalThis.listening = globalThis.listen(globalThis.port);
    await globalThis.demo.hurry(true);
  });
  await expect.poll(() => heard(page)).toMatch(PROMPT);
  await page.evaluate(() => globalThis.demo.hurry(false));
}
