// Starts the page's program, once the page may speak to nobody but those that its host allows, and
// tells when it has stopped.
//
// Trunk writes the two names, which change with every build, into the attributes of this script's own
// element.

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

// What a program does when it can't go on; nothing of it works after that.
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
addEventListener("error", ({ error }) => isTrap(error) && tellThatItStopped());
addEventListener("unhandledrejection", ({ reason }) => isTrap(reason) && tellThatItStopped());

try {
  const { default: init } = await loading;
  await init({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  tellThatItStopped();
  throw error;
}

/** Above what the page shows: what is in the terminal can still be copied. */
function tellThatItStopped() {
  if (document.querySelector(".stopped")) return;
  const place = document.querySelector("main") ?? document.body.appendChild(document.createElement("main"));
  place.prepend(document.getElementById("stopped").content.cloneNode(true));
  scrollTo(0, 0);
}

/** The allowed origins; none where the file is missing or wrong. */
async function settings() {
  try {
    const response = await fetch(new URL("settings.json", document.baseURI));
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
