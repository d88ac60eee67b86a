// A worker: takes `{ id, text }`, answers `{ id, errors }`. It says `{ ready: true }` when it is loaded.
import { errorsOf } from "./mpy-cross.mjs";
import { asUnderstood } from "./newer.mjs";

const loading = load();

onmessage = async ({ data: { id, text } }) => {
  const module = await loading;
  postMessage({ id, errors: await errorsOf(module, asUnderstood(text)) });
};

// What goes wrong anywhere above ends this worker: its page hears of it as of an error.
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});

async function load() {
  const response = await fetch(new URL("mpy-cross.wasm", import.meta.url));
  if (!response.ok) throw new Error(`mpy-cross.wasm: ${response.status}`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  postMessage({ ready: true });
  return module;
}
