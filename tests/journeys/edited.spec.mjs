// A line that is longer than a row, and edited all the same: Python's own editing, on any width.
import { expect, test } from "./harness/journey.mjs";
import { button, expectPrompt, INSTALL, practise, terminal } from "./harness/screens.mjs";

/** What is written from the last prompt on, without the ends of the rows. */
const line = async (page) => {
  const rows = await terminal(page).evaluate((it) => [...it.children].map((row) => row.textContent));
  return rows.join("").split(">>>").at(-1).replaceAll("\u00a0", " ").trim();
};
const expectLine = (page, text) => expect.poll(() => line(page)).toBe(text);

for (const [width, height] of [[320, 640], [1366, 768]]) {
  test(`a line that wraps is edited as it is shown, at ${width} by ${height}`, async ({ page, picture }) => {
    await page.setViewportSize({ width, height });
    await practise(page);
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await button(page, INSTALL).click();
    await expectPrompt(page, 60_000);
    await page.locator(".xterm-helper-textarea").focus();
    const long = Array.from({ length: 60 }, (_, n) => `+${n}`).join("");

    await page.keyboard.type(`x = 0${long}`);
    await expectLine(page, `x = 0${long}`);
    await test.step("at its begin", async () => {
      await page.keyboard.press("Home");
      await page.keyboard.type("yy");
      await expectLine(page, `yyx = 0${long}`);
      await page.keyboard.press("Delete");
      await expectLine(page, `yy = 0${long}`);
    });
    await test.step("at its end, and in the middle", async () => {
      await page.keyboard.press("End");
      for (let n = 0; n < 100; n += 1) await page.keyboard.press("ArrowLeft");
      for (let n = 0; n < 10; n += 1) await page.keyboard.press("Backspace");
      const all = `yy = 0${long}`;
      await expectLine(page, all.slice(0, -110) + all.slice(-100));
      await picture(`edited-line-${width}`);
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await expect(terminal(page)).toContainText(/>>>\s*$/);
    });
    await test.step("and so is one that is called back", async () => {
      await page.keyboard.type("1");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
      await expectLine(page, "");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Backspace");
      const all = `yy = 0${long}`;
      await expectLine(page, (all.slice(0, -110) + all.slice(-100)).slice(0, -1));
    });
  });
}
