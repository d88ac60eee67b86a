// A page behind another tab, with its timers slowed as the browser slows them there.

/**
 * What Playwright asks of Chromium so that no page ever notices being behind. One more stays as it is: a
 * hidden page would also have to stand behind every other program of a busy computer.
 */
const KEEPS_PAGES_AWAKE = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
];

/** For `test.use`: a browser in which pages can be behind. */
export const canHide = (config) => ({
  launchOptions: { ...config.use.launchOptions, ignoreDefaultArgs: KEEPS_PAGES_AWAKE },
});

/** Opens another tab in front of the page. Gives what brings the page back. */
export async function hide(page) {
  await pretendFocus(page, false);
  const other = await page.context().newPage();
  await other.bringToFront();
  await page.waitForFunction(() => document.visibilityState === "hidden", undefined, { polling: 100 });
  return async () => {
    await other.close();
    await page.bringToFront();
    await pretendFocus(page, true);
  };
}

/** Calls in a second of a timer that is set to 10 ms: a hundred, or one where the page is slowed. */
export const ticksInASecond = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        let ticks = 0;
        const timer = setInterval(() => void (ticks += 1), 10);
        const start = performance.now();
        const turns = new MessageChannel();
        turns.port1.onmessage = () => {
          if (performance.now() - start < 1_000) return turns.port2.postMessage(0);
          clearInterval(timer);
          done(ticks);
        };
        turns.port2.postMessage(0);
      }),
  );

// Playwright pretends to each page that it has the focus, and a page with the focus is never hidden.
// Only the session of the browser's protocol that began to pretend can end it, which is Playwright's own.
async function pretendFocus(page, enabled) {
  const own = page._connection.toImpl(page).delegate._mainFrameSession._client;
  await own.send("Emulation.setFocusEmulationEnabled", { enabled });
}
