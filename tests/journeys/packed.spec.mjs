// Firmware that comes packed: taken out of its .gz or .zip, or told why not.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { expect, test } from "./harness/journey.mjs";
import { button, INSTALL, practise } from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const zip = (files) => Buffer.from(zipSync(files));
const pick = (page, name, buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

const TEXT = Buffer.from("hello");
const flipped = (bytes, at) => {
  const copy = Buffer.from(bytes);
  copy[at] ^= 1;
  return copy;
};
const gzipped = gzipSync(IMAGE);
/** The list says that the second file has 17 MiB. */
const huge = zip({ "a.bin": [new Uint8Array(17 << 20), { level: 1 }] });

const refused = [
  ["none.zip", zip({ "lib/a.py": TEXT, "READ ME.txt": TEXT }), "There is no .bin file in none.zip, but: a.py, READ ME.txt."],
  ["nothing.zip", zip({}), "nothing.zip is empty."],
  ["at.zip", zip({ "boot.bin": TEXT, "user1.bin": TEXT }), "There are several .bin files in at.zip: boot.bin, user1.bin."],
  ["flipped.zip", flipped(zip({ "a.bin": [IMAGE, { level: 0 }] }), 300_000), "flipped.zip could not be unpacked"],
  ["cut.zip", zip({ "a.bin": IMAGE }).subarray(0, 300_000), "cut.zip could not be unpacked"],
  ["huge.zip", huge, "What is in huge.zip is larger than the memory of any board"],
  ["flipped.bin.gz", flipped(gzipped, 200_000), "flipped.bin.gz could not be unpacked"],
  ["cut.bin.gz", gzipped.subarray(0, 200_000), "cut.bin.gz could not be unpacked"],
  ["huge.bin.gz", gzipSync(Buffer.alloc(17 << 20)), "What is in huge.bin.gz is larger than the memory of any board"],
  ["a.bin.7z", Buffer.from("7z\xBC\xAF\x27\x1C", "latin1"), "This file is packed in a way that this page does not know."],
  ["text.zip", zip({ "text.bin": TEXT }), "This is a text, perhaps a Python program."],
  ["twice.zip", zip({ "a.bin": Buffer.from(gzipped) }), "This file is packed in a way that this page does not know."],
];

test("each packed file that can't be used is told why, and the next one works", async ({ page, expectAccessible, picture }) => {
  await practise(page);
  for (const [name, buffer, sentence] of refused) {
    await pick(page, name, buffer);
    await expect(page.getByText(`${name} can’t be installed.`)).toBeVisible({ timeout: 15_000 });
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(button(page, INSTALL)).toBeDisabled();
    if (name === "at.zip") await picture("several-in-a-zip");
  }
  await expectAccessible();
  await pick(page, "micropython.zip", zip({ "esp8266/": new Uint8Array(), "esp8266/READ ME.txt": TEXT, "esp8266/mp-1.9.3.bin": IMAGE }));
  await expect(page.locator("dd", { hasText: "mp-1.9.3.bin" })).toBeVisible();
  await expect(page.getByText("The file is complete.")).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled();
  await pick(page, "Mine.BIN.GZ", gzipped);
  await expect(page.locator("dd", { hasText: /^Mine\.BIN$/ })).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled();
});
