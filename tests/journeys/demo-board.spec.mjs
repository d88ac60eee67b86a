// The demo board by itself: its port as Chromium's own behave, and Python as on a board.
import { Inflow } from "../../crates/virtual-board-web/www/inflow.mjs";
import { expect, test } from "./harness/journey.mjs";
import {
  ask,
  BANNER,
  bootBoard,
  chooseBoard,
  heard,
  image,
  NOTE,
  openEmptyPage,
  PROMPT,
  type,
  withoutWaiting,
} from "./harness/practice-board.mjs";

const CTRL_A = "\x01";
const CTRL_B = "\x02";
const CTRL_C = "\x03";
const CTRL_D = "\x04";

test("the boot loader answers at 460800 baud after a reset into it", async ({ page }) => {
  await chooseBoard(page);
  const { mode, answer } = await page.evaluate(async () => {
    const { demo, port, listen, send } = globalThis;
    const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    await port.open({ baudRate: 460800 });
    void listen(port);
    await port.setSignals({ dataTerminalReady: false, requestToSend: true });
    await pause(100);
    await port.setSignals({ dataTerminalReady: true, requestToSend: false });
    await pause(50);
    await port.setSignals({ dataTerminalReady: false });
    await pause(100);
    const mode = await demo.mode();
    const sync = [0xc0, 0, 0x08, 36, 0, 0, 0, 0, 0, 0x07, 0x07, 0x12, 0x20];
    for (let tries = 0; tries < 5; tries++) {
      globalThis.heard = "";
      await send([...sync, ...Array(32).fill(0x55), 0xc0]);
      await pause(100);
      if (globalThis.heard.includes("\xc0\x01\x08")) break;
    }
    return { mode, answer: globalThis.heard };
  });
  expect(mode).toBe("Rom");
  expect(answer.split("\xc0\x01\x08").length - 1).toBe(8);
});

test("the two lines do what the board's transistors make of them", async ({ page }) => {
  await chooseBoard(page, { content: image() });
  const seen = await page.evaluate(async () => {
    const { demo, port } = globalThis;
    const modes = [];
    const look = async () => modes.push(await demo.mode());
    const pause = () => new Promise((done) => setTimeout(done, 50));
    await port.open({ baudRate: 115200 });
    await pause();
    await look(); // both on: runs
    await port.setSignals({ dataTerminalReady: false });
    await look(); // only RTS on: in reset
    await port.setSignals({ dataTerminalReady: true });
    await pause();
    await look(); // both on: runs
    await port.setSignals({ requestToSend: false });
    await pause();
    await look(); // only DTR on: nothing, without a reset
    await port.close();
    return modes;
  });
  expect(seen).toEqual(["Booting", "InReset", "Booting", "Booting"]);
});

test("Python greets with the words of the image, and says it runs on an ESP8266", async ({ page }) => {
  await bootBoard(page);
  const greeting = await heard(page);
  expect(greeting).toContain("Performing initial setup\r\n");
  expect(greeting).toMatch(new RegExp(`\r\n${BANNER}\r\nType "help\\(\\)" for more information.\r\n>>> $`));
  expect(await ask(page, "print('Micropython for Engineers!')\r")).toContain(
    "\r\nMicropython for Engineers!\r\n",
  );
  expect(await ask(page, "import sys; sys.platform\r")).toContain("\r\n'esp8266'\r\n");
  const lesson = "from machine import Pin, Signal; led = Signal(2, Pin.OUT, invert=True); led.on()\r";
  expect(await ask(page, lesson)).not.toContain("Error");
  expect(await ask(page, "import time; time.sleep(0.1); led.value()\r")).toContain("\r\n1\r\n");
  expect(await ask(page, "import os; os.listdir()\r")).toContain("\r\n['boot.py']\r\n");
  await ask(page, "name = input('name? ')\r", /name\? $/);
  expect(await ask(page, "Bo\xebb\x7f\r")).toBe("Bo\xc3\xabb\x08 \x08\r\n>>> ");
  expect(await ask(page, "name\r")).toContain("\r\n'Bo\\xeb'\r\n");
  expect(await ask(page, "1/0\r")).toContain("\r\nZeroDivisionError: divide by zero\r\n");
});

test("Ctrl-C ends an endless loop, and what was typed behind it is kept", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "a = 1\r");
  await ask(page, "while True: pass\r\r", /pass\r\n\.\.\. \r\n/);
  const told = await ask(page, `${CTRL_C}print(6 * 7)\r`, /42\r\n>>> $/);
  expect(told).toContain("Traceback (most recent call last):\r\n");
  expect(told).toContain("\r\nKeyboardInterrupt: \r\n>>> print(6 * 7)\r\n42");
  expect(told).not.toContain(NOTE);
  expect(await ask(page, "a\r"), "what it knew is kept").toContain("\r\n1\r\n");
});

test("Ctrl-C ends what can't be interrupted, and says what that took", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "a = 1\r");
  await type(page, "max(range((1 << 30) - 1))\r");
  await page.waitForTimeout(500);
  const told = await ask(page, CTRL_C);
  expect(told).toContain(`\r\nTraceback (most recent call last):\r\nKeyboardInterrupt: \r\n${NOTE}\r\n>>> `);
  expect(told).not.toContain(BANNER);
  expect(await ask(page, "a\r"), "as the note says").toContain("NameError");
});

test("where WebAssembly can't wait, input() says so, and Ctrl-C starts Python anew", async ({ page }) => {
  await withoutWaiting(page);
  await bootBoard(page, { pythonInputNote: "(not heard)" });
  expect(await ask(page, "a = input('? ')\r")).toContain("NotImplementedError: (not heard)");
  await ask(page, "import time; a = time.ticks_ms(); time.sleep(0.3); time.ticks_ms() - a >= 300\r", /\r\nTrue\r\n>>> $/);
  await type(page, "while True: time.sleep(0.1)\r\r");
  await page.waitForTimeout(500);
  expect(await ask(page, CTRL_C)).toContain(`KeyboardInterrupt: \r\n${NOTE}\r\n>>> `);
});

test("Ctrl-C at the prompt restarts nothing", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "a = 1\r");
  const told = await ask(page, `nonsense${CTRL_C}import time; time.sleep(1)\r`, /sleep\(1\)\r\n>>> $/);
  expect(told).not.toContain(NOTE);
  expect(await ask(page, "a\r")).toContain("\r\n1\r\n");
});

test("a loop that prints is as slow as the line, and Ctrl-C ends it", async ({ page }) => {
  await bootBoard(page);
  await type(page, "while True: print('x' * 20)\r\r");
  const count = async () => (await heard(page)).length;
  await expect.poll(count).toBeGreaterThan(2_000);
  const [from, start] = [await count(), Date.now()];
  await page.waitForTimeout(2_000);
  const bytesPerSecond = ((await count()) - from) / ((Date.now() - start) / 1e3);
  expect(bytesPerSecond).toBeLessThan(12_700);
  expect(bytesPerSecond).toBeGreaterThan(5_000);
  expect(await ask(page, CTRL_C)).toContain(`KeyboardInterrupt: \r\n>>> `);
});

test("text without a line's end is shown while the program goes on", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "import time; print('wait', end=''); time.sleep(3)\r", /\r\nwait$/);
});

test("a program that takes all memory is told so", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "a = []\r");
  expect(await ask(page, "while True: a.append(bytearray(1000000))\r\r\r")).toContain("MemoryError");
});

test("a program that calls itself without end does not end Python", async ({ page }) => {
  await bootBoard(page);
  expect(await ask(page, "def f(): f()\r\rf()\r", /Error.*\r\n>>> $/s)).toMatch(/recursion|memory|stack/i);
  expect(await ask(page, "1 + 1\r")).toContain("\r\n2\r\n");
});

test("Ctrl-D starts Python anew, Ctrl-B greets, and raw mode is left as it was", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "a = 1\r");
  expect(await ask(page, CTRL_D)).toContain(`\r\nMPY: soft reboot\r\n${BANNER}\r\n`);
  expect(await ask(page, "a\r")).toContain("NameError");
  expect(await ask(page, CTRL_B)).toContain(`\r\n${BANNER}\r\n`);
  await ask(page, CTRL_A, /raw REPL; CTRL-B to exit\r\n>$/);
  expect(await ask(page, CTRL_D, /exit\r\n>$/)).toBe(
    "OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>",
  );
  expect(await ask(page, `print(1)${CTRL_D}`, />$/)).toBe("OK1\r\n\x04\x04>");
  expect(await ask(page, CTRL_B)).toContain(`\r\n${BANNER}\r\n`);
});

test("files outlive a reset, and main.py runs at each start", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "f = open('main.py', 'w'); f.write('print(\"from the file\")\\nb = 2'); f.close()\r");
  const greeting = await ask(page, `${CTRL_D}`);
  expect(greeting).toContain(`soft reboot\r\nfrom the file\r\n${BANNER}`);
  expect(await ask(page, "b\r")).toContain("\r\n2\r\n");
  await page.evaluate(async () => {
    globalThis.heard = "";
    await globalThis.port.setSignals({ dataTerminalReady: false, requestToSend: true });
    await globalThis.port.setSignals({ requestToSend: false });
  });
  await expect.poll(() => heard(page)).toContain(`from the file\r\n${BANNER}`);
});

test("main.py can be stopped although it never ends", async ({ page }) => {
  await bootBoard(page);
  await ask(page, "f = open('main.py', 'w'); f.write('while True: pass'); f.close()\r");
  await type(page, CTRL_D);
  await expect.poll(() => heard(page)).toContain("soft reboot");
  await page.waitForTimeout(500);
  expect(await ask(page, `${CTRL_C}${CTRL_C}`)).toContain("KeyboardInterrupt");
});

test("a pulled cable ends the port, and the next one is new", async ({ page }) => {
  await bootBoard(page);
  const told = await page.evaluate(async () => {
    const { demo, port } = globalThis;
    const events = [];
    port.addEventListener("disconnect", () => events.push("disconnect at the port"));
    for (const name of ["disconnect", "connect"]) {
      demo.serial.addEventListener(name, ({ target }) =>
        events.push(`${name} of the ${target === port ? "old" : "new"} port`),
      );
    }
    const name = (error) => `${error.name}: ${error.message}`;
    const writer = port.writable.getWriter();
    await demo.unplug();
    const written = await writer.write(Uint8Array.of(13)).catch(name);
    writer.releaseLock();
    const lost = [
      written,
      port.connected,
      port.readable,
      port.writable,
      await port.setSignals({ requestToSend: true }).catch(name),
      await demo.serial.requestPort().catch(name),
      (await demo.serial.getPorts()).length,
    ];
    await port.close();
    lost.push(await port.open({ baudRate: 115200 }).catch(name));
    const next = await demo.plug();
    const same = (await demo.choose()) === next && (await demo.serial.requestPort()) === next;
    globalThis.port = next;
    globalThis.heard = "";
    await next.open({ baudRate: 115200 });
    void globalThis.listen(next);
    return { events, lost, same, isNew: next !== port, ended: globalThis.endedBy };
  });
  const LOST = "NetworkError: The device has been lost.";
  expect(told).toEqual({
    events: ["disconnect at the port", "disconnect of the old port", "connect of the new port"],
    lost: [
      LOST,
      false,
      null,
      null,
      LOST,
      "NotFoundError: No port selected by the user.",
      0,
      "NetworkError: Failed to open serial port.",
    ],
    same: true,
    isNew: true,
    ended: LOST,
  });
  await expect.poll(() => heard(page)).toMatch(PROMPT);
});

test("a faulty line ends one reader, and the next goes on", async ({ page }) => {
  await bootBoard(page);
  await page.evaluate(async () => {
    await globalThis.demo.injectFault("BreakError");
    await globalThis.listening;
    globalThis.listening = globalThis.listen(globalThis.port);
  });
  expect(await page.evaluate(() => globalThis.endedBy)).toMatch(/^BreakError: /);
  expect(await ask(page, "1 + 1\r")).toContain("\r\n2\r\n");
});

test("a port is opened and closed once, and not while it is in use", async ({ page }) => {
  await bootBoard(page);
  const told = await page.evaluate(async () => {
    const { port, listening } = globalThis;
    const name = (error) => error.name;
    const told = [await port.open({ baudRate: 115200 }).catch(name), await port.close().catch(name)];
    await globalThis.reader.cancel();
    await listening;
    const again = port.readable;
    told.push(again instanceof ReadableStream, again.locked, await port.close());
    told.push(port.readable, await port.close().catch(name));
    told.push(await port.setSignals({ requestToSend: true }).catch(name));
    told.push(await port.open({ baudRate: 0 }).catch(name));
    const opening = port.open({ baudRate: 115200 });
    told.push(await port.open({ baudRate: 115200 }).catch(name), await opening);
    told.push(await port.setSignals({}).catch(name), port.getInfo());
    return told;
  });
  expect(told).toEqual([
    "InvalidStateError",
    "TypeError",
    true,
    false,
    undefined,
    null,
    "InvalidStateError",
    "InvalidStateError",
    "TypeError",
    "InvalidStateError",
    undefined,
    "TypeError",
    { usbVendorId: 0x1a86, usbProductId: 0x7523 },
  ]);
});

test("what was written leaves before the port closes, if the writer is closed first", async ({ page }) => {
  await bootBoard(page);
  await page.evaluate(async () => {
    const { port, listening, reader } = globalThis;
    const writer = port.writable.getWriter();
    await writer.write(new TextEncoder().encode(`a = 'sent' # ${"x".repeat(3000)}\r`));
    await writer.close();
    await reader.cancel();
    await listening;
    // Left so, closing is no reset.
    await port.setSignals({ requestToSend: false });
    await port.setSignals({ dataTerminalReady: false });
    await port.close();
    await port.open({ baudRate: 115200 });
    globalThis.listening = globalThis.listen(port);
  });
  expect(await ask(page, "a\r")).toContain("\r\n'sent'\r\n");
});

test("a reader may bring its own buffer", async ({ page }) => {
  await bootBoard(page);
  const text = await page.evaluate(async () => {
    const { port, listening, reader, send } = globalThis;
    await reader.cancel();
    await listening;
    await send(new TextEncoder().encode("#12345678\r"));
    const own = port.readable.getReader({ mode: "byob" });
    let text = "";
    while (!text.endsWith(">>> ")) {
      const { value } = await own.read(new Uint8Array(4));
      text += new TextDecoder().decode(value);
    }
    own.releaseLock();
    return text;
  });
  expect(text).toBe("#12345678\r\n>>> ");
});

test.describe("with files that can't be loaded", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("the board says so, and the next click tries again", async ({ page }) => {
    await openEmptyPage(page);
    const choose = () =>
      page.evaluate(async () => {
        const demo = await import(new URL("demo-board/port.mjs", document.baseURI).href);
        return demo.choose().then(
          (port) => port.connected,
          (error) => `${error}`,
        );
      });
    await page.context().route("**/board_bg.wasm", (route) => route.abort());
    expect(await choose()).toMatch(/^TypeError|^Error: .+/);
    await page.context().unroute("**/board_bg.wasm");
    expect(await choose()).toBe(true);
  });

  test("Python says so on the line", async ({ page }) => {
    await page.context().route("**/micropython.wasm", (route) => route.abort());
    await chooseBoard(page, { content: image() });
    await page.evaluate(async () => {
      await globalThis.demo.hurry(true);
      await globalThis.port.open({ baudRate: 115200 });
      void globalThis.listen(globalThis.port);
    });
    await expect.poll(() => heard(page)).toMatch(/initial setup(\r\n)+.*micropython\.wasm.*\r\n$/);
  });
});

test("what nobody reads is kept up to a bound", () => {
  const inflow = new Inflow(255);
  for (let n = 0; n < 1_000; n++) inflow.put(new Uint8Array(1_000));
  inflow.put("BreakError");
  let kept = 0;
  for (;;) {
    const arrival = inflow.take(100);
    if (typeof arrival === "string") break;
    kept += arrival.length;
  }
  expect(kept).toBe(255 + 65_536);
  expect(inflow.take()).toBeUndefined();
});

test("faults that nobody reads are kept up to a bound", () => {
  const inflow = new Inflow(255);
  for (let n = 0; n < 100_000; n++) inflow.put("FramingError");
  inflow.put(Uint8Array.of(1));
  let kept = 0;
  while (typeof inflow.take() === "string") kept += 1;
  expect(kept).toBe(1_000);
  inflow.put("BreakError");
  expect(inflow.take()).toBe("BreakError");
});
