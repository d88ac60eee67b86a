// The page on a host of its own that a journey may change: for what a browser keeps of it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base } from "./journey.mjs";
import { openSite } from "./site.mjs";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const WORKER = "service-worker.js";
const COPY_MS = 60_000;

export { expect };

export const test = base.extend({
  serviceWorkers: "allow",

  /** The built page as it is at first in every journey; `site.folder` is where its files are. */
  site: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "boardwalk-site-"));
      const site = await openSite(folder);
      await use(Object.assign(site, { folder }));
      await site.close();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],

  fresh: [
    async ({ site }, use) => {
      rmSync(site.folder, { recursive: true });
      cpSync(DIST, site.folder, { recursive: true });
      Object.assign(site, { isDown: false, isSilent: false, headers: {} });
      await use();
    },
    { auto: true },
  ],
});

/** Opens the page, and waits until the browser has a whole copy of it. */
export async function visitAndKeep(page, address = "./") {
  await page.goto(address);
  await expectCopy(page);
}

/** Waits until the browser has a whole copy. */
export async function expectCopy(page) {
  await expect
    .poll(() => page.evaluate(isWhole).catch(() => false), { timeout: COPY_MS, intervals: [500] })
    .toBe(true);
}

/** Runs in the page. */
async function isWhole() {
  const active = (await navigator.serviceWorker.getRegistration())?.active;
  if (!active || !navigator.serviceWorker.controller) return false;
  const { port1, port2 } = new MessageChannel();
  active.postMessage("is it whole", [port2]);
  return new Promise((answer) => (port1.onmessage = ({ data }) => answer(data)));
}

/** Puts another version on the host: files by their names, each made from the old one. */
export function release(site, changes) {
  const path = (name) => join(site.folder, name);
  let worker = readFileSync(path(WORKER), "utf8");
  for (const [name, change] of Object.entries(changes)) {
    const old = readFileSync(path(name));
    const changed = Buffer.from(change(old.toString()));
    if (changed.equals(old)) throw new Error(`${name} is as it was`);
    worker = worker.replace(hash(old), hash(changed));
    writeFileSync(path(name), changed);
  }
  writeFileSync(path(WORKER), worker);
}

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 32);
