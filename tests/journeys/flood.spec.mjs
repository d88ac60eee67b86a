// A board that prints as fast as the page takes it: the keyboard stays a person's.
import { connectFlood, takeWorstDelay, usedMemory } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { terminal, type } from "./harness/screens.mjs";

const FLOOD_BYTES = 5 << 20;
const ANSWERED_WITHIN_MS = 200;
/** A Ctrl-C is typed whenever so much more has come. */
const EVERY_BYTES = 128 << 10;
const PRESSES_BEFORE = 40;
/** Of the processor's time: other programs' turns do not count. */
const LONGEST_TASK_MS = 100;
/** What may wait between the port and the screen: the terminal is read no faster than it shows. */
const BEHIND_BYTES = 256 << 10;
const MORE_MEMORY_BYTES = 16 << 20;

// Its pictures of the page would be most of the page's work.
test.use({ trace: "off" });

test("five megabytes at full tilt: Ctrl-C is sent at once, and memory stays bounded", async ({
  page,
  browser,
}) => {
  await connectFlood(page);
  const before = await usedMemory(page);

  // What the computer takes by itself, with whatever else it has to do.
  for (let press = 0; press < PRESSES_BEFORE; press++) await page.keyboard.press("Control+c");
  const ordinary = await takeWorstDelay(page, PRESSES_BEFORE);

  await browser.startTracing(page, { categories: ["toplevel"] });
  await type(page, "flood\n");
  let behind = 0;
  let presses = 0;
  for (let from = 0; ; ) {
    await page.waitForFunction((bytes) => globalThis.flood.given >= bytes, from + EVERY_BYTES);
    const now = await page.evaluate(() => {
      const { given, bytes, lineBytes } = globalThis.flood;
      const lines = document.querySelector(".xterm-rows").innerText.matchAll(/line (\d+)/g);
      const shown = Math.max(0, ...[...lines].map(([, number]) => Number(number) + 1)) * lineBytes;
      return { given, isOver: given >= bytes, behind: given - shown };
    });
    if (now.isOver) break;
    from = Math.min(now.given, FLOOD_BYTES - EVERY_BYTES);
    behind = Math.max(behind, now.behind);
    await page.keyboard.press("Control+c");
    presses += 1;
  }
  await expect(terminal(page)).toContainText(">>>", { timeout: 30_000 });
  const longestTask = longestOf(await browser.stopTracing());
  const worst = await takeWorstDelay(page, presses);
  await type(page, "still here");
  await expect(terminal(page)).toContainText(">>> still here");

  const after = await usedMemory(page);
  const seen = { presses, ordinary, worst, longestTask, behind, before, after };
  test.info().annotations.push({ type: "measured", description: JSON.stringify(seen) });
  expect(presses, "the flood lasted long enough to type").toBeGreaterThan(5);
  expect(worst - ordinary).toBeLessThan(ANSWERED_WITHIN_MS);
  expect(longestTask).toBeLessThan(LONGEST_TASK_MS);
  expect(behind).toBeLessThan(BEHIND_BYTES);
  expect(after - before).toBeLessThan(MORE_MEMORY_BYTES);
});

/** The longest task of any page, in milliseconds of its thread's own time. */
function longestOf(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const pages = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOfPage = ({ pid, tid }) => pages.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = traceEvents.filter((event) => event.tdur !== undefined && isOfPage(event));
  expect(tasks.length, "tasks with their thread's time").toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1e3;
}
