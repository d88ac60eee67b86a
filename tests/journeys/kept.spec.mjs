// What becomes of the programs and the Wi-Fi that were on a board, asked at its own prompt.
import { expect, test } from "./harness/journey.mjs";
import { installed, usedFlash } from "./harness/old-flash.mjs";
import {
  button,
  chooseImage,
  connect,
  expectPrompt,
  INSTALL,
  practise,
  terminal,
  type,
  pressInMenu,
} from "./harness/screens.mjs";

const FILES = { "boot.py": "import gc\n", "main.py": "print('hello')\n", "notes.txt": "for Tuesday\n" };
const NETWORK = "School";
const QUICK = ["--speed", "8"];

test.use({ boardOptions: QUICK });

/** Types Python at the prompt, and waits for its answer on a line of its own. */
async function ask(page, code, answer) {
  await pressInMenu(page, "Clear");
  await page.locator(".xterm-helper-textarea").focus();
  await type(page, `${code}\n`);
  await expect(terminal(page)).toContainText(new RegExp(`\n${answer}\\s*\n>>>`), { useInnerText: true });
}

const expectFiles = (page, names) =>
  ask(page, "import os; os.listdir()", `\\[${names.map((name) => `'${name}'`).join(", ")}\\]`);

const expectNetwork = (page, network) =>
  ask(page, "import network; network.WLAN(network.STA_IF).config('essid')", `'${network}'`);

async function installOver(page, choice) {
  await pressInMenu(page, "Reinstall");
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await chooseImage(page, "MicroPython 1.10", "1.10-8-g8b7039d7d");
  await page.getByText("Options", { exact: true }).click();
  await page.getByRole("combobox", { name: "Before installing", exact: true }).selectOption(choice);
  await button(page, INSTALL).click();
  await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible({ timeout: 60_000 });
  await expectPrompt(page);
}

test.describe("a board with somebody's files and Wi-Fi", () => {
  test.use({ flash: usedFlash({ files: FILES, network: NETWORK }) });

  test.beforeEach(async ({ page, servedBoard }) => {
    await connect(page, servedBoard);
    await expectPrompt(page);
    await expectFiles(page, Object.keys(FILES));
    await expectNetwork(page, NETWORK);
  });

  test("has none of them after a clean start", async ({ page }) => {
    await installOver(page, "Start clean");
    await expectFiles(page, ["boot.py"]);
    await expectNetwork(page, "");
  });

  test("has all of them after one that keeps the programs", async ({ page }) => {
    await installOver(page, "Keep my programs");
    await expectFiles(page, Object.keys(FILES));
    await expectNetwork(page, NETWORK);
  });

  test("has none of them after everything was erased", async ({ page }) => {
    await installOver(page, "Erase everything (slower)");
    await expectFiles(page, ["boot.py"]);
    await expectNetwork(page, "");
  });
});

test.describe("a board with other firmware, where this build keeps its files", () => {
  test.use({
    flash: Buffer.concat([installed("micropython-1.9.3.bin"), Buffer.alloc(0x200000, 0x33)]),
    // Beyond what a clean start looks at.
    boardOptions: [...QUICK, "--user-start", "200000"],
  });

  test("is erased and installed again by itself, when a clean start was not enough", async ({
    page,
    servedBoard,
  }) => {
    test.setTimeout(120_000);
    await connect(page, servedBoard);
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await button(page, INSTALL).click();
    await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible({ timeout: 90_000 });
    await expectPrompt(page);
    await expect(terminal(page)).toContainText("appears to");
    await expect(terminal(page)).toContainText("Performing initial setup");
    await expectFiles(page, ["boot.py"]);
    const before = await page.evaluate(() => globalThis.servedBoard.flash(0x1ff000, 4096));
    expect(before.every((byte) => byte === 0xff), "everything was erased").toBe(true);
  });
});

test("the practice board keeps and forgets files as a real one does", async ({ page }) => {
  test.setTimeout(180_000);
  await practise(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  await ask(page, "f = open('notes.txt', 'w'); f.write('for Tuesday'); f.close()", "11");
  await expectFiles(page, ["boot.py", "notes.txt"]);
  await installOver(page, "Keep my programs");
  await expectFiles(page, ["boot.py", "notes.txt"]);
  await installOver(page, "Start clean");
  await expectFiles(page, ["boot.py"]);
});
