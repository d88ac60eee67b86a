// Times the built page in Chromium, on a served board at the pace of a real one.
//
//     node page.mjs '{"latency":1,"speed":"Automatic","erase":"Start clean","again":false}'
//
// Prints JSON: seconds from the click on Install to the prompt, what the board saw, what the page took,
// and the page's log. With `again`, the second installation of the same image is what is timed.
import { expect } from "@playwright/test";
import { startBoard } from "../journeys/harness/board.mjs";
import { openSite } from "../journeys/harness/site.mjs";
import { TOP, measure, noteLongTasks, openChromium } from "./chromium.mjs";

const wanted = JSON.parse(process.argv[2]);

const site = await openSite(`${TOP}dist`);
const board = await startBoard(["--fill", "5A", "--latency-ms", String(wanted.latency)]);
site.boardPort = board.port;
const { browser, page } = await openChromium();
const button = (name) => page.getByRole("button", { name, exact: true });
try {
  await page.addInitScript({ path: `${TOP}tests/journeys/harness/served-serial.js` });
  await noteLongTasks(page);
  await page.goto(site.address);
  await button("Connect").click();
  await page.getByLabel("From this page’s shelf").selectOption({ label: "MicroPython 1.9.3" });
  await expect(page.getByText("MicroPython 1.9.3-8-g63826ac5c", { exact: true })).toBeVisible();
  await choose("Speed", wanted.speed);
  await choose("Before installing", wanted.erase);
  let result = await install();
  if (wanted.again) {
    await button("Reinstall").click();
    await choose("Before installing", "Keep my programs");
    result = await install();
  }
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
  await board.stop();
  await site.close();
}

async function choose(option, label) {
  const select = page.getByRole("combobox", { name: option });
  if (!(await select.isVisible())) await page.locator("summary", { hasText: "Options" }).click();
  await select.selectOption({ label });
}

async function install() {
  const install = button("Install MicroPython");
  await expect(install).toBeEnabled({ timeout: 20_000 });
  // The page's own clock, from the click to the text that says that Python is there.
  const ready = page.evaluate(
    () =>
      new Promise((done) => {
        const status = document.querySelector("[role=status]");
        let began;
        document.addEventListener("click", () => (began ??= performance.now()), { capture: true, once: true });
        new MutationObserver(() => {
          if (began && / is ready$/.test(status.textContent.trim())) done((performance.now() - began) / 1e3);
        }).observe(status, { childList: true, characterData: true, subtree: true });
      }),
  );
  const measured = await measure({ browser, page });
  await page.evaluate(noteBar);
  await page.evaluate(() => servedBoard.stopwatch(true));
  await install.click();
  const seconds = await ready;
  const took = await measured();
  const reading = await page.evaluate(() => servedBoard.stopwatch(false));
  const fold = page.getByText("Log of the installation", { exact: true });
  if (!(await fold.isVisible())) await page.locator("summary", { hasText: "More" }).click();
  await fold.click();
  const log = await page.locator(".log pre").innerText();
  await fold.click();
  return { seconds, reading, took, log };
}

function noteBar() {
  delete globalThis.barStopped;
  let wasThere = false;
  new MutationObserver((_, observer) => {
    const isThere = document.querySelector("progress") !== null;
    if (wasThere && !isThere) {
      globalThis.barStopped = performance.now();
      observer.disconnect();
    }
    wasThere = isThere;
  }).observe(document.body, { childList: true, subtree: true });
}
