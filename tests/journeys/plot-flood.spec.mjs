// A flood of numbers that are drawn: the page stays quick, and Stop is obeyed.
import { BYTES_A_SECOND, connectFlood, pour, pressWhileItPours, takeWorstDelay, usedMemory } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, pressInMenu, terminal, type } from "./harness/screens.mjs";

const STOPPED_WITHIN_MS = 500;
const MORE_MEMORY_BYTES = 16 << 20;

// Its pictures of the page would be most of the page's work.
test.use({ trace: "off" });

const panel = (page) => page.locator(".plot");
const row = (page, name) => panel(page).getByRole("row", { name });
const state = (page) => page.locator(".state");

async function openPlot(page) {
  await pressInMenu(page, "Plot numbers");
  await expect(panel(page)).toContainText("Nothing to draw yet.", { timeout: 15_000 });
  await page.locator(".xterm-helper-textarea").focus();
}

test("at full tilt: Ctrl-C is sent at once, and memory stays bounded", async ({ page }) => {
  await connectFlood(page);
  await openPlot(page);
  const before = await usedMemory(page);
  await pour(page, "1 2 -3.25\r\n", 2 << 20);
  const presses = await pressWhileItPours(page);
  const worst = await takeWorstDelay(page, presses);
  await expect(row(page, "Value 3")).toContainText("-3.25");
  await expect(terminal(page)).toContainText(/>>>\s*$/, { timeout: 30_000 });
  const after = await usedMemory(page);
  const seen = { presses, worst, before, after };
  test.info().annotations.push({ type: "measured", description: JSON.stringify(seen) });
  expect(worst).toBeLessThan(STOPPED_WITHIN_MS);
  expect(after - before).toBeLessThan(MORE_MEMORY_BYTES);
});

test("of nearly four thousand lines a second ends within half a second of Stop, on the screen", async ({ page }) => {
  await connectFlood(page);
  await openPlot(page);
  await pour(page, "1\r\n", 2 << 20, { bytesASecond: BYTES_A_SECOND, isInterrupted: true });
  await expect(row(page, "Value 1")).toBeVisible();
  await page.waitForTimeout(3_000);
  await page.evaluate(() => {
    const shown = document.querySelector(".xterm-rows");
    addEventListener("click", ({ timeStamp }) => (globalThis.clickedAt = timeStamp), { capture: true, once: true });
    new MutationObserver(() => {
      if (/KeyboardInterrupt/.test(shown.textContent)) globalThis.interruptedAt ??= performance.now();
    }).observe(shown, { childList: true, characterData: true, subtree: true });
  });
  await button(page, "Stop Ctrl-C").click();
  await expect(state(page)).toHaveText(/is ready$/);
  await page.waitForFunction(() => globalThis.interruptedAt);
  const took = await page.evaluate(() => globalThis.interruptedAt - globalThis.clickedAt);
  test.info().annotations.push({ type: "measured", description: `stopped in ${Math.round(took)} ms` });
  expect(took).toBeLessThan(STOPPED_WITHIN_MS);
});
