// The practice board's Python runs whatever a person pastes into it: there is no way out of its worker.
import { createServer } from "node:net";
import { runInNewContext } from "node:vm";
import { expect, test } from "./harness/journey.mjs";
import { ask, bootBoard, openEmptyPage } from "./harness/practice-board.mjs";

/** What brings the browser's own modules back, if they were only out of sight. */
const MODULES = [
  "import sys; [sys.modules.pop(name, 0) for name in ('js', 'jsffi', 'usys')] and None",
  "import usys; [usys.modules.pop(name, 0) for name in ('js', 'jsffi')] and None",
  "import js, jsffi, asyncio",
];

/** Each is one line for the prompt. `SITE` is a host and port that nobody may ask. */
const WAYS = {
  fetch: "js.fetch('http://SITE/')",
  XMLHttpRequest: "r = js.XMLHttpRequest.new(); r.open('GET', 'http://SITE/'); r.send()",
  WebSocket: "js.WebSocket.new('ws://SITE/')",
  WebSocketStream: "js.WebSocketStream.new('ws://SITE/')",
  WebTransport: "js.WebTransport.new('https://SITE/')",
  EventSource: "js.EventSource.new('http://SITE/')",
  Worker: "js.Worker.new('cable.mjs')",
  "a program of words": "js.eval('1')",
  "a function of words": "js.Function.new('return 1')()",
  "a module of another site": "js.Function.new('return import(\"http://SITE/\")')()",
  "a timer with words": "js.setTimeout('fetch(\"http://SITE/\")', 1)",
  "an address that holds a program": "js.URL.createObjectURL(js.Blob.new(jsffi.to_js(['1'])))",
  "what the browser keeps": "js.indexedDB.open('kept')",
  "the browser's caches": "js.caches.open('kept')",
  "the browser's files": "js.navigator.storage.getDirectory()",
  "the other tabs": "js.BroadcastChannel.new('out').postMessage('out')",
  "locks of the other tabs": "js.navigator.locks.query()",
  "the page": "js.postMessage('out')",
  "real boards": "js.navigator.serial.getPorts()",
  "USB devices": "js.navigator.usb.getDevices()",
  "the worker itself": "js.globalThis.close",
  "a list as JavaScript has it": "jsffi.to_js([1]).constructor.constructor('return fetch(\"http://SITE/\")')()",
  "a function as JavaScript has it": "jsffi.create_proxy(print).constructor('return fetch(\"http://SITE/\")')()",
  "a library's copy of the module": "asyncio.core.js.fetch('http://SITE/')",
  "a library's copy of the converter": "asyncio.core.jsffi.to_js([1]).constructor",
  "scripts of another site": "js.importScripts('http://SITE/')",
};

/** Hears whether anything at all is asked of it. */
async function openEar() {
  const heard = [];
  const server = createServer((socket) => {
    heard.push(socket.remotePort);
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { heard, host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Tries every way; gives the names of those that led anywhere. */
async function open(page, host) {
  const led = [];
  for (const [name, way] of Object.entries(WAYS)) {
    // What is refused may have restarted Python.
    for (const line of MODULES) await ask(page, `${line}\r`);
    const told = await ask(page, `${way.replaceAll("SITE", host)}; print('LED', 'OUT')\r`);
    if (told.includes("\r\nLED OUT\r\n")) led.push(name);
  }
  // Requests are on their way for a moment.
  await page.waitForTimeout(500);
  return led;
}

async function expectNothingReached(page, host, heard) {
  expect(await open(page, host)).toEqual([]);
  expect(heard, "connections to another site").toEqual([]);
  const kept = await page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
  ]);
  expect(kept).toEqual([]);
  expect(await page.evaluate(() => globalThis.fromOtherTabs)).toEqual([]);
}

test.describe("no way out", () => {
  /** @type {Awaited<ReturnType<typeof openEar>>} */ let ear;
  test.beforeEach(async ({ page }) => {
    test.setTimeout(180_000);
    ear = await openEar();
    await page.addInitScript(() => {
      globalThis.fromOtherTabs = [];
      new BroadcastChannel("out").onmessage = ({ data }) => globalThis.fromOtherTabs.push(data);
    });
  });
  test.afterEach(() => ear.close());

  test("is found by a program at the prompt", async ({ page }) => {
    await bootBoard(page);
    await expectNothingReached(page, ear.host, ear.heard);
  });

  test("is there even where Python has the browser's modules", async ({ page }) => {
    // As if a program had written into Python's memory, which `uctypes` lets it do.
    await page.context().route("**/disguise.mjs", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('for name in ("js", "jsffi")', "for name in ()");
      await route.fulfill({ response, body });
    });
    await bootBoard(page);
    expect(await ask(page, "import jsffi; jsffi\r")).toContain("<module 'jsffi'>");
    expect(await ask(page, "dir(jsffi)\r")).toContain("to_js");
    await expectNothingReached(page, ear.host, ear.heard);
  });
});

test("a program may forget a module of its own, and import it anew", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "f = open('lesson.py', 'w'); f.write('print(6 * 7)'); f.close()\r");
  expect(await ask(page, "import lesson\r")).toContain("\r\n42\r\n");
  expect(await ask(page, "import sys; list(sys.modules)\r")).toContain("\r\n['lesson']\r\n");
  for (const forget of ["del sys.modules['lesson']", "sys.modules.pop('lesson') and None"]) {
    await ask(page, `${forget}\r`);
    expect(await ask(page, "import lesson\r")).toContain("\r\n42\r\n");
  }
});

test("files and folders of a program work as ever", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import os; os.mkdir('d'); f = open('d/a.txt', 'w'); f.write('one\\ntwo\\n'); f.close()\r");
  expect(await ask(page, "[line for line in open('d/a.txt')]\r")).toContain("['one\\n', 'two\\n']");
  await ask(page, "os.rename('d/a.txt', 'b.txt'); os.rmdir('d')\r");
  expect(await ask(page, "os.listdir(), os.stat('b.txt')[6]\r")).toMatch(/\(\['boot.py', 'b.txt'\], 8\)|\(\['b.txt', 'boot.py'\], 8\)/);
  await ask(page, "os.remove('b.txt'); os.chdir('/')\r");
  expect(await ask(page, "os.getcwd(), os.listdir()\r")).toContain("('/', ['boot.py'])");
  const wrong = {
    "open('gone.txt')": "[Errno 2] ENOENT",
    "os.mkdir('d'); os.mkdir('d')": "[Errno 17] EEXIST",
    "open('d', 'w')": "[Errno 21] EISDIR",
    "open('d/a.txt', 'w').close(); os.rmdir('d')": "39",
  };
  for (const [line, error] of Object.entries(wrong)) {
    expect(await ask(page, `${line}\r`)).toContain(`\r\nOSError: ${error}\r\n`);
  }
});

test("a program may give any name another meaning", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import os; isinstance = str = len = iter = os = None\r");
  await ask(page, "import os; open('a.txt', 'w').close(); os.rename('a.txt', '/b.txt')\r");
  expect(await ask(page, "os.listdir()\r")).toMatch(/'b.txt'/);
  expect(await ask(page, "import sys; sys.modules\r")).toContain("\r\n{}\r\n");
});

test("a sealed worker keeps the language and nothing that leads out", async ({ page }) => {
  await page.context().route("**/probe.mjs", (route) =>
    route.fulfill({ contentType: "text/javascript", body: `(${probe})()` }),
  );
  await openEmptyPage(page);
  const { left, reached } = await page.evaluate(
    () =>
      new Promise((told) => {
        const worker = new Worker(new URL("probe.mjs", document.baseURI), { type: "module" });
        worker.onmessage = ({ data }) => told(data);
      }),
  );
  expect(reached).toEqual([]);
  // Node's own is a little older.
  const language = [...runInNewContext("Object.getOwnPropertyNames(globalThis)"), "Float16Array", "Iterator"];
  // Two numbers that can't be taken away.
  const numbers = ["PERSISTENT", "TEMPORARY"];
  const beyond = left.filter((name) => ![...language, ...numbers].includes(name));
  expect(beyond).toEqual(["TextDecoder", "TextEncoder", "crypto", "performance"]);
  expect(left).not.toContain("Function");
});

/** Runs in a worker: seals it, and tells what is left. */
async function probe() {
  const { postMessage } = globalThis;
  const { sealGlobals } = await import("./demo-board/seal.mjs");
  sealGlobals();
  const left = new Set();
  for (let scope = globalThis; scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) left.add(name);
  }
  const tries = {
    eval: () => (0, globalThis.eval)("1"),
    fetch: () => globalThis.fetch("/"),
    Function: () => probe.constructor("return 1")(),
    "a function": () => (() => {}).constructor("return 1")(),
    "an async function": () => (async () => {}).constructor("return 1")(),
    "a generator": () => function* () {}.constructor("return 1")(),
    "an async generator": () => async function* () {}.constructor("return 1")(),
    "a method": () => [].map.constructor("return 1")(),
    "the constructor of the worker": () => globalThis.constructor.constructor("return 1")(),
  };
  const reached = Object.keys(tries).filter((name) => {
    try {
      tries[name]();
      return true;
    } catch {
      return false;
    }
  });
  postMessage({ left: [...left].sort(), reached });
}
