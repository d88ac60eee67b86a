// The check of the day before: each question is put to this browser itself, and its answer chooses a sentence that
// stands in the page.
import { isFirmwareWhole } from "./check/firmware.mjs";
import { offlineCopy } from "./check/offline.mjs";
import { frame, serial, storage, windowToChoose, openWindow } from "./check/browser.mjs";
import { practiceBoard } from "./check/practice.mjs";
import { translate } from "./language.mjs";

/** Each gives the name of its result, and perhaps words of its own for it. */
const CHECKS = {
  serial,
  frame,
  window: windowToChoose,
  storage,
  offline: offlineCopy,
  firmware: isFirmwareWhole,
  practice: practiceBoard,
};
/** Which results are as they should be; a question that is still open is neither. */
const GOOD = ["good", "allowed"];
const OPEN = ["ask"];

const element = (id) => document.getElementById(id);

await translate();
element("again").addEventListener("click", lookAtAll);
element("open-window").addEventListener("click", async () => {
  show("window", await openWindow());
  conclude();
});
await lookAtAll();

async function lookAtAll() {
  for (const name of Object.keys(CHECKS)) show(name, { result: "testing" });
  conclude();
  await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => {
      show(name, await check());
    }),
  );
  conclude();
}

function show(name, { result, words }) {
  const item = element(name);
  for (const answer of item.querySelectorAll("[data-result]")) answer.hidden = answer.dataset.result !== result;
  item.dataset.state = stateOf(result);
  if (words !== undefined) element("broken").textContent = words;
}

function stateOf(result) {
  if (result === "testing") return "testing";
  if (OPEN.includes(result)) return "ask";
  return GOOD.includes(result) ? "good" : "bad";
}

function conclude() {
  const states = [...document.querySelectorAll(".checks li")].map((item) => item.dataset.state);
  const isTesting = states.includes("testing");
  const isBad = states.includes("bad");
  element("testing").hidden = !isTesting;
  element("ready").hidden = isTesting || isBad;
  element("not-ready").hidden = isTesting || !isBad;
  element("again").disabled = isTesting;
}
