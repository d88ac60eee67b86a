// The handout: from what the form says to a sheet of paper.
import { correction, generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { translate } from "./language.mjs";

/** What browsers call the boards' adapters, the likeliest first: names of products, in no language. */
const CP2102 = "CP2102 USB to UART Bridge Controller";
const CP2104 = "CP2104 USB to UART Bridge Controller";
const CH340 = "USB-SERIAL CH340";
const ROWS = { nodemcu: [CP2102, CH340], d1mini: [CH340], feather: [CP2104], "": [CH340, CP2102] };

/** What the form has that the address of the page understands. */
const UNDERSTOOD = ["lesson", "firmware"];
/** The form's own lines are found again at the next visit. */
const KEPT = "handout-lines";

const element = (id) => document.getElementById(id);
const form = element("form");

await translate();
await Promise.all([offerLessons(), offerFirmware()]);
fillIn(new URLSearchParams(location.search));
show();
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
element("print").addEventListener("click", () => print());

/** What this page's own address asks for, so that a teacher can keep it as a link. */
function fillIn(asked) {
  for (const name of ["board", ...UNDERSTOOD]) {
    const field = form.elements[name];
    const value = asked.get(name);
    const has = (value) => [...(field.options ?? field)].some((choice) => choice.value === value);
    if (value !== null && has(value)) field.value = value;
  }
  form.elements.lines.value = kept().getItem?.(KEPT) ?? "";
}

function show() {
  const chosen = new FormData(form);
  const address = addressFor(chosen);
  element("address").textContent = address;
  element("address").dataset.length = address.length > 60 ? "long" : "short";
  drawCode(address);
  const [row, other = ""] = ROWS[chosen.get("board")];
  element("row").textContent = row;
  element("other-row").textContent = other;
  document.querySelector(".row").classList.toggle("single", !other);
  const lines = chosen.get("lines").trim();
  element("own-lines").textContent = lines;
  kept().setItem?.(KEPT, lines);
}

/** That of the page beside this one, with what was chosen. */
function addressFor(chosen) {
  const page = new URL("./", document.baseURI);
  const options = UNDERSTOOD.filter((name) => chosen.get(name));
  // A slash may stand in them as it is, and is shorter to type.
  const pair = (name) => `${name}=${encodeURIComponent(chosen.get(name)).replaceAll("%2F", "/")}`;
  page.search = options.map(pair).join("&");
  return page.href;
}

/** With a margin of four, as the standard has it. */
function drawCode(address) {
  const code = generate(address, { minCorrectionLevel: correction.M });
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", toSvgPath(code));
  const svg = element("code");
  svg.setAttribute("viewBox", `-4 -4 ${code.size + 8} ${code.size + 8}`);
  svg.replaceChildren(path);
}

/** The lessons of this host, by their titles. */
async function offerLessons() {
  const { lang } = document.documentElement;
  const file = await text(`lessons/${lang}.txt`);
  for (const lesson of file.split("\x1e").slice(1)) {
    const [id, title] = lesson.split("\n");
    offer("lesson", id, title.replace(/^# /, ""));
  }
}

/** The images of this host's shelf. */
async function offerFirmware() {
  const file = await text("firmware/manifest.json");
  const { name, version, builds = [] } = file ? JSON.parse(file) : {};
  for (const build of builds) {
    const path = build.parts?.[0]?.path;
    if (build.chipFamily !== "ESP8266" || typeof path !== "string") continue;
    const address = new URL(path, new URL("firmware/", document.baseURI));
    const beside = new URL("./", document.baseURI).href;
    const isHere = address.href.startsWith(beside);
    const words = `${build.name ?? name} ${build.version ?? version ?? ""}`.trim();
    offer("firmware", isHere ? address.href.slice(beside.length) : address.href, words);
  }
}

function offer(list, value, words) {
  form.elements[list].add(new Option(words, value));
}

/** A file beside the page; nothing where it is not to be had. */
async function text(path) {
  try {
    const response = await fetch(new URL(path, document.baseURI));
    return response.ok ? await response.text() : "";
  } catch {
    return "";
  }
}

/** Where the browser keeps nothing for pages, it may also refuse to be asked. */
function kept() {
  try {
    return localStorage;
  } catch {
    return {};
  }
}
