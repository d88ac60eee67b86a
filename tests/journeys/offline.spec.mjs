// The page without the network: after one visit, through updates, and with whatever can be wrong with a copy.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, expectCopy, release, test, visitAndKeep } from "./harness/copy.mjs";
import { button, CONNECT, DEMO, expectPrompt, INSTALL, practise, TRY } from "./harness/screens.mjs";

const EDITOR = ".cm-content";

// A host that is down, and what a browser asks it all the same.
test.use({ expectedErrors: /Failed to load resource|ERR_|Failed to fetch|Failed to update a ServiceWorker/ });

test("after one visit, the practice board gets its MicroPython and the editor opens without the network", async ({
  page,
  site,
}) => {
  await visitAndKeep(page);
  site.isDown = true;
  await practise(page);
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  await page.locator("summary", { hasText: "More" }).click();
  await button(page, "New program").click();
  await expect(page.locator(EDITOR)).toBeVisible();
});

test("the pages for teachers are there without the network, and the check says that the copy is whole", async ({
  page,
  site,
}) => {
  await visitAndKeep(page, "check.html");
  await button(page, "Look again").click({ timeout: 60_000 });
  await expect(page.locator("#offline")).toHaveAttribute("data-state", "good");
  site.isDown = true;
  for (const [name, heading] of [["handout", "Make a handout"], ["it", "For who looks after"], ["check", "Is this computer"]]) {
    await page.goto(`${name}.html`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
  }
});

const newIndex = (html) => html.replace("</title>", " 2</title>");
const newStart = (script) => `${script};document.documentElement.dataset.version="2";`;
const version = (page) => page.evaluate(() => document.documentElement.dataset.version ?? "1");

test("a new version is taken at the next start, all of it", async ({ page, site }) => {
  await visitAndKeep(page);
  release(site, { "index.html": newIndex, "start.mjs": newStart });
  await page.reload();
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(page).toHaveTitle("Boardwalk 2");
  expect(await version(page)).toBe("2");
  // And then it is the one that is there without the network.
  await expect.poll(() => page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration()).waiting)).toBe(true);
  site.isDown = true;
  await page.reload();
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(page).toHaveTitle("Boardwalk 2");
  expect(await version(page)).toBe("2");
});

test("a version that comes in the middle of an installation waits: the installation goes on with its own parts", async ({
  page,
  context,
  site,
}) => {
  await visitAndKeep(page);
  await practise(page);
  await button(page, INSTALL).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  release(site, {
    "index.html": newIndex,
    "start.mjs": newStart,
    // What the page of the old version could not use.
    "workbench/workbench.js": () => "throw new Error('of another version')",
  });
  const second = await context.newPage();
  await second.goto("./");
  await expect(second).toHaveTitle("Boardwalk");
  expect(await version(second)).toBe("1");
  await second.close();
  await expectPrompt(page, 60_000);
  await button(page, "Files").click();
  await expect(page.getByText("boot.py")).toBeVisible();
  await page.close();
  const next = await context.newPage();
  await next.goto("./");
  await expect(next).toHaveTitle("Boardwalk 2");
  expect(await version(next)).toBe("2");
});

test("what is broken in the copy comes from the network", async ({ page, site }) => {
  await visitAndKeep(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const isScript = /start\.mjs|_bg\.wasm|styles/.test(request.url);
        if (isScript) await cache.put(request, new Response("broken", { headers: { "content-type": "text/javascript" } }));
      }
    }
  });
  await page.reload();
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(243, 241, 234)");
  await expectCopy(page);
  site.isDown = true;
  await page.reload();
  await expect(button(page, CONNECT)).toBeVisible();
});

test("a network that does not answer is not waited for", async ({ page, context, site }) => {
  await visitAndKeep(page);
  site.isSilent = true;
  try {
    const began = Date.now();
    await page.reload();
    await expect(button(page, CONNECT)).toBeVisible();
    expect(Date.now() - began).toBeLessThan(8_000);
  } finally {
    site.isSilent = false;
  }
});

test("what the host puts on its shelf is offered at the next start", async ({ page, site }) => {
  await visitAndKeep(page);
  const list = join(site.folder, "firmware/manifest.json");
  writeFileSync(list, readFileSync(list, "utf8").replaceAll('"1.9.4"', '"1.9.4 of the school"'));
  await practise(page);
  await expect(page.getByLabel("From this page’s shelf")).toContainText("1.9.4 of the school");
});

test("nothing else of the host's is touched or kept", async ({ page, site }) => {
  await visitAndKeep(page);
  writeFileSync(join(site.folder, "timetable.html"), "<!doctype html><link rel='icon' href='data:,'><h1>Monday</h1>");
  await page.goto("timetable.html");
  await expect(page.getByRole("heading")).toHaveText("Monday");
  writeFileSync(join(site.folder, "timetable.html"), "<!doctype html><link rel='icon' href='data:,'><h1>Tuesday</h1>");
  await page.reload();
  await expect(page.getByRole("heading")).toHaveText("Tuesday");
  site.isDown = true;
  await expect(page.reload()).rejects.toThrow(/ERR_/);
  const kept = await page.context().newPage();
  await kept.goto("./");
  const others = await kept.evaluate(async () => {
    const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => url).filter((url) => !url.startsWith(document.baseURI) || url.includes("timetable"));
  });
  expect(others).toEqual([]);
});

test("a host that takes the worker away gets its page back, and the copy goes", async ({ page, site }) => {
  await visitAndKeep(page);
  rmSync(join(site.folder, "service-worker.js"));
  await page.reload();
  await expect(button(page, CONNECT)).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
    .toBe(0);
  await page.reload();
  await expect(button(page, TRY)).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

test("the policy that the server sends binds the page also without it", async ({ page, site }) => {
  site.headers = { "content-security-policy": "frame-ancestors 'none'; img-src 'self'" };
  await visitAndKeep(page);
  site.isDown = true;
  const response = await page.reload();
  expect(response.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("where every byte is paid for, nothing is kept", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(NetworkInformation.prototype, "saveData", { get: () => true });
  });
  await page.goto("./");
  await expect(button(page, DEMO)).toBeVisible();
  await page.waitForTimeout(3_000);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test("the browser offers to install the page", async ({ page, context }) => {
  await page.goto("./");
  await expect(button(page, CONNECT)).toBeVisible();
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A journey's window is a private one.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});
