// Starts the page's program, once the page may speak to nobody but those that its host allows, and
// tells when it has stopped.
//
// Trunk writes the two names, which change with every build, into the attributes of this script's own
// element.

/** A host that does not answer by then has none; the others are read in a moment. */
const SETTINGS_MS = 10_000;

const { program, wasm } = document.getElementById("start").dataset;
// Its modules come while the settings do; they do nothing before `init`.
const loading = import(new URL(program, document.baseURI));

// settings.json names the origins, besides this site, that firmware may come from. The policy in
// index.html can't name them: it is made before the page's host is known. A second policy can only
// narrow the first, so both hold.
const allowed = await settings();
const policy = document.createElement("meta");
policy.httpEquiv = "Content-Security-Policy";
policy.content = ["connect-src 'self'", ...allowed].join(" ");
document.head.append(policy);
document.documentElement.dataset.firmwareOrigins = allowed.join(" ");

// What nobody caught on its way out of the program has ended a part of it, and no one knows which: a trap,
// which is what a panic is, or what it called. xterm.js throws such errors anew, with their stack as words.
const endedIt = (error) => /wasm-function/.test(error?.stack);
addEventListener("error", ({ error }) => endedIt(error) && tellThatItStopped());
addEventListener("unhandledrejection", ({ reason }) => endedIt(reason) && tellThatItStopped());
// Before the program's own listener, which asks whether to leave in the middle of an installation.
addEventListener("beforeunload", (event) => hasStopped() && event.stopImmediatePropagation());

try {
  const { default: init } = await loading;
  await init({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  tellThatItStopped();
  throw error;
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

/** The allowed origins; none where the file is missing or wrong. */
async function settings() {
  try {
    const address = new URL("settings.json", document.baseURI);
    const response = await fetch(address, { signal: AbortSignal.timeout(SETTINGS_MS) });
    const { firmware_origins: origins = [] } = await response.json();
    return origins.map((origin) => new URL(origin)).map(({ protocol, origin }) => {
      if (protocol !== "https:") throw new TypeError(`${origin} is not an https origin`);
      return origin;
    });
  } catch (error) {
    console.warn("settings.json is not used:", error);
    return [];
  }
}
