// What makes zip files, loaded when a person first wants one.

/** For a few kilobytes, on a slow network. */
const LIMIT_MS = 30_000;

export const pack_files = async (files) => {
  const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("a file did not come in time.")));
  const { pack } = await Promise.race([import(new URL("zip/zip.mjs", document.baseURI).href), late]);
  return pack(files);
};
