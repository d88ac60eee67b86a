// Files that can't be installed: refused by name, before the port is touched, and the next one works.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { button, INSTALL, practise } from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));

/** magic, segments, mode, size; entry; write-protect pin EE; chip 5 at 12 */
const esp32 = Buffer.alloc(4096);
esp32.set([0xe9, 3, 2, 0x20, 0x10, 0, 0x38, 0x40, 0xee, 0, 0, 0, 5, 0]);

const refused = [
  ["empty.bin", Buffer.alloc(0), "The file is empty."],
  ["page.bin", Buffer.from("<!DOCTYPE html><title>404</title>"), "This is a web page, not firmware."],
  ["esp32.bin", esp32, "This firmware is for the ESP32-C3, not for the ESP8266."],
  ["cut.bin", IMAGE.subarray(0, 300_000), "The end of this file is missing"],
  ["flipped.bin", Buffer.from(IMAGE).fill(0x55, 400_000, 400_004), "This file is damaged."],
  ["blink.py", Buffer.from("print('hello')\n"), "This is a text, perhaps a Python program."],
  ["huge.bin", Buffer.alloc(40 << 20, 0xe9), "The file is far too large"],
];

test("each wrong file is called what it is, and a right one is taken after it", async ({
  page,
  expectAccessible,
}) => {
  await practise(page);
  for (const [name, buffer, sentence] of refused) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await expect(page.getByText(`${name} can’t be installed.`)).toBeVisible();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(button(page, INSTALL)).toBeDisabled();
  }
  await expectAccessible();
  await page.locator("input[type=file]").setInputFiles({ name: "mine.bin", mimeType: "", buffer: IMAGE });
  await expect(page.getByText("The file is complete.")).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled();
});

test("a file can be dropped onto the card", async ({ page }) => {
  await practise(page);
  const dropped = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "dropped.bin"));
    return data;
  }, IMAGE.toString("base64"));
  const card = page.getByRole("group", { name: "Firmware" });
  await card.dispatchEvent("dragover", { dataTransfer: dropped });
  await expect(page.getByText("Let go to use this file")).toBeVisible();
  await card.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByText("dropped.bin", { exact: true })).toBeVisible();
  await expect(page.getByText("From this computer", { exact: true })).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled();
});

const shelves = [
  ["wrong JSON", { body: "{" }, "The list of firmware on this page can’t be used."],
  ["a page of the network", { body: "<html>" }, "This network answers with a page of its own in place of the list of firmware."],
  ["no list", { status: 404, body: "" }, "firmware/manifest.json could not be fetched."],
  ["nothing for this chip", { body: '{"name":"x","builds":[]}' }, "This page has no firmware on its shelf."],
];

test.describe("a shelf that can't be used", () => {
  test.use({ expectedErrors: /404/ });
  for (const [what, response, sentence] of shelves) {
    test(`${what} is said, and a file of one's own still works`, async ({ page }) => {
      await page.route("**/firmware/manifest.json", (route) => route.fulfill(response));
      await practise(page);
      await expect(page.getByText(sentence)).toBeVisible();
      await page.locator("input[type=file]").setInputFiles({ name: "mine.bin", mimeType: "", buffer: IMAGE });
      await expect(button(page, INSTALL)).toBeEnabled();
    });
  }
});
