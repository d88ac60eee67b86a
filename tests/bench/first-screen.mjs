// How soon the first screen can be used, on a slow machine and a slow line: 4 × CPU slowdown,
// 10 Mbit/s, nothing cached, files as usual hosts send them.
//
//     node first-screen.mjs 5
//
// Prints JSON: for each opening, the seconds from the navigation until something is drawn and until
// *Connect* is there and reacts, and what was loaded by then. It reacts when a press asks the browser for
// a port; a script presses it in the frame after it came.
import { openSite } from "../journeys/harness/site.mjs";
import { TOP, openChromium } from "./chromium.mjs";

const CPU_SLOWDOWN = 4;
const BYTES_PER_SECOND = 10e6 / 8;
const LATENCY_MS = 20;

const site = await openSite(`${TOP}dist`, { compressed: true });
const openings = [];
try {
  for (let i = 0; i < Number(process.argv[2] ?? 1); i++) openings.push(await open());
  console.log(JSON.stringify(openings));
} finally {
  await site.close();
}

async function open() {
  const { browser, page } = await openChromium();
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: BYTES_PER_SECOND,
      uploadThroughput: BYTES_PER_SECOND,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await page.addInitScript(pressConnect);
    await page.goto(site.address, { waitUntil: "commit" });
    await page
      .waitForFunction(() => globalThis.reacted && globalThis.drawn, undefined, { polling: 50 })
      .catch(async (cause) => {
        const state = await page.evaluate(() => {
          const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
          return { reacted, drawn, frames, loaded };
        });
        throw new Error(`the first screen can't be used: ${JSON.stringify(state)}`, { cause });
      });
    return await page.evaluate(() => {
      const usable = Math.max(reacted, drawn);
      const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= usable)
        .map(({ name, startTime, responseEnd, transferSize }) => ({ name, startTime, responseEnd, transferSize }));
      return {
        drawn_s: drawn / 1e3,
        usable_s: usable / 1e3,
        bytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0),
        files: loaded.length,
        loaded,
      };
    });
  } finally {
    await browser.close();
  }
}

/** In the page, before its own scripts. */
function pressConnect() {
  Object.assign(globalThis, { reacted: null, drawn: null, frames: 0 });
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === "first-contentful-paint") globalThis.drawn = startTime;
    }
  }).observe({ type: "paint", buffered: true });
  const serial = {
    requestPort() {
      globalThis.reacted ??= performance.now();
      return new Promise(() => {});
    },
    getPorts: async () => [],
    addEventListener() {},
    removeEventListener() {},
  };
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
  const look = () => {
    frames += 1;
    const buttons = [...document.querySelectorAll("button")];
    const connect = buttons.find(({ textContent }) => textContent.trim() === "Connect");
    const isThere = connect && !connect.disabled && connect.getBoundingClientRect().height > 0;
    // A press that nobody hears is repeated.
    if (isThere) requestAnimationFrame(() => connect.click());
    if (!globalThis.reacted) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
