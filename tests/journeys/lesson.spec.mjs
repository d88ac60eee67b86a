// The lesson beside the prompt, as a pupil goes through it: from the first card to the last, on the practice board.
import { expect, test } from "./harness/journey.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY } from "./harness/screens.mjs";

const side = (page) => page.locator(".pane.side");
const card = (page) => page.locator("#lesson-card");
const editor = (page) => page.locator(".cm-content");
const state = (page) => page.locator(".state");
const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });
const expectShown = (page, text) => expect(terminal(page)).toContainText(text, { useInnerText: true });

async function openLesson(page, address = "./") {
  await page.goto(address);
  await button(page, TRY).click();
  await expectPrompt(page);
  await expect(side(page)).toBeVisible();
}

const expectCard = (page, heading) => expect(card(page).getByRole("heading")).toHaveText(heading);

/** Goes on to the next card, which gets the keyboard. */
async function next(page, heading) {
  await button(page, "Next").click();
  await expectCard(page, heading);
  await expect(card(page)).toBeFocused();
}

/** Presses the n-th *Insert* of the card, sees the line at the prompt, and presses Enter. */
async function insertLine(page, n, line) {
  await button(page, "Insert at the prompt").nth(n).click();
  await expectShown(page, new RegExp(`>>>\\s${line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`));
  await page.keyboard.press("Enter");
  await expectShown(page, />>>\s*$/);
  // Whether that is a prompt, shows in the silence behind it: until then, nothing can be inserted.
  await page.waitForTimeout(600);
  await expect(state(page)).toHaveText(/is ready$/);
}

const insertProgram = (page) => button(page, "Insert into the program").click();

test("the first steps, from the first card to the last", async ({ page, expectAccessible }) => {
  test.setTimeout(120_000);
  await openLesson(page);
  await test.step("talk to it", async () => {
    await expectCard(page, "Talk to it");
    await expect(side(page)).toContainText("1 of 6");
    await expectAccessible();
    await insertLine(page, 0, 'print("Hello")');
    await expectShown(page, /print\("Hello"\)\s+Hello\s+>>>/);
    await insertLine(page, 1, "2 + 3");
    await expectShown(page, /2 \+ 3\s+5\s+>>>/);
  });
  await test.step("the light", async () => {
    await next(page, "Meet the light");
    await insertLine(page, 0, "from machine import Pin, Signal");
    await insertLine(page, 1, "led = Signal(2, Pin.OUT, invert=True)");
    await insertLine(page, 2, "led.on()");
    await expect(terminal(page)).not.toContainText("Error");
  });
  await test.step("what to do if it did not work", async () => {
    await button(page, "It didn’t").click();
    await expect(page.locator("#lesson-fold")).toBeFocused();
    await expectAccessible();
  });
  await test.step("blink", async () => {
    await next(page, "Make it blink");
    await expect(page.locator("#lesson-fold")).toHaveCount(0);
    await insertProgram(page);
    await expect(editor(page)).toContainText("for i in range(10):", { timeout: 15_000 });
    await button(page, "Run F5").click();
    await expect(bar(page)).toContainText("has ended", { timeout: 20_000 });
  });
  await test.step("stop it", async () => {
    await next(page, "Stop it");
    // The program is the lesson's own: nobody is asked.
    await insertProgram(page);
    await expect(editor(page)).toContainText("while True:");
    await expect(editor(page)).not.toContainText("range");
    await button(page, "Run F5").click();
    await expect(state(page)).toHaveText("A program is running");
    await button(page, "Stop Ctrl-C").click();
    await expectShown(page, /KeyboardInterrupt/);
    await expect(state(page)).toHaveText(/is ready$/);
  });
  await test.step("a mistake on purpose", async () => {
    await next(page, "Make a mistake on purpose");
    await insertLine(page, 0, "led.onn()");
    await expectShown(page, /AttributeError: 'Signal' object has no attribute 'onn'/);
  });
  await test.step("keep it", async () => {
    await next(page, "Keep it");
    await button(page, "Save to board").first().click();
    await page.getByLabel("Name on the board").press("Enter");
    await expect(bar(page)).toContainText("main.py is on the board");
    await pressInMenu(page, "Restart Python Ctrl-D");
    await expect(state(page)).toHaveText("A program is running", { timeout: 20_000 });
    await button(page, "Stop Ctrl-C").click();
    await expect(state(page)).toHaveText(/is ready$/);
  });
  await test.step("the end", async () => {
    await button(page, "Finish").click();
    await expect(side(page)).toBeHidden();
  });
});

test("a program of one’s own is replaced only if one says so", async ({ page, expectAccessible, picture }) => {
  await openLesson(page);
  await button(page, "Next").click();
  await button(page, "Next").click();
  await button(page, "New program").click();
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
  await page.keyboard.type("mine = 1");
  await insertProgram(page);
  await expect(page.locator("#lesson-question")).toBeFocused();
  await expect(editor(page)).toHaveText("mine = 1");
  await expectAccessible();
  await picture("lesson-question");
  await button(page, "Add this at its end").click();
  await expect(editor(page)).toContainText("mine = 1");
  await expect(editor(page)).toContainText("range(10)");
  await insertProgram(page);
  await button(page, "Replace it").click();
  await expect(editor(page)).not.toContainText("mine");
});

test("the next visit goes on where this one ended", async ({ page }) => {
  await openLesson(page);
  await next(page, "Meet the light");
  await page.reload();
  await button(page, TRY).click();
  await expectPrompt(page);
  await expectCard(page, "Meet the light");
});

test("a lesson that is not there is told, and those that are there can be chosen", async ({ page, expectAccessible }) => {
  await openLesson(page, "./?lesson=frist-steps");
  await expect(side(page)).toContainText("There is no lesson “frist-steps”.");
  await expectAccessible();
  await button(page, "First steps").click();
  await expectCard(page, "Talk to it");
});

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  test(`the lesson at ${width} by ${height}`, async ({ page, expectAccessible, picture }) => {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto("./");
      await button(page, TRY).click();
      await expect(terminal(page)).toContainText(">>>", { timeout: 20_000 });
      if (!(await side(page).isVisible())) await button(page, "Lesson").click();
      await expectCard(page, /./);
      await button(page, "It didn’t").click();
      await expectAccessible();
      await picture(`lesson-${width}-${colorScheme}`);
      await button(page, "Next").click();
      await button(page, "Next").click();
      await picture(`lesson-program-${width}-${colorScheme}`);
      await page.evaluate(() => localStorage.removeItem("lesson"));
    }
  });
}
