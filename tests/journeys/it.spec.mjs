// The page for who looks after the computers: what it says of this very host, and whether Chromium takes it.
import { chromium } from "@playwright/test";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { paper } from "./harness/paper.mjs";
import { PSEUDO, findUntranslated, pseudo } from "./harness/pseudo.mjs";
import { button } from "./harness/screens.mjs";

const ADDRESS = "it.html";
/** Where Debian's Chromium looks; Chrome has a folder of its own. */
const MANAGED = "/etc/chromium/policies/managed";

const value = async (page, id) => (await page.locator(`#${id} pre`).innerText()).trim();

test("the policies are for the address that the page came from, to be copied", async ({
  page,
  site,
  context,
  expectAccessible,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { origin } = new URL(site.address);
  await page.goto(ADDRESS);
  await expect(page.locator("#origin")).toHaveText(origin);
  expect(JSON.parse(await value(page, "ask"))).toEqual({ SerialAskForUrls: [origin] });
  const all = JSON.parse(await value(page, "all"));
  expect(all.DefaultSerialGuardSetting).toBe(2);
  const [{ urls, devices }] = all.SerialAllowUsbDevicesForUrls;
  expect(urls).toEqual([origin]);
  // CH340 and CP2102, as the makers write them.
  expect(devices).toContainEqual({ vendor_id: 6790, product_id: 29987 });
  expect(devices).toContainEqual({ vendor_id: 4292, product_id: 60000 });
  await page.locator("#all").getByRole("button").click();
  await expect(button(page, "Copied")).toBeVisible();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(all);
  await expectAccessible();
});

test("the page tells the policy that binds it: the page's own, or the one that the server sends", async ({ page, site }) => {
  await page.goto(ADDRESS);
  await expect(page.getByText("It stands in the page.")).toBeVisible();
  expect(await value(page, "policy")).toContain("connect-src 'self';");
  site.headers = { "content-security-policy": "default-src 'self'; object-src 'none'" };
  try {
    await page.reload();
    await expect(page.getByText("The server sends it with the page.")).toBeVisible();
    expect(await value(page, "policy")).toContain("object-src 'none'");
  } finally {
    site.headers = {};
  }
});

test("it can be printed, with every policy on the paper", async ({ page, site }) => {
  await page.goto(ADDRESS);
  await expect(page.locator("#policy pre")).toBeVisible();
  const pages = await paper(page, "A4");
  expect(pages.length).toBeLessThanOrEqual(4);
  const words = pages.join(" ");
  for (const expected of ["SerialAllowUsbDevicesForUrls", new URL(site.address).origin, "29987", "chrome://policy"]) {
    expect(words).toContain(expected);
  }
  expect(words).not.toContain("Print this page");
});

test("the page for IT speaks the language that is asked for", async ({ page }) => {
  // Names of chips and their numbers, and what is copied as it is.
  const values = [/[A-Z]+\d+\w*(, \w+)*/, /[\da-f]{4}:[\da-f]{4}/, /[{[][^]*/, /default-src[^]*/, /, /];
  const untranslated = await findUntranslated(page, values);
  await page.goto(`${ADDRESS}?lang=${PSEUDO}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pseudo("For who looks after the computers"));
  await expect(page.locator("#policy pre")).toBeVisible();
  expect([...untranslated]).toEqual([]);
});

test("Chromium takes the policies as they stand there", async ({ page }, testInfo) => {
  const file = `${MANAGED}/boardwalk-journey-${process.pid}.json`;
  await page.goto(ADDRESS);
  const ask = JSON.parse(await value(page, "ask"));
  const allow = JSON.parse(await value(page, "allow"));
  try {
    mkdirSync(MANAGED, { recursive: true });
    // Without what would block serial ports for whoever else uses this browser now.
    writeFileSync(file, JSON.stringify({ ...ask, ...allow }));
  } catch (error) {
    testInfo.skip(true, `only root may give Chromium policies on this computer: ${error.message}`);
  }
  const { executablePath, args } = testInfo.project.use.launchOptions;
  const managed = await chromium.launch({ executablePath, args });
  try {
    const policies = await managed.newPage();
    await policies.goto("chrome://policy");
    const rows = policies.locator("policy-row .policy.row");
    for (const [name, expected] of Object.entries({ ...ask, ...allow })) {
      const row = rows.filter({ hasText: name }).first();
      await expect(row, name).toBeVisible();
      await expect(row.locator(".messages"), name).toHaveText("OK");
      // It shows the beginning of what is long.
      const [first] = expected;
      const begins = first.devices ? `"product_id":${first.devices[0].product_id}` : first;
      await expect(row.locator(".value"), name).toContainText(begins);
    }
  } finally {
    await managed.close();
    rmSync(file, { force: true });
  }
});
