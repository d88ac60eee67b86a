// The built page in Chromium, with a served board plugged in that somebody else has started.
import { openSite } from "../journeys/harness/site.mjs";
import { SERVED_SERIAL, button, CONNECT, expectPrompt } from "../journeys/harness/screens.mjs";
import { TOP, openChromium } from "./chromium.mjs";

const LIMIT_MS = 60_000;

/**
 * Opens the page, calls `measure` with it, and prints as JSON what comes of that. The script's only
 * argument is JSON with the board's port, and what else is wanted.
 */
export async function onPage(measure) {
  const wanted = JSON.parse(process.argv[2]);
  const site = await openSite(`${TOP}dist`);
  site.boardPort = wanted.port;
  const { browser, page } = await openChromium();
  try {
    await page.addInitScript({ path: SERVED_SERIAL });
    await page.route("**/xterm/xterm.mjs", showTaken);
    console.log(JSON.stringify(await measure(page, wanted, site.address)));
  } finally {
    await browser.close();
    await site.close();
  }
}

/** At the board's prompt, with the keyboard in the terminal. */
export async function openAtPrompt(page, address) {
  await page.goto(address);
  await button(page, CONNECT).click();
  await expectPrompt(page);
  await page.locator(".xterm-helper-textarea").focus();
}

/** Waits until a function in the page gives something. If it does not, `state` is asked what there is instead. */
export async function until(page, isThere, state) {
  await page.waitForFunction(isThere, undefined, { timeout: LIMIT_MS, polling: 50 }).catch(async (cause) => {
    throw new Error(`it does not come to its end: ${await state()}`, { cause });
  });
}

/** Calls `taken(terminal, bytes)`, if there is such a function, when the terminal's buffer has what came. */
async function showTaken(route) {
  if (new URL(route.request().url()).search) return route.continue();
  const body = `import { Terminal as Real } from "./xterm.mjs?real";
    export class Terminal extends Real {
      write(data, done) {
        super.write(data, () => {
          globalThis.taken?.(this, data);
          done?.();
        });
      }
    }`;
  await route.fulfill({ contentType: "text/javascript", body });
}
