// An installation goes on while its person looks at another tab.
import { startBoard } from "./harness/board.mjs";
import { canHide, hide, ticksInASecond } from "./harness/hidden.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, chooseImage, CONNECT, expectPrompt, INSTALL, SERVED_SERIAL } from "./harness/screens.mjs";
import config from "./playwright.config.mjs";

const AT_MOST = 1.2;

test.use(canHide(config));

test("an installation is as fast in a tab that nobody sees", async ({ page, context, site }) => {
  test.setTimeout(180_000);
  const seen = await install(page, site);
  const unseen = await install(await context.newPage(), site, hide);
  test.info().annotations.push({ type: "measured", description: JSON.stringify({ seen, unseen }) });
  expect(seen.ticks, "timers run in the tab in front").toBeGreaterThan(10);
  expect(unseen.ticks, "and hardly behind it").toBeLessThanOrEqual(2);
  expect(unseen.seconds / seen.seconds).toBeLessThan(AT_MOST);
  // A timer behind another tab would make it a second.
  expect(unseen.reset).toBeLessThan(0.5);
});

/** For how long the board was held in reset at the end. */
function resetSeconds(events) {
  const lines = events.filter(({ what }) => what === "lines");
  const isHeld = ({ value }) => value.rts && !value.dtr;
  const held = lines.findLastIndex(isHeld);
  const first = lines.slice(0, held).findLastIndex((it) => !isHeld(it)) + 1;
  return (lines[held + 1].at_us - lines[first].at_us) / 1e6;
}

/**
 * Installs on a board full of old data, at the pace of a real one. Gives the seconds from the first
 * erasing to the prompt: before that lies the first SYNC, which no board answers, so that a timer has
 * to end the wait; that is the one place where a hidden tab costs up to a second.
 */
async function install(page, site, away = async () => async () => {}) {
  const board = await startBoard(["--fill", "5A"]);
  site.boardPort = board.port;
  try {
    await page.addInitScript({ path: SERVED_SERIAL });
    await page.goto(site.address);
    await button(page, CONNECT).click();
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await chooseImage(page, "MicroPython 1.9.3", "1.9.3-8-g63826ac5c");
    const measured = page.evaluate(
      () =>
        new Promise((done) => {
          const status = document.querySelector("[role=status]");
          let began;
          new MutationObserver(() => {
            const words = status.textContent.trim();
            if (/^Erasing/.test(words)) began ??= performance.now();
            if (began && / is ready$/.test(words)) done((performance.now() - began) / 1e3);
          }).observe(status, { childList: true, characterData: true, subtree: true });
        }),
    );
    const back = await away(page);
    const ticks = await ticksInASecond(page);
    await page.evaluate(() => globalThis.servedBoard.stopwatch(true));
    // The mouse of a person is not where nobody sees the button.
    await button(page, INSTALL).evaluate((install) => install.click());
    const seconds = await measured;
    await back();
    await expectPrompt(page);
    const { events } = await page.evaluate(() => globalThis.servedBoard.stopwatch(false));
    return { seconds, ticks, reset: resetSeconds(events) };
  } finally {
    site.boardPort = undefined;
    await board.stop();
  }
}
