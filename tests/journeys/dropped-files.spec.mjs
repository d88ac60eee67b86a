// Files that are dropped somewhere on the page: it stays, and the firmware's card takes its own.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { drop } from "./harness/drop.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, expectPrompt, INSTALL, practise } from "./harness/screens.mjs";

const IMAGE = fileURLToPath(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const PAGE = fileURLToPath(new URL("../../dist/notices.html", import.meta.url));

/** A page that goes elsewhere has begun to by then. */
async function expectToStay(page, left) {
  await page.waitForTimeout(300);
  expect(left, "opened in the page's place").toEqual([]);
  expect(page.url()).toMatch(/\/some\/sub\/path\/$/);
}

function watchLeaving(page) {
  const left = [];
  page.on("framenavigated", (frame) => left.push(frame.url()));
  page.context().on("page", (opened) => left.push(opened.url()));
  return left;
}

test("a file beside the card is not opened in the page's place, on any screen", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("./");
  await expect(button(page, CONNECT)).toBeVisible();
  const left = watchLeaving(page);
  for (const point of [{ x: 5, y: 5 }, { x: 5, y: 600 }, { x: 640, y: 200 }]) await drop(page, [PAGE], point);
  await expectToStay(page, left);

  await practise(page);
  left.length = 0;
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
  await drop(page, [PAGE], heading);
  await drop(page, [PAGE], { x: 5, y: 300 });
  await expectToStay(page, left);

  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await drop(page, [PAGE], { x: 640, y: 200 });
  await expectToStay(page, left);

  await expectPrompt(page, 60_000);
  const terminal = await page.locator(".xterm-screen").boundingBox();
  await drop(page, [PAGE], { x: 5, y: 5 });
  // There it is for the board, and can be given up.
  await drop(page, [PAGE], { x: terminal.x + 40, y: terminal.y + 40 });
  await button(page, "Cancel").click();
  await expectToStay(page, left);
  await expectPrompt(page);
});

test("a file on the card is taken as before, and so is one on its button", async ({ page }, testInfo) => {
  const mine = testInfo.outputPath("mine.bin");
  mkdirSync(dirname(mine), { recursive: true });
  copyFileSync(IMAGE, mine);
  for (const place of [page.locator(".firmware"), page.getByText("Choose a file", { exact: true })]) {
    await practise(page);
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await place.scrollIntoViewIfNeeded();
    const { x, y } = await place.boundingBox();
    await drop(page, [mine], { x: x + 20, y: y + 20 });
    await expect(page.getByRole("definition").getByText("mine.bin", { exact: true })).toBeVisible();
    await expect(page.getByText("The file is complete.")).toBeVisible();
  }
});
