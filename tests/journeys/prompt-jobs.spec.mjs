// Programs that are run, and files that are put on the board, beside its prompt; and what is said meanwhile.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { connectFlood, say } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, expectPrompt, INSTALL, practise, pressInMenu, terminal, type } from "./harness/screens.mjs";

const state = (page) => page.locator(".state");
const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const RUN = "Run a file…";
const SAVE = "Save to the board…";
const SAVE_MAIN = "Save as main.py, which runs at start…";

/** Picks files with the button of this name. */
async function pick(page, name, ...files) {
  await page.getByLabel(name, { exact: true }).setInputFiles(files);
}

/** The practice board with a Python of its own, at its prompt. */
async function openPractice(page) {
  await practise(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  await page.locator(".xterm-helper-textarea").focus();
}

/** What stands in the terminal, with its lines. */
const expectShown = (page, text, options) =>
  expect(terminal(page)).toContainText(text, { useInnerText: true, ...options });

test("a file is run, stopped, and told of, and the prompt is there after it", async ({ page, expectAccessible, picture }) => {
  await openPractice(page);
  await pick(page, RUN, file("hello.py", "for n in range(3):\n    print('hello', n)\n"));
  await expect(bar(page)).toContainText("hello.py has ended.");
  await expectShown(page, /hello 0\s*\nhello 1\s*\nhello 2\s*\n>>>/);
  await expect(state(page)).toHaveText(/is ready$/);
  await expectAccessible();

  await test.step("what it defined is there, and keys go to the prompt", async () => {
    await type(page, "n + 40\n");
    await expectShown(page, /\n42\s*\n>>>/);
  });
  await test.step("the bar goes when it was read", async () => {
    await button(bar(page), "Close").click();
    await expect(bar(page)).toHaveText("");
  });
  await test.step("a program that does not end is stopped", async () => {
    await pick(page, RUN, file("long.py", "n = 0\nwhile True:\n    n += 1\n    print('line', n)\n"));
    await expect(bar(page)).toContainText("Running long.py");
    await expect(state(page)).toHaveText("A program is running");
    await expect(page.getByLabel(RUN)).toBeDisabled();
    await expectShown(page, /line \d\d/);
    await picture("work-running");
    await button(page, "Stop Ctrl-C").click();
    await expect(bar(page)).toContainText("long.py was stopped.");
    await expectShown(page, /KeyboardInterrupt:.*>>>\s*$/s);
    await expectPrompt(page);
    await expect(page.getByLabel(RUN)).toBeEnabled();
  });
  await test.step("so is one that prints nothing, by Ctrl-C", async () => {
    await pick(page, RUN, file("quiet.py", "while True:\n    pass\n"));
    await expect(bar(page)).toContainText("Running quiet.py");
    await page.keyboard.press("Control+c");
    await expect(bar(page)).toContainText("quiet.py was stopped.");
    await expectPrompt(page);
    await type(page, "1 + 1\n");
    await expectShown(page, /\n2\s*\n>>>/);
  });
  await test.step("an error is in the terminal, and the bar says so", async () => {
    await pick(page, RUN, file("wrong.py", "print('before')\n1/0\n"));
    await expect(bar(page)).toContainText("wrong.py ended with an error.");
    await expectShown(page, /before\s*\nTraceback.*ZeroDivisionError: divide by zero\s*\nⓘ Nothing can be divided by 0\.\s*\n>>>/s);
    await expectAccessible();
  });
  await test.step("a program that ends Python leaves a prompt, too", async () => {
    await pick(page, RUN, file("exit.py", "import sys\nprint('bye')\nsys.exit()\n"));
    await expect(bar(page)).toContainText("exit.py has ended.");
    await expectShown(page, /bye\s*\n>>>/);
    await expectPrompt(page);
  });
});

test("a saved file outlives a restart, and main.py runs at each", async ({ page, picture, expectAccessible }) => {
  await openPractice(page);
  await pick(page, SAVE_MAIN, file("lesson-1.py", "print('from ' + 'the file')\n"));
  await expect(bar(page)).toContainText("main.py is on the board: 28 bytes, checked. It runs at each start.");
  await expectPrompt(page);
  await pressInMenu(page, "Restart Python Ctrl-D");
  await expectShown(page, /soft reboot\s*\nfrom the file\s*\n/);
  await expectPrompt(page);

  await test.step("a large one comes whole, and tells how far it is", async () => {
    const text = Array.from({ length: 1_000 }, (_, n) => `line ${String(n).padStart(4, "0")} åäö\n`).join("");
    expect(Buffer.byteLength(text)).toBeGreaterThan(16_000);
    await pick(page, SAVE, file("data.txt", text));
    await expect(bar(page)).toContainText(/Saving data\.txt ?[\d,]+ of 17,000 bytes/);
    await expect(state(page)).toHaveText("Python is busy");
    await picture("work-saving");
    await expect(bar(page)).toContainText("data.txt is on the board: 17,000 bytes, checked.", { timeout: 60_000 });
    await pressInMenu(page, "Clear");
    await pressInMenu(page, "Reset board");
    await expectShown(page, "from the file");
    await expectPrompt(page);
    await type(page, "f = open('data.txt', 'rb'); b = f.read(); f.close(); len(b), b[-16:]\n");
    await expectShown(page, "(17000, b'ine 0999 \\xc3\\xa5\\xc3\\xa4\\xc3\\xb6\\n')");
  });
  await test.step("saving can be cancelled, and the old file is there", async () => {
    await pick(page, SAVE, file("data.txt", "x".repeat(60_000)));
    await expect(bar(page)).toContainText(/[1-9],\d\d\d of 60,000 bytes/);
    await button(page, "Cancel").click();
    await expect(bar(page)).toContainText("That was cancelled. Nothing on the board has changed.");
    await expectPrompt(page);
    await type(page, "import os; os.stat('data.txt')[6]\n");
    await expectShown(page, /\n17000\s*\n/);
  });
  await expectAccessible();
});

test("what can not be taken is told, and nothing happens", async ({ page }) => {
  await connectFlood(page);
  const refused = async (words, name, ...files) => {
    await pick(page, name, ...files);
    await expect(bar(page)).toContainText(words);
    await expect(page.getByLabel(name)).toBeEnabled();
  };
  await refused("photo.jpg is no program", RUN, file("photo.jpg", "\0\xff\0"));
  await refused("large.txt is too large for a board: 1.0 MB.", SAVE, file("large.txt", "x".repeat((1 << 20) + 1)));
  expect(await page.evaluate(() => globalThis.flood.heard.includes(1))).toBe(false);
});

test.describe("where the workbench can't be fetched", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("a picked file waits for it, can be given up meanwhile, and is told that it was not taken", async ({ page }) => {
    const workbench = "**/workbench/workbench.js";
    await page.addInitScript(() => localStorage.setItem("side", "none"));
    let fetched;
    await page.route(workbench, (route) => void (fetched = route));
    await connectFlood(page);
    await expectPrompt(page);
    const heard = () => page.evaluate(() => globalThis.flood.heard.includes(1));
    await pick(page, RUN, file("hello.py", "print(1)\n"));
    await expect(bar(page)).toContainText("Taking the file");
    await button(bar(page), "Cancel").click();
    await expect(bar(page)).toHaveText("");
    await fetched.abort();
    await page.unroute(workbench);

    await page.route(workbench, (route) => route.abort());
    await pick(page, RUN, file("hello.py", "print(1)\n"));
    await expect(bar(page)).toContainText("That could not be done. Is this computer still online?");
    expect(await heard()).toBe(false);
    await page.unroute(workbench);
    await pick(page, RUN, file("hello.py", "print(1)\n"));
    await expect(bar(page)).toContainText("Getting Python ready for hello.py");
    await expect.poll(heard).toBe(true);
  });
});

test("the line above the terminal is true at every moment", async ({ page }) => {
  await connectFlood(page);
  await expect(state(page)).toHaveText("Python is ready");
  await test.step("while something is typed", async () => {
    await type(page, "prin");
    await page.waitForTimeout(700);
    await expect(state(page)).toHaveText("Python is ready");
  });
  await test.step("while a program runs, and asks", async () => {
    await say(page, "\r\n23.5\r\n");
    await expect(state(page)).toHaveText("A program is running");
    await say(page, "What is your name? ");
    await expect(state(page)).toHaveText("Waiting for your input");
    await type(page, "Ada");
    await page.waitForTimeout(700);
    await expect(state(page)).toHaveText("Waiting for your input");
    await say(page, "\r\nHello Ada\r\n>>> ");
    await expect(state(page)).toHaveText("Python is ready");
  });
  await test.step("in a block", async () => {
    await say(page, "while True:\r\n...     ");
    await expect(state(page)).toHaveText("In a block: an empty line ends it");
    await say(page, "\r\n>>> ");
    await expect(state(page)).toHaveText("Python is ready");
  });
  await test.step("in raw mode, from where Stop leads back", async () => {
    await say(page, "\r\nraw REPL; CTRL-B to exit\r\n>");
    await expect(state(page)).toHaveText("In a special mode: Stop leads back");
    await page.evaluate(() => globalThis.flood.heard.splice(0));
    await button(page, "Stop Ctrl-C").click();
    await expect.poll(() => page.evaluate(() => globalThis.flood.heard.includes(2))).toBe(true);
    await expect(state(page)).toHaveText("Python is ready");
  });
});

test("a file that is dropped on the terminal is saved, and a folder is not", async ({ page }, testInfo) => {
  await openPractice(page);
  const path = testInfo.outputPath("dropped.py");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "print(1)\n");
  const drop = async (...files) => {
    const { x, y } = await page.locator(".xterm-screen").boundingBox();
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "dragOver"]) {
      await devtools.send("Input.dispatchDragEvent", { type, x: x + 40, y: y + 40, data });
    }
    await expect(page.getByText("Let go to save the file on the board")).toBeVisible();
    await devtools.send("Input.dispatchDragEvent", { type: "drop", x: x + 40, y: y + 40, data });
    await devtools.detach();
    await expect(page.getByText("Let go to save the file on the board")).toBeHidden();
  };
  await drop(path);
  await expect(bar(page)).toContainText("dropped.py is on the board: 9 bytes, checked.");
  await drop(dirname(path));
  await expect(bar(page)).toContainText("is a folder. Take a file out of it: one at a time.");
  await drop(path, path);
  await expect(bar(page)).toContainText("These are 2 files. Take one at a time.");
  await expectPrompt(page);
  await type(page, "import os; os.listdir()\n");
  await expectShown(page, "['boot.py', 'dropped.py']");
});

test("what the board said stays over disconnecting, and what it switched on does not", async ({ page, expectAccessible, picture }) => {
  await connectFlood(page);
  // Red letters, no cursor, a scroll region, and the cursor at the top.
  await say(page, "first lesson\r\nsecond line\r\n\x1b[31m\x1b[?25l\x1b[1;3r\x1b[H");
  await expectShown(page, "second line");
  await pressInMenu(page, "Disconnect");
  await expect(page.getByRole("heading", { name: "What the board said" })).toBeVisible();
  await expectShown(page, "first lesson");
  await expect(button(page, CONNECT)).toBeFocused();
  await expectAccessible();
  await picture("kept-terminal");
  await button(page, CONNECT).click();
  await expectPrompt(page);
  await expectShown(page, /first lesson\s*\nsecond line\s*\n(>>> *\s*\n)?── connected again ──\s*\n\s*>>>/);
  await type(page, "plain");
  await expectShown(page, />>> plain/);
  const colour = (text) =>
    page.locator(".xterm-rows span").filter({ hasText: text }).last().evaluate((it) => getComputedStyle(it).color);
  expect(await colour("plain")).toBe(await colour("first lesson"));
  await pressInMenu(page, "Clear");
  await expect(terminal(page)).not.toContainText("first lesson");
});
