// Loads the workbench on demand, relative to the page, so that any folder of a host will do.

/** For some tens of kilobytes, on a slow network. */
const LIMIT_MS = 30_000;

const STYLES = ["panels", "lesson", "plot"];

/** @type {Promise<unknown> | undefined} */ let loading;

const load = async () => {
  const program = await import(new URL("workbench/workbench.js", document.baseURI).href);
  await program.default();
  // Once: what fails is fetched again.
  for (const name of STYLES) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href: `workbench/${name}.css` }));
  }
  // What start.mjs has fetched of another language than English.
  return new program.Workbench(globalThis.spoken?.workbench, globalThis.spoken?.shared);
};

export const load_workbench = async (tooSlow) => {
  loading ??= Promise.race([
    load(),
    new Promise((_, fail) => setTimeout(fail, LIMIT_MS, tooSlow)),
  ]);
  try {
    return await loading;
  } catch (error) {
    // The next one asks anew.
    loading = undefined;
    throw error;
  }
};

/** What the workbench finds in a file that is no image. */
export const look_into = async (name, content, tooSlow) =>
  (await load_workbench(tooSlow)).looked_into(name, content);
