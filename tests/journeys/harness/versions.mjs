// Images that say of themselves that they are another version, and a shelf with one of them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export const IMAGE = readFileSync(new URL("../../../dist/firmware/micropython-1.10.0.bin", import.meta.url));
const LENGTH_AT = 0x8ffc;

/** The image, which says that it is another version, as long as its own. */
export function saying(version) {
  const image = Buffer.from(IMAGE);
  const at = image.indexOf("MicroPython v1.10-");
  image.write(version, at);
  const end = image.readUInt32LE(LENGTH_AT);
  createHash("md5").update(image.subarray(4, end)).digest().copy(image, end);
  return image;
}

/** A shelf with a newer build for 2 MB first, and then one for 1 MB. */
export async function stock(page) {
  const newer = saying("MicroPython v1.20-");
  const build = (version, path, leastFlashBytes) => ({
    chipFamily: "ESP8266",
    name: "MicroPython",
    version,
    parts: [{ path, offset: 0 }],
    boardwalk: { leastFlashBytes },
  });
  const builds = [build("1.20", "newer.bin", 2 << 20), build("1.10", "micropython-1.10.0.bin", 1 << 20)];
  await page.route("**/firmware/manifest.json", (route) => route.fulfill({ json: { name: "MicroPython", version: "1.20", builds } }));
  await page.route("**/firmware/newer.bin", (route) => route.fulfill({ body: newer }));
}
