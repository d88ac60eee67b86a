// Loads the demo board on demand, relative to the page, so that any folder of a host will do.

/** For half a megabyte, on a slow network. */
const LIMIT_MS = 60_000;

const load = () => import(new URL("demo-board/port.mjs", document.baseURI).href);

export const choose_demo_board = (isAtPrompt, pythonRestartedNote, pythonInputNote, pythonMissingNote, tooSlow) =>
  Promise.race([
    load().then((board) =>
      board.choose({
        name: isAtPrompt ? "at the prompt" : "blank",
        isAtPrompt,
        pythonRestartedNote,
        pythonInputNote,
        pythonMissingNote,
      }),
    ),
    new Promise((_, fail) => setTimeout(fail, LIMIT_MS, tooSlow)),
  ]);

export const hurry_demo_board = async (hurry) => (await load()).hurry(hurry);
