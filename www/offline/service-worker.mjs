// The page without the network: a copy of all its files, kept by this worker, and when it is used.
//
// - A start asks the network for `index.html`, for a moment; without an answer, the copy starts.
// - All files of a copy are of one version, and are checked by their hashes whenever they are used. A page gets all its
//   parts from one version, also those that it loads hours later: so a newer one is taken at a start, when no other
//   tab has the page open, and never in the middle of anything.
// - What a host changes without building the page again, its settings and its shelf, comes from the network where
//   there is one.
// - Nothing else of the host's is touched, and no other site's.
// - Where the host has taken the worker away, the copy goes.
import { copies } from "./copies.mjs";
import { fromShelf, isOfHost, nameOf } from "./names.mjs";
import { within } from "./within.mjs";

/** By when the network has to answer where there is a copy. */
const NETWORK_MS = 3_000;
const GONE = [404, 410];

/* global OFFLINE: the build writes it in front of this script. */
const { files, core } = OFFLINE;
const { scope } = registration;
const copy = copies(scope, files);
/** Whether the host has taken this worker away: then it stands aside, until the last page is closed. */
let isRemoved = false;

addEventListener("install", (event) => {
  // An update comes whole, beside the version that runs: else a later start without network would lack parts.
  event.waitUntil(copy.keep(registration.active ? Object.keys(files) : core));
});

addEventListener("activate", (event) => {
  event.waitUntil(copy.tidy().then(() => clients.claim()));
});

addEventListener("message", (event) => {
  const { data, ports } = event;
  if (data === "keep all") event.waitUntil(keepAll().catch((error) => console.warn("the copy is not whole:", error)));
  if (data === "take over") skipWaiting();
  if (data === "is it whole") event.waitUntil(isWhole().then((answer) => ports[0].postMessage(answer)));
});

addEventListener("fetch", (event) => {
  if (isRemoved) return;
  const { request } = event;
  const name = request.method === "GET" && nameOf(request.url, scope);
  if (name && isOfHost(name) && request.mode !== "navigate") event.respondWith(newestOf(event, name));
  else if (!Object.hasOwn(files, name)) return;
  else if (name === "index.html" && request.mode === "navigate") event.respondWith(start(event));
  else event.respondWith(part(event, name));
});

/** The page: what the network has, or the copy. */
async function start(event) {
  const isFree = !(await isOpenElsewhere(event.request));
  if (registration.waiting && isFree) {
    registration.waiting.postMessage("take over");
    // Once more, and then from the next worker.
    return new Response("", { headers: { refresh: "0" } });
  }
  const asking = askNetwork();
  const answer = await within(NETWORK_MS, asking);
  const kept = await copy.get("index.html");
  if (!answer) {
    if (!kept) return asking.then(({ response }) => response);
    await copy.isOutdated(false);
    return kept;
  }
  event.waitUntil(leaveIfRemoved());
  const { response, isSame } = answer;
  if (!response.ok && kept && !GONE.includes(response.status)) return kept;
  if (response.ok && !isSame) event.waitUntil(registration.update().catch(() => {}));
  if (!isSame && kept && !isFree) return kept;
  await copy.isOutdated(!isSame);
  return response;
}

/** `index.html` of the network, and whether it is that of this copy. */
async function askNetwork() {
  const response = await fetch(scope, { cache: "no-cache" });
  const body = await response.arrayBuffer();
  const isSame = await copy.is("index.html", body);
  // Without that it may have been redirected, which no start may be.
  return { response: new Response(body, response), isSame };
}

/** Whether another tab has the page open, with parts of this version to come. */
async function isOpenElsewhere({ cache }) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.filter(({ url }) => nameOf(url, scope) === "index.html").length;
  // The page that is loaded again is still there.
  const isReload = cache === "no-cache" || cache === "reload";
  return open > (isReload ? 1 : 0);
}

/** Another file of the page: that of the copy, while the page that asks is of its version. */
async function part(event, name) {
  if (await copy.isOutdated()) return fetch(event.request);
  const kept = await copy.get(name);
  if (kept) return kept;
  const response = await fetch(event.request);
  event.waitUntil(copy.put(name, response.clone()).catch(() => {}));
  return response;
}

/** A file that the host may change at any time. */
async function newestOf(event, name) {
  const asking = fetch(event.request, { cache: "no-cache" });
  const response = await within(NETWORK_MS, asking);
  if (response?.ok) {
    event.waitUntil(copy.putNewest(name, response.clone()));
    return response;
  }
  return (await copy.getNewest(name)) ?? asking;
}

async function keepAll() {
  await copy.keep(Object.keys(files));
  await copy.keepNewest(["settings.json", "firmware/manifest.json"]);
  const images = await shelf();
  await copy.keepNewest(images);
  await copy.tidyShelf(images);
}

async function isWhole() {
  return (await copy.has(Object.keys(files))) && (await copy.hasNewest(await shelf()));
}

/** The names of the images that the kept list has. */
async function shelf() {
  return fromShelf(await copy.getNewest("firmware/manifest.json"), scope);
}

/** A host that has no worker any more wants no copies either. */
async function leaveIfRemoved() {
  const response = await fetch("service-worker.js", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (!response) return;
  // Some hosts answer with a page for whatever they do not have.
  const isPage = response.headers.get("content-type")?.includes("html");
  if (GONE.includes(response.status) || isPage) {
    isRemoved = true;
    await registration.unregister();
    await copy.remove();
  }
}
