// @ts-check
// The chip's modules in Python, which are loaded once for all the Pythons that start.

/** In the order in which they need each other. */
export const MODULES = [
  ..."time console machine network neopixel dht onewire ds18x20 esp requests ntptime socket".split(" "),
];

/** Their texts, by name. @returns {Promise<Record<string, string>>} */
export async function loadModules() {
  const texts = MODULES.map(async (name) => {
    const response = await fetch(new URL(`./python/${name}.py`, import.meta.url));
    if (!response.ok) throw new Error(`${name}.py: ${response.status}`);
    return [name, await response.text()];
  });
  return Object.fromEntries(await Promise.all(texts));
}
