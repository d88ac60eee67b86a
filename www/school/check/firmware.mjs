// Whether every image of the shelf can be had, and is what its list says.

/** The first byte of an image for this chip. */
const MAGIC = 0xe9;

/** @returns {Promise<{ result: string, words?: string }>} */
export async function isFirmwareWhole() {
  const folder = new URL("firmware/", document.baseURI);
  const parts = await partsOf(new URL("manifest.json", folder));
  if (!parts.length) return { result: "none" };
  for (const part of parts) {
    if (!(await isWhole(new URL(part.path, folder), part))) return { result: "broken", words: part.path };
  }
  return { result: "good" };
}

async function partsOf(list) {
  try {
    const { builds } = await (await fetch(list, { cache: "no-cache" })).json();
    const ours = builds.filter(({ chipFamily }) => chipFamily === "ESP8266");
    // What the list knows of a file stands under our key, as `cargo xtask firmware add` writes it.
    return ours.flatMap(({ parts }) => parts.map(({ path, offset, boardwalk }) => ({ path, offset, ...boardwalk })));
  } catch {
    return [];
  }
}

async function isWhole(address, { offset, bytes, sha256 }) {
  try {
    const response = await fetch(address);
    const image = await response.arrayBuffer();
    const begins = !offset && new Uint8Array(image)[0] !== MAGIC;
    if (!response.ok || begins || (bytes !== undefined && image.byteLength !== bytes)) return false;
    return sha256 === undefined || (await digest(image)) === sha256.toLowerCase();
  } catch {
    return false;
  }
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
