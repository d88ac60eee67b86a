// A board that prints as fast as the page takes it, whatever it prints: the keyboard stays a person's.
import { connectFlood, pour, pressWhileItPours, takeWorstDelay, usedMemory } from "./harness/flood.mjs";
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
/** For whatever a board can think of. */
const ALWAYS_ANSWERED_WITHIN_MS = 500;

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

/** The same with each run: a linear congruential generator. */
function noise(bytes) {
  let state = 20_261_127;
  return Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >> 16 & 0xff;
  });
}

/** Junk, with all in it that a board's boot log at the wrong speed does to a terminal by chance. */
const COMMANDS = ["\x07", "\x1b[2J", "\x1bc", "\x0e", "\x1b(0", "\x1b[8m", "\x1b[?25l", "\x1b[3;4r", "\x1b]0;"];
const spoiltNoise = Array.from({ length: 64 }, (_, n) => [
  ...noise(1_024).slice(n),
  ...Buffer.from(COMMANDS[n % COMMANDS.length]),
]).flat();

// Two megabytes: three minutes of a board at 115200 baud.
const endless = [
  ["one line without an end", "x", 2 << 20],
  ["one line of wide letters without an end", "漢", 1 << 20],
  ["progress that returns to the line's start", "\r 42 % ", 2 << 20],
  ["a thing that turns in one place", "|\b/\b-\b\\\b", 2 << 20],
  ["NULs", "\0", 4 << 20],
  ["bells", "\x07", 4 << 20],
  ["no UTF-8", [0xff, 0xc3, 0x28, 0xe2, 0x82], 2 << 20],
  ["noise", spoiltNoise, 2 << 20],
  ["marks that pile up on one letter", "\u0301", 2 << 20],
  ["a title that never ends", "x", 2 << 20, "\x1b]0;"],
  ["a number that never ends", "1", 2 << 20, "\x1b["],
];

for (const [what, unit, bytes, first] of endless) {
  test(`${what}, at full tilt: Ctrl-C is sent at once, and a plain prompt follows`, async ({ page }) => {
    await connectFlood(page);
    const before = await usedMemory(page);
    await pour(page, unit, bytes, { first });
    const presses = await pressWhileItPours(page);
    const worst = await takeWorstDelay(page, presses);
    await expectPlainPrompt(page);
    const after = await usedMemory(page);
    const seen = { presses, worst, before, after };
    test.info().annotations.push({ type: "measured", description: JSON.stringify(seen) });
    expect(worst).toBeLessThan(ALWAYS_ANSWERED_WITHIN_MS);
    expect(after - before).toBeLessThan(MORE_MEMORY_BYTES);
  });
}

/** What costs a terminal most for its length; the counts are as large as they get. */
const costly = [
  ..."STLMIZ@PX".split("").map((last) => `\x1b[2147483647${last}`),
  ..."STLM".split("").map((last) => `\x1b[1000${last}`),
  ..."STLM".split("").map((last) => `\x1b[H\x1b[99${last}`),
  "a\x1b[99999999b",
  "漢\x1b[2147483647b",
  "\x1b[2;9r\x1b[99S",
  "\x1b[2J",
  "\x1b[3J",
  "\x1bc",
  "\x1bM",
  "\x1b[?1049h\x1b[?1049l",
  "\x1b[1;2;3;38;2;1;2;3;48;2;3;2;1mX",
  `a${"\u0301".repeat(2_000)}`,
  ">>> ",
];

test("64 kB of what costs a terminal most: Ctrl-C is sent within half a second", async ({ page }) => {
  await connectFlood(page);
  const seen = {};
  for (const unit of costly) {
    await test.step(JSON.stringify(unit).slice(0, 40), async () => {
      await pour(page, unit, 64 << 10);
      let presses = await pressWhileItPours(page);
      // Handed over is not shown: more than this does not wait.
      for (; presses < 8; presses++) await page.keyboard.press("Control+c");
      const worst = await takeWorstDelay(page, presses);
      seen[unit.slice(0, 20)] = Math.round(worst);
      expect(worst).toBeLessThan(ALWAYS_ANSWERED_WITHIN_MS);
      await expectPlainPrompt(page);
    });
  }
  test.info().annotations.push({ type: "measured", description: JSON.stringify(seen) });
});

/** A new prompt shows the letters as they are typed, in the terminal's own colour. */
async function expectPlainPrompt(page) {
  const letters = `lqk${Math.random().toString(36).slice(2)}`;
  await type(page, "\n");
  await type(page, letters);
  await expect(terminal(page)).toContainText(`>>> ${letters}`, { timeout: 30_000 });
  const row = terminal(page).locator("> div").filter({ hasText: letters }).last();
  const { colours, ordinary } = await row.evaluate((row) => ({
    colours: [...row.querySelectorAll("span")].map((span) => getComputedStyle(span).color),
    ordinary: getComputedStyle(row.parentElement).color,
  }));
  // The cursor inverts the one letter that it stands on.
  expect(colours.filter((colour) => colour !== ordinary).length).toBeLessThan(2);
}

/** The longest task of any page, in milliseconds of its thread's own time. */
function longestOf(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const pages = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOfPage = ({ pid, tid }) => pages.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = traceEvents.filter((event) => event.tdur !== undefined && isOfPage(event));
  expect(tasks.length, "tasks with their thread's time").toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1e3;
}
