// The practice board's Python without a browser: standard input and output are its serial line.
//
//     node practice-board.mjs FOLDER BANNER
//
// It runs the files that the page serves, laid out in FOLDER as in the page. What stands between them and a
// line there, the board in software, is judged by others.
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker as Thread } from "node:worker_threads";

const REPOSITORY = new URL("../../", import.meta.url);
const MICROPYTHON = "node_modules/@micropython/micropython-webassembly-pyscript";

const [folder, banner] = process.argv.slice(2);

/** A browser's worker, as far as Python is one. */
globalThis.Worker = class {
  onmessage = () => {};
  onerror = () => {};
  #thread;

  constructor(url) {
    const program = new URL("./practice-worker.mjs", import.meta.url);
    // What its console says is none of the line's.
    this.#thread = new Thread(program, { workerData: url.href, stdout: true });
    this.#thread.on("message", (data) => this.onmessage({ data }));
    this.#thread.on("error", ({ message }) => this.onerror({ message }));
  }

  postMessage(data) {
    this.#thread.postMessage(data);
  }

  terminate() {
    this.#thread.terminate();
  }
};

for (const name of ["demo-board", "micropython"]) mkdirSync(join(folder, name), { recursive: true });
cpSync(new URL("crates/virtual-board-web/www", REPOSITORY), join(folder, "demo-board"), { recursive: true });
for (const name of ["micropython.mjs", "micropython.wasm"]) {
  cpSync(new URL(`${MICROPYTHON}/${name}`, REPOSITORY), join(folder, "micropython", name));
}

const { Python } = await import(pathToFileURL(join(folder, "demo-board/python.mjs")).href);
const python = new Python((bytes) => process.stdout.write(bytes));
const { MODULES } = await import(pathToFileURL(join(folder, "demo-board/modules.mjs")).href);
for (const name of MODULES) python.modules[name] = readFileSync(join(folder, `demo-board/python/${name}.py`), "utf8");
python.inputNote = "input() needs a real board";
python.missingNote = "Python could not be loaded";
python.obey({ start: banner, filesAreNew: true });
process.stdin.on("data", (bytes) => python.obey({ hear: bytes }));
// Whoever held the other end is gone.
process.stdin.on("end", () => process.exit());
