// The editor's part of the page, loaded when it is first opened.

/** For some hundred kilobytes, on a slow network. */
const LIMIT_MS = 30_000;

export const open_editor = async (host, label, hint, letters, changed, run) => {
  const late = new Promise((_, fail) => setTimeout(fail, LIMIT_MS, new Error("its files did not come in time.")));
  const { createEditor } = await Promise.race([import(new URL("editor/editor.mjs", document.baseURI).href), late]);
  return createEditor(host, { label, hint, fontSize: letters, onChange: changed, onRun: run });
};
