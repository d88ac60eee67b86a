// A program is written, run, stopped, mended, saved and seen to run at the start; and nothing of it is lost.
import { expect, test } from "./harness/journey.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY } from "./harness/screens.mjs";

const state = (page) => page.locator(".state");
const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });
const board = (page) => page.getByRole("region", { name: "Board" });
const editor = (page) => page.locator(".cm-content");
const head = (page) => page.locator(".pane.program h2");
const expectShown = (page, text) => expect(terminal(page)).toContainText(text, { useInnerText: true });

async function openPrompt(page, address = "./") {
  await page.goto(address);
  await button(page, TRY).click();
  await expectPrompt(page);
}

async function openProgram(page) {
  await openPrompt(page);
  await button(board(page), "New program").click();
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
}

test("a program is written, run, mended where it went wrong, saved, and runs at the start", async ({
  page,
  expectAccessible,
  picture,
}) => {
  await openProgram(page);
  await page.keyboard.type("for n in range(3):\nprint('line', n)");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("prind('end')\n");
  await page.keyboard.press("F5");
  await expectShown(page, /line 0\s+line 1\s+line 2\s+Traceback.*NameError: name 'prind'.*“prind”/s);
  await expect(page.locator(".cm-content .cm-line").nth(2)).toHaveClass(/mark/i);
  await expectAccessible();
  await picture("program-mistake");

  await test.step("what is changed has no mark any more", async () => {
    await editor(page).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("print('mended')\n");
    await expect(page.locator(".cm-content [class*=mark]")).toHaveCount(0);
    await button(page, "Run F5").click();
    await expectShown(page, /mended\s+>>>\s*$/);
    await expect(state(page)).toHaveText(/is ready$/);
  });
  await test.step("it asks for a name once", async () => {
    await button(page, "Save to board").first().click();
    const name = page.getByLabel("Name on the board");
    await expect(name).toHaveValue("main.py");
    await expect(name).toBeFocused();
    await picture("program-name");
    await page.keyboard.press("Enter");
    await expect(bar(page)).toContainText("main.py is on the board: 16 bytes, checked.");
    await expect(head(page)).toHaveText("main.py");
  });
  await test.step("and runs at each start", async () => {
    await pressInMenu(page, "Restart Python Ctrl-D");
    await expectShown(page, /soft reboot\s+mended/);
    await expectPrompt(page);
  });
});

test("a program that does not end is stopped in the place where it was run", async ({ page, picture }) => {
  await openProgram(page);
  await page.keyboard.type("import time\nn = 0\nwhile True:\nn += 1\nprint('turn', n)\ntime.sleep(0.05)");
  await page.keyboard.press("Control+Enter");
  await expect(state(page)).toHaveText("A program is running");
  await expectShown(page, /turn 9/);
  await picture("program-running");
  await button(page, "Stop Ctrl-C").click();
  await expect(state(page)).toHaveText(/is ready$/);
  await expectShown(page, /KeyboardInterrupt/);
  await expect(page.locator(".cm-content [class*=mark]")).toHaveCount(0);
  await expect(button(page, "Run F5")).toBeVisible();
});

test("what is not saved outlives a reload, and the board", async ({ page }) => {
  await openProgram(page);
  await page.keyboard.type("precious = 1");
  await expect(head(page)).toContainText("not on the board yet");
  await pressInMenu(page, "Disconnect");
  await page.reload();
  await button(page, TRY).click();
  await expectPrompt(page);
  await button(board(page), "New program").click();
  await expect(editor(page)).toHaveText("precious = 1");
});

test("a program that the address brings is shown, is never run by itself, and takes the place of nobody’s", async ({ page }) => {
  const address = (text) => `./?code=${Buffer.from(text).toString("base64url")}`;
  await openPrompt(page, address("print('linked ü')"));
  await expect(editor(page)).toHaveText("print('linked ü')", { timeout: 15_000 });
  await expect(terminal(page)).not.toContainText("linked");
  await editor(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("mine = 1");
  await expect(head(page)).toContainText("not on the board yet");

  await openPrompt(page, address("other = 2"));
  await expect(page.getByText("The page’s address brings a program. Yours is not on the board yet")).toBeVisible({ timeout: 15_000 });
  await expect(editor(page)).toHaveText("mine = 1");
  await button(page, "Show the other one instead").click();
  await expect(editor(page)).toHaveText("other = 2");

  await page.evaluate(() => localStorage.removeItem("program"));
  await openPrompt(page, "./?code=__79");
  await expect(page.getByText("brings a program that can’t be read")).toBeVisible({ timeout: 15_000 });
});

test("another program takes the place of one that is not saved, which comes back also after a reload", async ({ page }) => {
  await openProgram(page);
  await page.keyboard.type("precious = 1");
  await page.locator(".pane.program").getByRole("button", { name: "New", exact: true }).click();
  await expect(page.getByText("Your program before this one is not on the board.")).toBeVisible();
  await expect(editor(page)).toHaveText("");
  await openPrompt(page);
  await button(board(page), "New program").click();
  await button(page, "Bring it back").click();
  await expect(editor(page)).toHaveText("precious = 1", { timeout: 15_000 });
});

test("everything is done by keyboard alone", async ({ page }) => {
  await openProgram(page);
  await page.keyboard.type("print(6 * 7)");
  await page.keyboard.press("Control+Enter");
  await expectShown(page, /42\s+>>>/);
  const divider = page.getByRole("separator");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(divider).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator(".xterm-helper-textarea")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await expect(divider).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(editor(page)).toBeFocused();
});

test.describe("where the workbench can't be fetched", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("that is told, the prompt works, and it is fetched when it is wanted again", async ({ page }) => {
    await page.route("**/workbench/workbench.js", (route) => route.abort());
    await openPrompt(page);
    const told = page.getByText("What stands beside the prompt could not be fetched.");
    await expect(told).toBeVisible();
    await expect(page.locator(".pane.side")).toBeHidden();
    await page.locator(".xterm-helper-textarea").focus();
    await page.keyboard.type("6 * 7\n");
    await expectShown(page, /42\s+>>>/);
    await page.unroute("**/workbench/workbench.js");
    await button(page, "Lesson").click();
    await expect(page.locator(".pane.side")).toContainText("1 of 6", { timeout: 15_000 });
    await expect(told).toBeHidden();
  });
});

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  test(`the panes at ${width} by ${height}`, async ({ page, expectAccessible, picture }) => {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await openProgram(page);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("from machine import Pin, Signal\nled = Signal(2, Pin.OUT, invert=True)\nled.on()\n");
      await page.keyboard.press("F5");
      await expect(bar(page)).toContainText("has ended");
      await expectAccessible();
      await picture(`panes-program-${width}-${colorScheme}`);
      for (const name of width > 640 ? ["Files", "Lesson"] : ["Files", "Lesson", "Prompt"]) {
        await button(page, name).click();
        await page.waitForTimeout(500);
        await expectAccessible();
        await picture(`panes-${name}-${width}-${colorScheme}`.toLowerCase());
      }
    }
  });
}
