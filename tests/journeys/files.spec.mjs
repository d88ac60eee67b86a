// The board's files: made, uploaded, renamed, deleted, and had back byte for byte.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { drop } from "./harness/drop.mjs";
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, connect, expectPrompt, terminal, TRY, type } from "./harness/screens.mjs";

const python = process.env.BOARDWALK_MICROPYTHON;

const panel = (page) => page.locator(".files");
const row = (page, name) => panel(page).locator(".file-row", { hasText: name });
const inPanel = (page, name) => panel(page).getByRole("button", { name, exact: true });
const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const upload = (page, files) => panel(page).getByLabel("Upload…", { exact: true }).setInputFiles(files);

const EVERY_BYTE = Buffer.from(Array.from({ length: 600 }, (_, at) => at % 256));
const TEXT = "x = 'ü'\r\nprint(x)\r\n";

async function openFiles(page) {
  await button(page, "Files").click();
  await expect(panel(page).getByRole("heading", { name: "On the board" })).toBeVisible({ timeout: 20_000 });
}

/** Downloads by a button; the bytes. */
async function downloaded(page, name) {
  const coming = page.waitForEvent("download");
  await inPanel(page, name).click();
  return readFileSync(await (await coming).path());
}

/** All that can be done to files, on a board at its prompt. */
async function everything(page, { picture, expectAccessible }) {
  await openFiles(page);
  await expect(panel(page)).toContainText(/ free of /);
  await upload(page, [file("data.bin", EVERY_BYTE), file("课堂.py", TEXT)]);
  await expect(panel(page)).toContainText("All 2 files are on the board, checked.", { timeout: 60_000 });
  await expect(row(page, "data.bin")).toContainText("600 bytes");
  await expectAccessible();
  await picture("files");

  await row(page, "data.bin").click();
  expect(sha256(await downloaded(page, "Download data.bin"))).toBe(sha256(EVERY_BYTE));

  await inPanel(page, "Open data.bin").click();
  await expect(panel(page)).toContainText("data.bin is not text");

  await inPanel(page, "Rename data.bin").click();
  const name = panel(page).getByLabel("New name of data.bin");
  await expect(name).toBeFocused();
  await name.fill("all.bin");
  await name.press("Enter");
  await expect(row(page, "all.bin")).toBeVisible({ timeout: 20_000 });
  await expect(row(page, "all.bin")).toBeFocused();
  await expect(row(page, "data.bin")).toHaveCount(0);

  await inPanel(page, "New folder").click();
  await panel(page).getByLabel("Name of the new folder").fill("lib");
  await page.keyboard.press("Enter");
  await expect(row(page, "lib")).toBeVisible({ timeout: 20_000 });
  await row(page, "lib").click();
  await expect(panel(page)).toContainText("There is nothing in this folder.", { timeout: 20_000 });
  await panel(page).getByLabel("Upload into lib…").setInputFiles([file("a.py", "a = 1\n")]);
  await expect(row(page, "a.py")).toBeVisible({ timeout: 60_000 });
  await inPanel(page, "Delete lib").click();
  await expect(panel(page)).toContainText("The folder lib is not empty.");

  const coming = page.waitForEvent("download", { timeout: 60_000 });
  await inPanel(page, "Download all").click();
  const zip = await (await coming).path();
  const list = "import sys, zipfile, hashlib\nz = zipfile.ZipFile(sys.argv[1])\n"
    + "print(*sorted(f'{i.filename} {hashlib.sha256(z.read(i)).hexdigest()}' for i in z.infolist()), sep='\\n')";
  const packed = execFileSync("python3", ["-c", list, zip], { encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf8" } });
  expect(packed).toContain(`all.bin ${sha256(EVERY_BYTE)}`);
  expect(packed).toContain(`课堂.py ${sha256(TEXT)}`);
  expect(packed).toContain(`lib/a.py ${sha256("a = 1\n")}`);

  await row(page, "all.bin").click();
  await inPanel(page, "Delete all.bin").click();
  await expect(panel(page)).toContainText("Delete all.bin?");
  await picture("files-delete");
  await inPanel(page, "Keep").click();
  await expect(row(page, "all.bin")).toBeFocused();
  await inPanel(page, "Delete all.bin").click();
  await inPanel(page, "Delete").click();
  await expect(row(page, "all.bin")).toHaveCount(0, { timeout: 20_000 });
  await expectAccessible();
}

test("files go to the practice board and come back as they were", async ({ page, picture, expectAccessible }) => {
  test.setTimeout(180_000);
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await everything(page, { picture, expectAccessible });
});

test("what is there already is asked about, and what can not go is told", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await openFiles(page);
  await expect(panel(page)).toContainText(/ free of /);
  await upload(page, [file("a.py", "1\n")]);
  await expect(row(page, "a.py")).toBeVisible({ timeout: 20_000 });
  await upload(page, [file("a.py", "22\n"), file("b.py.bw~", "x")]);
  await expect(panel(page)).toContainText("a.py will be replaced");
  await expect(panel(page)).toContainText("b.py.bw~ can’t be uploaded");
  await inPanel(page, "Upload 1 file").click();
  await expect(row(page, "a.py")).toContainText("3 bytes", { timeout: 20_000 });
});

test("files that are dropped on the panel go to the board, and a folder among them is told of", async ({ page }, testInfo) => {
  const folder = testInfo.outputPath("dropped");
  mkdirSync(`${folder}/a folder`, { recursive: true });
  writeFileSync(`${folder}/every.bin`, EVERY_BYTE);
  writeFileSync(`${folder}/words.py`, TEXT);
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await openFiles(page);
  await expect(panel(page)).toContainText(/ free of /);
  const { x, y } = await panel(page).getByText("You can also drop files here.").boundingBox();
  const at = { x: x + 20, y: y + 5 };
  await drop(page, ["every.bin", "words.py"].map((name) => `${folder}/${name}`), at);
  await expect(panel(page)).toContainText("All 2 files are on the board, checked.", { timeout: 60_000 });
  await row(page, "every.bin").click();
  expect(sha256(await downloaded(page, "Download every.bin"))).toBe(sha256(EVERY_BYTE));
  await row(page, "every.bin").click();
  await row(page, "words.py").click();
  expect(sha256(await downloaded(page, "Download words.py"))).toBe(sha256(TEXT));

  await drop(page, [`${folder}/a folder`], at);
  await expect(panel(page)).toContainText("a folder can’t be uploaded: it is a folder.");
});

for (const [width, height] of [[1366, 768], [320, 640]]) {
  test(`they are for everybody at ${width} by ${height}`, async ({ page, expectAccessible, picture }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto("./");
      await button(page, TRY).click();
      await expectPrompt(page);
      await openFiles(page);
      await expect(panel(page)).toContainText(/ free of /);
      await upload(page, [file("main.py", TEXT), file("a_rather_long_name_of_a_sensor.py", TEXT), file("data.bin", EVERY_BYTE)]);
      await expect(panel(page)).toContainText("All 3 files are on the board, checked.", { timeout: 60_000 });
      await expectAccessible();
      await picture(`files-${width}-${colorScheme}`);
      await row(page, "data.bin").click();
      await inPanel(page, "Delete data.bin").click();
      await expect(panel(page)).toContainText("Delete data.bin?");
      await expectAccessible();
      await picture(`files-delete-${width}-${colorScheme}`);
      // As on a first visit: there the files are not open.
      await page.evaluate(() => localStorage.clear());
    }
  });
}

test.describe("on a board that runs a real MicroPython", () => {
  test.skip(!python, "the interpreter behind the board runs on Linux only");
  test.use({
    flash: installed("micropython-1.10.0.bin"),
    boardOptions: ["--program", "python", "--python", python, "--python-version", "1.23"],
  });

  test("files go to the board and come back as they were", async ({
    page,
    servedBoard,
    picture,
    expectAccessible,
  }) => {
    test.setTimeout(240_000);
    await connect(page, servedBoard);
    await expectPrompt(page);
    await everything(page, { picture, expectAccessible });
    await page.locator(".xterm-helper-textarea").focus();
    await type(page, "import os; print(*sorted(os.listdir()))\n");
    await expect(terminal(page)).toContainText("boot.py lib 课堂.py");
  });
});
