// Which firmware is installed: the last choice, whatever comes when.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { button, DEMO, INSTALL, practise } from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const LIST = "**/firmware/manifest.json";
const IMAGES = "**/firmware/*.bin";

const pick = (page, name) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: IMAGE });
const shelf = (page) => page.getByLabel("From this page’s shelf");
const chosenFile = (page, name) => page.locator("dd", { hasText: name });

/** Holds requests back until they are let go; gives how many came. */
async function hold(page, what) {
  let letGo;
  const held = { count: 0, letGo: () => letGo() };
  const free = new Promise((done) => void (letGo = done));
  await page.route(what, async (route) => {
    held.count += 1;
    await free;
    await route.continue().catch(() => {});
  });
  return held;
}

test("a file that is chosen while the list loads is not replaced by the shelf's", async ({ page }) => {
  const list = await hold(page, LIST);
  await practise(page);
  await pick(page, "mine.bin");
  await expect(chosenFile(page, "mine.bin")).toBeVisible();
  list.letGo();
  await expect(shelf(page)).toBeVisible();
  await expect(chosenFile(page, "mine.bin")).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled();
});

test("a slow image of the shelf does not replace a file that was chosen after it", async ({ page }) => {
  const images = await hold(page, IMAGES);
  await practise(page);
  await shelf(page).selectOption({ index: 1 });
  await pick(page, "mine.bin");
  images.letGo();
  await page.waitForLoadState("networkidle");
  await expect(chosenFile(page, "mine.bin")).toBeVisible();
  // It has come meanwhile, and is not fetched again.
  const fetched = images.count;
  await shelf(page).selectOption({ index: 1 });
  await expect(chosenFile(page, "From this page’s shelf")).toBeVisible();
  expect(images.count).toBe(fetched);
});

test("the choice stays for the next board, and nothing is fetched twice", async ({ page }) => {
  const requests = [];
  page.on("request", (request) => /firmware\//.test(request.url()) && requests.push(request.url()));
  await practise(page);
  await pick(page, "mine.bin");
  await expect(chosenFile(page, "mine.bin")).toBeVisible();
  await button(page, "Disconnect").click();
  await button(page, DEMO).click();
  await expect(chosenFile(page, "mine.bin")).toBeVisible({ timeout: 15_000 });
  expect(requests.filter((url) => url.endsWith("manifest.json"))).toHaveLength(1);
  expect(new Set(requests).size).toBe(requests.length);
});

test("a file with the name of the shelf's is shown as one's own", async ({ page }) => {
  await practise(page);
  await pick(page, "micropython-1.10.0.bin");
  await expect(chosenFile(page, "From this computer")).toBeVisible();
  await expect(shelf(page).locator("option:checked")).toHaveText("A file from this computer");
});

test("an image that does not come can be given up, and another one chosen", async ({ page, expectAccessible }) => {
  const images = await hold(page, IMAGES);
  await practise(page);
  await expect(page.getByText(/^Reading/)).toHaveCount(2);
  await expectAccessible();
  await button(page, "Cancel").click();
  await expect(page.getByText("First choose the firmware.")).toBeVisible();
  await expect(shelf(page).locator("option:checked")).toHaveText("Choose one");
  images.letGo();
  await pick(page, "mine.bin");
  await expect(button(page, INSTALL)).toBeEnabled();
});

test("a list that does not come can be given up, and asked for again", async ({ page, expectAccessible, picture }) => {
  const list = await hold(page, LIST);
  await practise(page);
  await expect(page.getByText("Looking on the shelf").first()).toBeVisible();
  await button(page, "Cancel").click();
  await expect(button(page, "Cancel")).toHaveCount(0);
  await expectAccessible();
  await picture("list-given-up");
  await pick(page, "mine.bin");
  await expect(button(page, INSTALL)).toBeEnabled();
  list.letGo();
  await button(page, "Try again").click();
  await expect(shelf(page)).toBeVisible();
  await expect(chosenFile(page, "mine.bin")).toBeVisible();
  expect(list.count).toBe(2);
});

test.describe("a host that stops sending", () => {
  test.use({ expectedErrors: /Failed to load|ERR_/ });

  test("is told after a while, and tried again on wish", async ({ page }) => {
    await page.clock.install();
    const list = await hold(page, LIST);
    await page.goto("./");
    await button(page, DEMO).click();
    await expect(page.getByText("Looking on the shelf").first()).toBeVisible({ timeout: 15_000 });
    await expect.poll(() => list.count).toBe(1);
    await page.clock.runFor(16_000);
    await expect(page.getByText(/its host stopped sending/)).toBeVisible();
    list.letGo();
    await button(page, "Try again").click();
    await expect(shelf(page)).toBeVisible();
  });
});

test("names turn and hide nothing", async ({ page }) => {
  await practise(page);
  await page.locator("input[type=file]").setInputFiles({
    name: "nib.\u202Eexe.bin",
    mimeType: "",
    buffer: Buffer.from("print('hello')\n"),
  });
  await expect(page.getByText("nib.exe.bin can’t be installed.", { exact: true })).toBeVisible();
});
