// For who looks after the computers: the policies for the very address that this page came from.
import { ADAPTERS } from "./adapters.mjs";
import { translate } from "./language.mjs";
import { readPolicy } from "./policy.mjs";

/** Of `DefaultSerialGuardSetting`: no page may ask, but for the exceptions. */
const BLOCKED = 2;

const element = (id) => document.getElementById(id);
const { origin } = location;
const ask = { SerialAskForUrls: [origin] };
const allow = { SerialAllowUsbDevicesForUrls: [{ urls: [origin], devices: ADAPTERS.map(device) }] };

await translate();
element("origin").textContent = origin;
element("chips").append(...ADAPTERS.map(row));
show("ask", json(ask));
show("allow", json(allow));
show("all", json({ DefaultSerialGuardSetting: BLOCKED, ...ask, ...allow }));
element("print").addEventListener("click", () => print());

const { policy, isHeader } = await readPolicy();
if (policy) show("policy", policy.split("; ").join(";\n"));
element(policy ? (isHeader ? "from-header" : "from-page") : "unread").hidden = false;

function device({ vendor, product }) {
  return { vendor_id: vendor, product_id: product };
}

function row({ chips, vendor, product }) {
  const hex = (number) => number.toString(16).padStart(4, "0");
  const row = document.createElement("tr");
  for (const words of [chips, `${hex(vendor)}:${hex(product)}`, `${vendor}, ${product}`]) {
    row.insertCell().textContent = words;
  }
  return row;
}

/** A device a line. */
function json(value) {
  return JSON.stringify(value, null, 2).replace(/\{\s+("vendor_id": \d+),\s+("product_id": \d+)\s+\}/g, "{ $1, $2 }");
}

/** A text as it is, with a button that copies it. */
function show(id, text) {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.textContent = text;
  element(id).replaceChildren(pre, copyButton(text));
}

function copyButton(text) {
  const button = element("copy").content.firstElementChild.cloneNode(true);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = element("copied").content.textContent;
  });
  return button;
}
