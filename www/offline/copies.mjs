// The kept files. Those of the page have their hash in their name: so two versions lie beside each other, and have
// in common what did not change.

/** How much of a SHA-256 the build writes. */
const HASH_DIGITS = 32;
const NEWEST = "newest";
const OUTDATED = "outdated";

/**
 * The copy of one version.
 * @param {string} scope the folder of the page, as an address
 * @param {Record<string, string>} files the hash of each by its name
 */
export function copies(scope, files) {
  const storage = `boardwalk ${new URL(scope).pathname}`;
  const open = () => caches.open(storage);
  const address = (name) => new URL(name === "index.html" ? "./" : encodeURI(name), scope).href;
  const keyed = (name, key) => `${new URL(encodeURI(name), scope).href}?${key}`;
  const key = (name) => keyed(name, files[name]);
  // Without making a storage where there is none.
  const match = (key) => caches.match(key, { cacheName: storage });

  const is = async (name, body) => (await digest(body)) === files[name];

  /** The file, if it is kept and whole. */
  async function get(name) {
    const response = await match(key(name));
    const body = await response?.arrayBuffer();
    if (body && (await is(name, body))) return new Response(body, response);
    if (body) await (await open()).delete(key(name));
    return undefined;
  }

  async function put(name, response) {
    const body = await response.arrayBuffer();
    if (!response.ok || !(await is(name, body))) throw new Error(`${name} is another version's`);
    await (await open()).put(key(name), plain(body, response));
  }

  /** Fetches what is not kept, one after the other: whoever works with the page comes first. */
  async function keep(names) {
    for (const name of names) {
      if (await match(key(name))) continue;
      // What the browser has of it will do, if it is of this version.
      await put(name, await fetch(address(name), { priority: "low" })).catch(async () => {
        await put(name, await fetch(address(name), { priority: "low", cache: "reload" }));
      });
    }
  }

  async function has(names) {
    const kept = await Promise.all(names.map((name) => match(key(name))));
    return kept.every(Boolean);
  }

  const getNewest = (name) => match(keyed(name, NEWEST));

  async function putNewest(name, response) {
    await (await open()).put(keyed(name, NEWEST), plain(await response.arrayBuffer(), response));
  }

  /** As `keep`, of what has no version. What a host does not have is no fault. */
  async function keepNewest(names) {
    for (const name of names) {
      if (await getNewest(name)) continue;
      const response = await fetch(address(name), { priority: "low" });
      if (response.ok) await putNewest(name, response);
    }
  }

  async function hasNewest(names) {
    const kept = await Promise.all(names.map(getNewest));
    return kept.every(Boolean);
  }

  /** Takes away what this version does not have. */
  async function tidy() {
    const kept = new Set([...Object.keys(files).map(key)]);
    await removeUnless(({ href, search }) => search === `?${NEWEST}` || kept.has(href));
  }

  async function tidyShelf(images) {
    const kept = new Set(["firmware/manifest.json", ...images].map((name) => keyed(name, NEWEST)));
    const shelf = new URL("firmware/", scope).href;
    await removeUnless(({ href }) => !href.startsWith(shelf) || kept.has(href));
  }

  async function removeUnless(isKept) {
    const cache = await open();
    for (const request of await cache.keys()) {
      if (!isKept(new URL(request.url))) await cache.delete(request);
    }
  }

  /** Whether the page that runs is newer than this copy; or notes it, for the worker may be stopped at any time. */
  async function isOutdated(note) {
    const mark = keyed(OUTDATED, OUTDATED);
    if (note === undefined) return Boolean(await match(mark));
    if (note) await (await open()).put(mark, new Response(""));
    else if (await match(mark)) await (await open()).delete(mark);
    return note;
  }

  const remove = () => caches.delete(storage);

  return { is, get, put, keep, has, getNewest, putNewest, keepNewest, hasNewest, tidy, tidyShelf, isOutdated, remove };
}

/** With the headers of the host, but for those of its way here. */
function plain(body, response) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) headers.delete(name);
  return new Response(body, { headers });
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.slice(0, HASH_DIGITS);
}
