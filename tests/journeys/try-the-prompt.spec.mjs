// The practice board as it is opened by those who only want to type Python: at its prompt.
import { expect, test } from "./harness/journey.mjs";
import { button, DEMO, expectPrompt, INSTALL, pressInMenu, terminal, TRY, type } from "./harness/screens.mjs";

/** The aim is 2 seconds; the machine of a test may be busy. */
const PROMPT_WITHIN_MS = 5_000;

test("a click leads to a prompt, with nothing to install", async ({ page }) => {
  await page.goto("./");
  await button(page, TRY).click();
  const clicked = Date.now();
  await expect(terminal(page)).toContainText(">>>");
  expect(Date.now() - clicked).toBeLessThan(PROMPT_WITHIN_MS);
  await expectPrompt(page);
  await expect(terminal(page)).toContainText("MicroPython v1.27.0");
  await type(page, "1+1\n");
  await expect(terminal(page)).toContainText(/\n2\s*\n/, { useInnerText: true });
});

test("the two doors lead to two boards, each with its own files", async ({ page }) => {
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await type(page, "open('mine.txt', 'w').close()\n");
  await pressInMenu(page, "Disconnect");
  await button(page, DEMO).click();
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, "Disconnect").click();
  await button(page, TRY).click();
  await expectPrompt(page);
  await type(page, "import os; os.listdir()\n");
  await expect(terminal(page)).toContainText("'mine.txt'");
});
