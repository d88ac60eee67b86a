// A page in Chromium, and what its process takes.
import { chromium } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const TOP = fileURLToPath(new URL("../../", import.meta.url));

/** A browser with one page. */
export async function openChromium() {
  const browser = await chromium.launch({
    executablePath: process.env.BOARDWALK_BROWSER,
    args: (process.env.BOARDWALK_BROWSER_FLAGS ?? "").split(" "),
  });
  return { browser, page: await browser.newPage() };
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
export async function measure({ browser, page }) {
  const ofPage = await page.context().newCDPSession(page);
  const ofBrowser = await browser.newBrowserCDPSession();
  await ofPage.send("Performance.enable");
  const cpuSeconds = async () => {
    const { metrics } = await ofPage.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ProcessTime").value;
  };
  const processes = async () => (await ofBrowser.send("SystemInfo.getProcessInfo")).processInfo;

  await Promise.all((await processes()).map(({ id }) => forgetPeak(id)));
  await page.evaluate(() => void (globalThis.measuredSince = performance.now()));
  const before = await cpuSeconds();
  return async () => {
    const after = await cpuSeconds();
    // The browser has other pages of its own; this one's process is known by its time.
    const far = ({ cpuTime }) => Math.abs(cpuTime - after);
    const [own] = (await processes()).sort((a, b) => far(a) - far(b));
    return {
      cpu_s: after - before,
      peak_mib: await peakMib(own.id),
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

/** From here on, the most is what it has now. */
const forgetPeak = (id) => writeFile(`/proc/${id}/clear_refs`, "5").catch(() => {});

async function peakMib(id) {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(status);
  return peak && Number(peak[1]) / 1024;
}
