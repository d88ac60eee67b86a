// Whether the copy for a time without network is whole: its worker knows.

import { within } from "../../offline/within.mjs";

/** The files to reach the prompt have to be there first. */
const START_MS = 20_000;
const ANSWER_MS = 5_000;

export async function offlineCopy() {
  const worker = await theWorker().catch(() => undefined);
  if (!worker) return { result: "none" };
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((heard) => {
    port1.onmessage = ({ data }) => heard(data);
    setTimeout(heard, ANSWER_MS, undefined);
  });
  worker.postMessage("is it whole", [port2]);
  const isWhole = await answer;
  port1.close();
  return { result: isWhole ? "good" : "part" };
}

/** Here it also goes on where it was stopped. */
async function theWorker() {
  const { serviceWorker } = navigator;
  await serviceWorker.register("service-worker.js");
  const { active } = await within(START_MS, serviceWorker.ready);
  active.postMessage("keep all");
  return active;
}
