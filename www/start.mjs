// Starts the page's program, once the page may speak to nobody but those that its host allows, and
// tells when it has stopped.
//
// Trunk writes the two names, which change with every build, into the attributes of this script's own
// element.

/** A host that does not answer by then has none; the others are read in a moment. */
const SETTINGS_MS = 5_000;

/** English is here already: a language that does not come by then is not waited for. */
const LANGUAGE_MS = 3_000;

/** By then the screen is there, also on a slow computer. */
const COPY_AFTER_MS = 2_000;

const { program, wasm, languages } = document.getElementById("start").dataset;
// Its modules come while the settings and the texts do; they do nothing before `init`.
const loading = import(new URL(program, document.baseURI));
const translating = translate(new URLSearchParams(location.search).get("lang"));

keepDroppedFiles();

// settings.json names the sites, besides this one, that firmware may come from and that may embed the page.
// Nothing else hangs on it, so it is read only where one of the two is asked for.
const isForeign = isInForeignFrame();
const settings = isForeign || asksElsewhere() ? readSettings() : {};

// The policy in index.html can't name these sites: it is made before the page's host is known. A second
// policy can only narrow the first, so both hold. The program waits for these sites before it asks any.
globalThis.firmwareOrigins = Promise.resolve(settings).then(({ firmware_origins }) => {
  const allowed = sites("firmware_origins", firmware_origins).join(" ");
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src 'self' ${allowed}`;
  document.head.append(policy);
  return allowed;
});
// In a frame that its page keeps apart from its own site, the browser keeps nothing and runs no workers.
if (isForeign && (origin === "null" || !isNamed(sites("embedders", (await settings).embedders)))) {
  // The program then offers itself in a tab of its own.
  document.documentElement.dataset.frame = "foreign";
}

// What nobody caught on its way out of the program has ended a part of it, and no one knows which: a trap,
// which is what a panic is, or what it called. xterm.js throws such errors anew, with their stack as words.
const endedIt = (error) => /wasm-function/.test(error?.stack);
addEventListener("error", ({ error }) => endedIt(error) && tellThatItStopped());
addEventListener("unhandledrejection", ({ reason }) => endedIt(reason) && tellThatItStopped());
// Before the program's own listener, which asks whether to leave in the middle of an installation.
addEventListener("beforeunload", (event) => hasStopped() && event.stopImmediatePropagation());

try {
  const { default: init, start } = await loading;
  await init({ module_or_path: new URL(wasm, document.baseURI) });
  // The workbench takes its own of them when it is loaded.
  const spoken = (globalThis.spoken = await translating);
  start(spoken?.page, spoken?.shared);
} catch (error) {
  tellThatItStopped();
  throw error;
}

// The copy for a time without network comes when nobody waits for anything.
setTimeout(() => keepCopy().catch(() => {}), COPY_AFTER_MS);

/** Has a worker keep the page's files; not in pages of other sites, and not where every byte is paid for. */
async function keepCopy() {
  if (isForeign || navigator.connection?.saveData) return;
  await navigator.serviceWorker.register("service-worker.js");
  (await navigator.serviceWorker.ready).active.postMessage("keep all");
}

function hasStopped() {
  return document.querySelector(".stopped") !== null;
}

/** Above what the page shows: what is in the terminal can still be copied. */
function tellThatItStopped() {
  const words = document.getElementById("stopped");
  if (!words || hasStopped()) return;
  const place = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  place.prepend(words.content.cloneNode(true));
  scrollTo(0, 0);
}

/** Whether the page's address asks for firmware of another site. */
function asksElsewhere() {
  const asked = new URLSearchParams(location.search);
  return ["firmware", "manifest"].some((name) => originOf(asked.get(name)) !== location.origin);
}

/** Whether any page around this one is another site's. */
function isInForeignFrame() {
  try {
    // Only pages of the same site may look.
    for (let frame = window; frame !== top; frame = frame.parent) void frame.parent.document;
    return false;
  } catch {
    return true;
  }
}

/** Whether all pages around this one are this site's or of `sites`. */
function isNamed(sites) {
  const around = location.ancestorOrigins;
  if (around) return [...around].every((site) => site === location.origin || sites.includes(site));
  // Firefox tells of the page that led here alone: of the innermost frame, and only of its first page.
  return parent === top && sites.includes(originOf(document.referrer || "none:"));
}

/** settings.json; nothing where it is missing, late or no JSON. */
async function readSettings() {
  try {
    const address = new URL("settings.json", document.baseURI);
    const response = await fetch(address, { signal: AbortSignal.timeout(SETTINGS_MS) });
    return (await response.json()) ?? {};
  } catch (error) {
    console.warn("settings.json is not used:", error);
    return {};
  }
}

/** The sites of a list: https, a name or number, perhaps a port. All else might say more in a policy. */
function sites(name, list = []) {
  return [list].flat().flatMap((site) => {
    const origin = /^https:\/\/([a-z\d-]+\.)*[a-z\d-]+(:\d+)?$/i.test(site) && originOf(site);
    if (!origin) console.warn(`settings.json: what ${name} holds is not used, as it is no https origin:`, site);
    return origin || [];
  });
}

/** The origin of an address, which may be relative to the page; none where it is no address. */
function originOf(address) {
  try {
    return new URL(address, location).origin;
  } catch {
    return undefined;
  }
}

/** A file that is dropped where nobody takes it would be opened in the page's place. */
function keepDroppedFiles() {
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      const { dataTransfer, target } = event;
      if (event.defaultPrevented || target.type === "file" || !dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      dataTransfer.dropEffect = "none";
    });
  }
}

/**
 * Puts a language's texts in place of the page's own, and gives the tables of the programs; where the page
 * does not have them, all stays English.
 */
async function translate(language) {
  const file = languages.split(" ").find((name) => name.split(".")[0] === language);
  if (!file) return undefined;
  try {
    const address = new URL(`texts/${file}`, document.baseURI);
    const response = await fetch(address, { signal: AbortSignal.timeout(LANGUAGE_MS) });
    const texts = await response.json();
    for (const place of [document, document.getElementById("stopped").content]) {
      for (const element of place.querySelectorAll("[data-text]")) {
        const shown = element instanceof HTMLMetaElement ? "content" : "textContent";
        element[shown] = texts.document[element.dataset.text];
      }
    }
    document.documentElement.lang = language;
    return texts;
  } catch (error) {
    console.warn(`${file} is not used:`, error);
    return undefined;
  }
}
