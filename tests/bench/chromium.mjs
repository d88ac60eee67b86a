// A page in Chromium, and what its process takes.
import { chromium } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const TOP = fileURLToPath(new URL("../../", import.meta.url));

/** A browser with one page; `empty_mib` is the most memory that the page took before it had anything. */
export async function openChromium() {
  const browser = await chromium.launch({
    executablePath: process.env.BOARDWALK_BROWSER,
    args: (process.env.BOARDWALK_BROWSER_FLAGS ?? "").split(" "),
  });
  const page = await browser.newPage();
  const peaks = await Promise.all((await renderers(browser)).map(({ id }) => peakMib(id)));
  return { browser, page, empty_mib: most(peaks) };
}

/** Before a page loads: notes how long its main thread was held up, where that was above 50 ms. */
export const noteLongTasks = (page) =>
  page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: "longtask" });
  });

/**
 * Measures from now on; the function it gives ends that. `cpu_s` is that of the page's process, with
 * all its threads; `peak_mib` the most memory that it had, Chromium's own included, and null where no
 * /proc tells it. `longest_task_ms` is 0 where no task was above 50 ms; once `barStopped` is set to a time,
 * tasks that ended later count as `later_task_ms`.
 */
export async function measure({ browser, page, empty_mib }) {
  const cpuSeconds = (processes) => processes.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  const before = await renderers(browser);
  await Promise.all(before.map(({ id }) => forgetPeak(id)));
  await page.evaluate(() => void (globalThis.measuredSince = performance.now()));
  return async () => {
    const after = await renderers(browser);
    const peaks = await Promise.all(after.map(({ id }) => peakMib(id)));
    return {
      cpu_s: cpuSeconds(after) - cpuSeconds(before),
      peak_mib: most(peaks),
      empty_mib,
      ...(await page.evaluate(longestTasks)),
    };
  };
}

function longestTasks() {
  const end = ({ startTime, duration }) => startTime + duration;
  const longest = (tasks) => Math.max(0, ...tasks.map(({ duration }) => duration));
  const own = longTasks.filter(({ startTime }) => startTime >= measuredSince);
  const isLate = (task) => end(task) > (globalThis.barStopped ?? Infinity);
  return {
    longest_task_ms: longest(own.filter((task) => !isLate(task))),
    later_task_ms: longest(own.filter(isLate)),
  };
}

/** The processes that pages have. */
async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer");
}

const most = (peaks) => (peaks.includes(null) ? null : Math.max(...peaks));

/** From here on, the most is what it has now. */
const forgetPeak = (id) => writeFile(`/proc/${id}/clear_refs`, "5").catch(() => {});

async function peakMib(id) {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(status);
  return peak && Number(peak[1]) / 1024;
}
