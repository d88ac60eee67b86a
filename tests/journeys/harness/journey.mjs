// What every journey starts from: `import { test, expect } from "./harness/journey.mjs"`.
//
// A journey fails by itself when the page writes an error to the console, throws, runs against its
// policy, or asks another origin for anything, be it from a worker.
import { test as base, expect } from "@playwright/test";
import axe from "axe-core";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { startBoard } from "./board.mjs";
import { openSite } from "./site.mjs";

const TOP = fileURLToPath(new URL("../../../", import.meta.url));

export { expect };

export const test = base.extend({
  /** Matches the console errors that a journey provokes on purpose; by itself, none. */
  expectedErrors: [/(?!)/, { option: true }],

  /** Hosts that a journey's page may ask besides its own; by itself, none. */
  allowedHosts: [[], { option: true }],

  /** More words for the program of the served board. */
  boardOptions: [[], { option: true }],

  /** What the served board's flash holds at first, from its start; behind it, or by itself, nothing. */
  flash: [Buffer.alloc(0), { option: true }],

  /** The built page on a host of its own. */
  site: [
    async ({}, use) => {
      const site = await openSite(join(TOP, "dist"));
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ site }, use) => use(site.address),

  /** A virtual board, behind the WebSocket `board` beside the page. */
  servedBoard: async ({ site, flash, boardOptions }, use, testInfo) => {
    const file = testInfo.outputPath("flash.bin");
    writeFileSync(file, flash);
    const board = await startBoard(["--image", file, ...boardOptions]);
    site.boardPort = board.port;
    await use({ ...board, address: `${site.address.replace(/^http/, "ws")}board` });
    site.boardPort = undefined;
    await board.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("board.txt", { body: board.said(), contentType: "text/plain" });
    }
  },

  /** What would fail the journey so far. */
  faults: async ({}, use) => use([]),

  context: async ({ context, site, expectedErrors, allowedHosts, faults }, use) => {
    const hosts = [new URL(site.address).host, ...allowedHosts];
    await watch(context, hosts, expectedErrors, faults);
    await use(context);
    expect(faults, "no errors in the console, and nothing asked of another origin").toEqual([]);
  },

  /** Takes a picture: for the documentation when BOARDWALK_SCREENSHOTS is set. */
  picture: async ({ page }, use, testInfo) => {
    const folder = process.env.BOARDWALK_SCREENSHOTS
      ? join(TOP, "docs/screenshots")
      : testInfo.outputPath();
    await use((name) =>
      page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" }),
    );
  },

  /** Fails when axe finds anything that keeps people from using the screen as it is now. */
  expectAccessible: async ({ page }, use) => {
    await use(async () => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target }) => target.join(" ")),
      }));
      expect(found).toEqual([]);
    });
  },
});

async function watch(context, hosts, expectedErrors, faults) {
  const note = (text) => {
    if (!expectedErrors.test(text)) faults.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()}`);
  });
  await context.exposeFunction("noteViolation", (violation) => note(`violates: ${violation}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      void globalThis.noteViolation(`${effectiveDirective} by ${blockedURI}`);
    });
  });
  context.on("weberror", (error) => note(`thrown: ${error.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["data:", "blob:"].includes(url.protocol)) return;
    if (!hosts.includes(url.host)) faults.push(`asked another origin: ${request.url()}`);
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      const url = socket.url();
      if (!hosts.includes(new URL(url).host)) faults.push(`opened a socket elsewhere: ${url}`);
    });
  });
}
