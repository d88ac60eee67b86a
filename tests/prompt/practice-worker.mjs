// A browser's worker in Node: its globals, and then the program that `workerData` names.
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

/** Messages that came before somebody listened. */
const early = [];
let listener;

parentPort.on("message", (data) => {
  if (listener) listener({ data });
  else early.push({ data });
});

Object.defineProperty(globalThis, "onmessage", {
  configurable: true,
  get: () => listener,
  set(listens) {
    listener = listens;
    for (const message of early.splice(0)) listener(message);
  },
});
globalThis.postMessage = (data) => parentPort.postMessage(data);
globalThis.WorkerGlobalScope = class {};

/** Reads the files of the page. */
globalThis.XMLHttpRequest = class {
  open(_, url) {
    this.url = url;
  }
  send() {
    const { buffer, byteOffset, byteLength } = readFileSync(new URL(this.url));
    this.response = buffer.slice(byteOffset, byteOffset + byteLength);
    this.status = 200;
    this.onload?.();
  }
};

// By this MicroPython would know Node, and use it instead of what a browser has.
delete globalThis.process;
await import(workerData);
