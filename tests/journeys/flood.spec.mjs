// A board that prints as fast as the page takes it: the keyboard stays a person's.
import { fileURLToPath } from "node:url";
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, expectPrompt, terminal, type } from "./harness/screens.mjs";

const SERIAL = fileURLToPath(new URL("harness/flood-serial.js", import.meta.url));
const ANSWERED_WITHIN_MS = 200;
/** What may wait between the port and the screen: the terminal is read no faster than it shows. */
const BEHIND_BYTES = 256 << 10;
const MORE_MEMORY_BYTES = 16 << 20;

test("five megabytes at full tilt: Ctrl-C is sent at once, and memory stays bounded", async ({ page }) => {
  await page.addInitScript({ path: SERIAL });
  await page.goto("./");
  await button(page, CONNECT).click();
  await expectPrompt(page);
  const devtools = await page.context().newCDPSession(page);
  const memory = () => usedMemory(page, devtools);
  const before = await memory();

  await page.locator(".xterm-helper-textarea").focus();
  await type(page, "flood\n");
  let behind = 0;
  let presses = 0;
  for (;;) {
    const now = await page.evaluate(() => {
      const { given, bytes, lineBytes } = globalThis.flood;
      const lines = document.querySelector(".xterm-rows").innerText.matchAll(/line (\d+)/g);
      const shown = Math.max(0, ...[...lines].map(([, number]) => Number(number) + 1)) * lineBytes;
      return { isOver: given >= bytes, behind: given - shown };
    });
    if (now.isOver) break;
    behind = Math.max(behind, now.behind);
    await page.keyboard.press("Control+c");
    presses += 1;
  }
  await expect(terminal(page)).toContainText(">>>", { timeout: 30_000 });
  await type(page, "still here");
  await expect(terminal(page)).toContainText(">>> still here");

  const { delays, longestTask } = await page.evaluate(() => globalThis.flood);
  const after = await memory();
  const seen = { presses, worst: Math.max(...delays), longestTask, behind, before, after };
  test.info().annotations.push({ type: "measured", description: JSON.stringify(seen) });
  expect(presses, "the flood lasted long enough to type").toBeGreaterThan(5);
  expect(delays.length).toBe(presses);
  expect(Math.max(...delays)).toBeLessThan(ANSWERED_WITHIN_MS);
  expect(longestTask).toBeLessThan(ANSWERED_WITHIN_MS);
  expect(behind).toBeLessThan(BEHIND_BYTES);
  expect(after - before).toBeLessThan(MORE_MEMORY_BYTES);
});

/** The heap after a collection, what its buffers hold, and the memory of the page's own program. */
async function usedMemory(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await devtools.send("Runtime.getHeapUsage");
  const program = await page.evaluate(() =>
    globalThis.flood.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  );
  return usedSize + backingStorageSize + program;
}
