// The board itself, at the side: what it is, a copy of it, that copy back, its files erased.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { usedFlash } from "./harness/old-flash.mjs";
import { button, connect, expectPrompt, pressInMenu } from "./harness/screens.mjs";

const FLASH = usedFlash({ files: { "MAIN.PY": "print('mine')\n" }, network: "classroom" });
const MAC_NAME = /^[0-9a-f]{12}-esp8266-4MB-\d{4}-\d\d-\d\d\.bin$/;

test.use({ flash: FLASH, boardOptions: ["--speed", "20"] });

const panel = (page) => page.locator(".board");
const inPanel = (page, name) => panel(page).getByRole("button", { name, exact: true });
const said = (page) => panel(page).getByRole("status");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The digest of all that the board's flash holds. */
const flashDigest = (page) =>
  page.evaluate(async (length) => {
    const bytes = Uint8Array.from(await globalThis.servedBoard.flash(0, length));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }, FLASH.length);

async function openPanel(page, servedBoard) {
  await connect(page, servedBoard);
  await expectPrompt(page);
  await pressInMenu(page, "This board");
  await expect(inPanel(page, "Chip info")).toBeVisible({ timeout: 15_000 });
}

async function saveCopy(page) {
  const downloading = page.waitForEvent("download", { timeout: 90_000 });
  await inPanel(page, "Save a copy of this board").click();
  return await downloading;
}

async function pick(page, file) {
  const choosing = page.waitForEvent("filechooser");
  await panel(page).getByText("Restore a copy…").click();
  await (await choosing).setFiles(file);
}

test("the chip tells what it is, and the board goes on", async ({ page, servedBoard, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPanel(page, servedBoard);
  await inPanel(page, "Chip info").click();
  for (const fact of ["ESP8266EX", "26 MHz", /^4MB \(/, "4 MB", "921600 baud", /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/]) {
    await expect(panel(page).locator("dd").getByText(fact, { exact: true })).toBeVisible({ timeout: 15_000 });
  }
  await expectPrompt(page);
  await panel(page).getByText("What the chip says as it starts").click();
  await expect(panel(page).locator("pre")).toContainText("rst cause:2");
  await inPanel(page, "Copy board report").click();
  await expect(said(page)).toContainText("The report is copied.");
  const report = await page.evaluate(() => navigator.clipboard.readText());
  const cells = report.split(" | ");
  expect(cells[1]).toContain("Chrome");
  expect(cells[2]).toBe("ESP8266EX, 26 MHz");
  expect(cells[3]).toContain("4MB, SFDP 4MB");
  expect(cells[4]).toBe("921600");
  expect(cells[6]).toMatch(/^Boardwalk \d+\.\d+\.\d+/);
  await inPanel(page, "Close this board").click();
  await expect(panel(page)).toHaveCount(0);
});

test("a copy is what is on the board, and brings it back after its files were erased", async ({ page, servedBoard }, testInfo) => {
  test.setTimeout(240_000);
  await openPanel(page, servedBoard);
  const before = await flashDigest(page);
  const download = await saveCopy(page);
  await expect(said(page)).toContainText("The copy is checked and saved on this computer: 4,194,304 bytes.");
  expect(download.suggestedFilename()).toMatch(MAC_NAME);
  const copy = testInfo.outputPath(download.suggestedFilename());
  await download.saveAs(copy);
  expect(sha256(readFileSync(copy))).toBe(before);
  await expectPrompt(page);

  await inPanel(page, "Erase the files only").click();
  await expect(panel(page)).toContainText("All files on the board are erased");
  await inPanel(page, "Erase the files").click();
  await expect(said(page)).toContainText("The files are erased", { timeout: 60_000 });
  await expectPrompt(page);
  expect(await flashDigest(page)).not.toBe(before);

  await pick(page, copy);
  await expect(panel(page)).toContainText("Everything on the board is replaced");
  await expect(panel(page)).not.toContainText("another board");
  await inPanel(page, "Replace everything").click();
  await expect(said(page)).toContainText("The copy is on the board, and checked.", { timeout: 120_000 });
  expect(await flashDigest(page)).toBe(before);
  await expectPrompt(page);
});

test("a copy that is given up leaves a prompt", async ({ page, servedBoard }) => {
  await openPanel(page, servedBoard);
  const before = await flashDigest(page);
  await inPanel(page, "Save a copy of this board").click();
  await expect(panel(page)).toContainText(/of 4,096 KiB/, { timeout: 20_000 });
  await inPanel(page, "Cancel").click();
  await expect(said(page)).toContainText("Cancelled. Nothing on the board was changed.");
  await expectPrompt(page);
  expect(await flashDigest(page)).toBe(before);
});

test("a file of another size is refused with a sentence", async ({ page, servedBoard }, testInfo) => {
  await openPanel(page, servedBoard);
  const before = await flashDigest(page);
  const file = testInfo.outputPath("image.bin");
  writeFileSync(file, FLASH.subarray(0, 600_888));
  await pick(page, file);
  await expect(said(page)).toContainText("image.bin is no copy of this board: it has 600,888 bytes.");
  await expect(said(page)).toContainText("Nothing on the board was changed.");
  // Of the size of another chip: the board says which it has.
  writeFileSync(file, FLASH.subarray(0, 1 << 20));
  await pick(page, file);
  await inPanel(page, "Replace everything").click();
  await expect(said(page)).toContainText("This is for a board with another amount of memory.", { timeout: 20_000 });
  await expectPrompt(page);
  expect(await flashDigest(page)).toBe(before);
});

test.describe("a board without Python", () => {
  test.use({ flash: Buffer.alloc(0), boardOptions: ["--speed", "20"] });

  test("is copied where it is offered an installation", async ({ page, servedBoard, expectAccessible, picture }) => {
    test.setTimeout(120_000);
    await connect(page, servedBoard);
    await page.getByText("Options", { exact: true }).click({ timeout: 20_000 });
    await button(page, "This board").click();
    await inPanel(page, "Chip info").click();
    await expect(panel(page)).toContainText("921600 baud", { timeout: 15_000 });
    await page.setViewportSize({ width: 1366, height: 768 });
    const [card, side] = await Promise.all([page.locator(".offer"), panel(page)].map((it) => it.boundingBox()));
    expect(card.x + card.width, "the card is on the left").toBeLessThan(side.x);
    expect(card.width, "and has most of the room").toBeGreaterThan(side.width);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await panel(page).scrollIntoViewIfNeeded();
      await expectAccessible();
      await picture(`board-offer-${width}`);
    }
    const download = await saveCopy(page);
    const copy = readFileSync(await download.path());
    expect(copy.length).toBe(4 << 20);
    expect(copy.every((byte) => byte === 0xff)).toBe(true);
  });
});

const SIZES = [[1366, 768], [1024, 600], [320, 640]];

test("the panel can be read and used in every size, light and dark", async ({ page, servedBoard, expectAccessible, picture }) => {
  test.setTimeout(180_000);
  await openPanel(page, servedBoard);
  await inPanel(page, "Chip info").click();
  await expect(panel(page)).toContainText("921600 baud", { timeout: 15_000 });
  await expectPrompt(page);
  await inPanel(page, "Erase the files only").click();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible();
      await picture(`board-${width}-${colorScheme}`);
    }
  }
  await inPanel(page, "Cancel").click();
  await expect(inPanel(page, "Erase the files")).toHaveCount(0);
  await inPanel(page, "Save a copy of this board").click();
  await expect(panel(page)).toContainText(/of 4,096 KiB/, { timeout: 20_000 });
  await picture("board-320-copying");
  await page.setViewportSize({ width: 1366, height: 768 });
  await expectAccessible();
  await picture("board-1366-copying");
});
