// Finding words in the terminal, loaded when a person first wants it.

/** For some kilobytes, on a slow network. */
const LIMIT_MS = 15_000;

/** @type {{ open(): void } | undefined} */ let search;

export const search_terminal = async (terminal, place, label, next, previous, close, none, found) => {
  if (!search) {
    const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("its file did not come in time.")));
    const { createSearch } = await Promise.race([import(new URL("search/search.mjs", document.baseURI).href), late]);
    search ??= createSearch(terminal, place, { label, next, previous, close, none, place: found });
  }
  search.open();
};
