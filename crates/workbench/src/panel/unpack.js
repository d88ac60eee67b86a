// What unpacks files, loaded when a person first picks one.

/** For a few kilobytes, on a slow network. */
const LIMIT_MS = 30_000;

export const load_unpacking = async () => {
  const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("a file did not come in time.")));
  return Promise.race([import(new URL("unpack/unpack.mjs", document.baseURI).href), late]);
};
