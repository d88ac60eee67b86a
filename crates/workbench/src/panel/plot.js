// The plot's part of the page, loaded when it is first opened.

/** For some ten kilobytes, on a slow network. */
const LIMIT_MS = 30_000;

export const open_plot = async (host, texts) => {
  const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("its files did not come in time.")));
  const { createPlot } = await Promise.race([import(new URL("plot/plot.mjs", document.baseURI).href), late]);
  return createPlot(host, { texts: Object.fromEntries(texts) });
};

/** Gives it lines, with `\n` behind each; whether there was a number in one. */
export const push_lines = (plot, lines) => {
  let has_numbers = false;
  for (const line of lines.split("\n")) {
    if (plot.push(line)) has_numbers = true;
  }
  return has_numbers;
};
