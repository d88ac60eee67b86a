// Loads the demo board on demand, relative to the page, so that any folder of a host will do.

const load = () => import(new URL("demo-board/port.mjs", document.baseURI).href);

export const choose_demo_board = async (pythonRestartedNote, pythonInputNote, pythonMissingNote) =>
  (await load()).choose({ pythonRestartedNote, pythonInputNote, pythonMissingNote });

export const hurry_demo_board = async (hurry) => (await load()).hurry(hurry);
