// Somebody who was never here before, without help: from the first look at the page to a light that blinks by itself.
import { expect, test } from "./harness/journey.mjs";
import { button, pressInMenu, terminal, TRY } from "./harness/screens.mjs";

const WITHIN_MS = 120_000;

const side = (page) => page.locator(".pane.side");
const state = (page) => page.locator(".state");
const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });
// In a narrow window the keys are not written beside them.
const run = (page) => page.getByRole("button", { name: /^Run( F5)?$/ });
const stop = (page) => page.getByRole("button", { name: /^Stop( Ctrl-C)?$/ });
const expectShown = (page, text) => expect(terminal(page)).toContainText(text, { useInnerText: true });

/** The light of the board goes on, and off, and on. */
async function expectBlinking(page) {
  for (const name of ["on", "off", "on"]) {
    await expect(page.getByRole("img", { name: `The blue light is ${name}` })).toHaveCount(1);
  }
}

for (const [width, height] of [[1366, 768], [320, 640]]) {
  test(`blink runs by itself at ${width} by ${height} within two minutes`, async ({ page, picture }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    const isSmall = width < 640;
    let count = 0;
    const look = async () => picture(`newcomer-${width}-${String((count += 1)).padStart(2, "0")}`);
    const toLesson = async () => {
      if (isSmall) await button(page, "Lesson").click();
      await expect(side(page)).toBeVisible({ timeout: 15_000 });
    };
    const begun = Date.now();

    await page.goto("./");
    await look();
    await button(page, TRY).click();
    await expectShown(page, />>>/);
    await expect(state(page)).toHaveText(/is ready$/, { timeout: 20_000 });
    await look();
    await toLesson();
    await expect(side(page)).toContainText("Talk to it");
    await look();
    await button(page, "Insert at the prompt").first().click();
    await look();
    await page.keyboard.press("Enter");
    await expectShown(page, /\nHello\s+>>>/);
    await expect(page.locator(".xterm-helper-textarea")).toBeFocused();
    await toLesson();
    await button(page, "Next").click();
    await look();
    for (const n of [0, 1, 2]) {
      await expect(button(page, "Insert at the prompt").nth(n)).toBeEnabled();
      await button(page, "Insert at the prompt").nth(n).click();
      await page.keyboard.press("Enter");
      await toLesson();
    }
    await expect(page.getByRole("img", { name: "The blue light is on" })).toBeVisible();
    await look();
    await button(page, "Next").click();
    await look();
    await button(page, "Insert into the program").click();
    await expect(page.locator(".cm-content")).toContainText("range(10)", { timeout: 15_000 });
    await look();
    await expect(run(page)).toBeVisible();
    await run(page).click();
    await expectBlinking(page);
    await look();
    await expect(state(page)).toHaveText(/is ready$/, { timeout: 20_000 });
    await toLesson();
    await button(page, "Next").click();
    await button(page, "Insert into the program").click();
    await expect(page.locator(".cm-content")).toContainText("while True");
    await look();
    await run(page).click();
    await expect(state(page)).toHaveText("A program is running");
    await expectBlinking(page);
    await stop(page).click();
    await expect(state(page)).toHaveText(/is ready$/);
    await toLesson();
    await button(page, "Next").click();
    await button(page, "Next").click();
    await expect(side(page)).toContainText("Keep it");
    await look();
    await button(page, "Save to board").first().click();
    await look();
    await page.getByLabel("Name on the board").press("Enter");
    await expect(bar(page)).toContainText("main.py is on the board");
    await look();
    await pressInMenu(page, "Restart Python Ctrl-D");
    await expect(state(page)).toHaveText("A program is running", { timeout: 20_000 });
    await expectBlinking(page);
    await look();
    const took = Date.now() - begun;
    test.info().annotations.push({ type: "measured", description: `${Math.round(took / 1_000)} s` });
    expect(took).toBeLessThan(WITHIN_MS);
  });
}
