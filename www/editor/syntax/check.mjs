// Asks MicroPython's compiler, in a worker that comes when it is first asked and goes when it hangs.

const WORKER = new URL("syntax-worker.mjs", import.meta.url);
/** For 120 kB, on a slow network. */
const LOADING_MS = 30_000;
/** A program that takes longer, such as one with a number of a million digits, is not judged. */
const CHECKING_MS = 3_000;
/** After so many workers in a row that failed, no further one is started. */
const FAILURES = 3;

/** @type {ReturnType<typeof open> | undefined} */ let current;
let failures = 0;

/**
 * The errors of a program, at most one: its line, counted from 1, and what a board would say. Nothing where
 * there is no opinion, because the compiler can't be had or took too long. Never fails.
 * @param {string} text
 * @returns {Promise<{ line: number, message: string }[] | undefined>}
 */
export async function checkSyntax(text) {
  if (failures >= FAILURES) return undefined;
  current ??= open();
  const asked = current;
  try {
    const errors = await asked.ask(text);
    failures = 0;
    return errors;
  } catch (error) {
    console.warn("The program's syntax was not checked:", error);
    asked.close();
    if (current === asked) {
      current = undefined;
      failures += 1;
    }
    return undefined;
  }
}

function open() {
  const worker = new Worker(WORKER, { type: "module" });
  const waiting = new Map();
  let last = 0;
  let isReady;
  const ready = within(LOADING_MS, new Promise((resolve) => (isReady = resolve)));
  const failed = new Promise((_, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || "the worker can't be loaded"));
    };
  });
  failed.catch(() => {});
  worker.onmessage = ({ data }) => {
    if (data.ready) return isReady();
    waiting.get(data.id)?.(data.errors);
    waiting.delete(data.id);
  };
  const ask = async (text) => {
    await Promise.race([ready, failed]);
    const id = ++last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    worker.postMessage({ id, text });
    return Promise.race([within(CHECKING_MS, answer), failed]);
  };
  return { ask, close: () => worker.terminate() };
}

function within(milliseconds, promise) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
