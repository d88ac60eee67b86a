// Files that an installation would lose: read, kept in the browser, and put back on the new version by one press; also
// where the cable was pulled and the page closed in between. The board runs a real MicroPython.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, CONNECT, connect, expectPrompt, pressInMenu, terminal, type } from "./harness/screens.mjs";
import { stock } from "./harness/versions.mjs";

const python = process.env.BOARDWALK_MICROPYTHON;
test.skip(!python, "the interpreter behind the board runs on Linux only");
test.use({
  flash: installed("micropython-1.10.0.bin"),
  boardOptions: ["--program", "python", "--python", python],
});
test.setTimeout(240_000);

const KEEP = "Save my files, install, put them back";
const FILES = { "main.py": "print('the lamp')\n", "notes.txt": "for Tuesday\n", "lib/lamp.py": "pin = 2\n" };
const kept = (page) => page.getByRole("group", { name: "Your files, while MicroPython is installed" });

/** Types Python at the prompt, and waits for its answer on a line of its own. */
async function ask(page, code, answer) {
  await pressInMenu(page, "Clear");
  await page.locator(".xterm-helper-textarea").focus();
  await type(page, `${code}\n`);
  await expect(terminal(page)).toContainText(new RegExp(`\n${answer}\\s*\n>>>`), { useInnerText: true });
}

/** A board with somebody's files, where what is offered can't read them. */
async function used(page, servedBoard) {
  await stock(page);
  await connect(page, servedBoard);
  await expectPrompt(page);
  await ask(page, "import os; os.mkdir('lib'); print('made')", "made");
  for (const [name, content] of Object.entries(FILES)) {
    await ask(page, `f = open('${name}', 'w'); f.write(${JSON.stringify(content)}); f.close()`, content.length);
  }
  await pressInMenu(page, "Reinstall");
  await expect(button(page, KEEP)).toBeEnabled({ timeout: 15_000 });
}

async function expectFiles(page) {
  await ask(page, "import os; print(sorted(os.listdir()))", "\\['boot\\.py', 'lib', 'main\\.py', 'notes\\.txt'\\]");
  for (const [name, content] of Object.entries(FILES)) {
    await ask(page, `print(open('${name}').read() == ${JSON.stringify(content)})`, "True");
  }
}

test("are on the board again after one press", async ({ page, servedBoard, picture, expectAccessible }) => {
  await used(page, servedBoard);
  await expectAccessible();
  await picture("keep-offer");
  await button(page, KEEP).click();
  await expect(kept(page)).toContainText("Step 1 of 3", { timeout: 20_000 });
  await expect(kept(page)).toContainText("Step 2 of 3", { timeout: 60_000 });
  await picture("keep-installing");
  await expect(kept(page)).toContainText("Step 3 of 3", { timeout: 90_000 });
  await picture("keep-putting");
  await expect(kept(page)).toContainText("All your 4 files are on the board again, checked.", { timeout: 90_000 });
  await expectAccessible();
  await picture("keep-back");
  await expect(page.locator("p.state")).toHaveText("MicroPython 1.20 is ready");
  await expectFiles(page);
  const isForgotten = () => page.evaluate(() => localStorage.getItem("kept-files") === null);
  expect(await isForgotten(), "what is on the board is kept no more").toBe(true);
});

test("are given up before the installation, and the board is as it was", async ({ page, servedBoard }) => {
  await used(page, servedBoard);
  await button(page, KEEP).click();
  await kept(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(kept(page)).toContainText("nothing on the board was changed");
  await expectPrompt(page);
  await expectFiles(page);
});

test("wait in the browser when the cable is pulled and the page is closed, and are put back then", async ({
  page,
  servedBoard,
  picture,
  expectAccessible,
}) => {
  await used(page, servedBoard);
  await button(page, KEEP).click();
  await expect(kept(page)).toContainText("Step 2 of 3", { timeout: 60_000 });
  await expect(page.locator("progress")).toHaveAttribute("value", /^[3-7]\d$/, { timeout: 30_000 });
  await page.evaluate(() => globalThis.servedBoard.unplug());
  await expect(kept(page)).toContainText("Connect the board to put them back.");
  await expectAccessible();
  await picture("keep-unplugged");

  await page.evaluate(() => globalThis.servedBoard.plug());
  await page.reload();
  await expect(kept(page)).toContainText("4 files of a board are kept in this browser");
  await picture("keep-next-visit");
  const coming = page.waitForEvent("download");
  await kept(page).getByRole("button", { name: "Save as a zip", exact: true }).click();
  const zip = readFileSync(await (await coming).path());
  for (const name of Object.keys(FILES)) expect(zip.includes(name)).toBe(true);

  await button(page, CONNECT).click();
  // Half of the new firmware is where the old one is the same, so this board starts: without anybody's files.
  await expectPrompt(page);
  await ask(page, "import os; print(os.listdir())", "\\['boot\\.py'\\]");
  await picture("keep-put-back");
  await kept(page).getByRole("button", { name: "Put your 4 files back", exact: true }).click();
  await expect(kept(page)).toContainText("All your 4 files are on the board again, checked.", { timeout: 90_000 });
  await expectFiles(page);
});
