// A line of an error that names a line of the person's program leads there when it is pressed.

/** What Python calls a program that it is given at the prompt. */
const FROM_PROMPT = "<stdin>";
const PLACE = /File "([^"]+)", line (\d+)/;

/**
 * @param {import("@xterm/xterm").Terminal} terminal
 * @param {string} name of a link, for those who rest on it
 * @param {(line: number) => void} wanted
 */
export const link_lines = (terminal, name, wanted) => {
  let file;
  // What is typed at the prompt has the same name: only what the last run has printed is the program's.
  let begin;
  let end;
  const isInRun = (row) => {
    const isAfter = begin && !begin.isDisposed && row >= begin.line;
    return isAfter && (!end || end.isDisposed || row <= end.line);
  };
  // A mark stands where the terminal is, once it has taken in what it was given before.
  const mark = () => new Promise((done) => terminal.write(new Uint8Array(0), () => done(terminal.registerMarker(0))));
  terminal.registerLinkProvider({
    provideLinks(row, give) {
      const text = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? "";
      const found = PLACE.exec(text);
      const isTheirs = found && (found[1] === file || (found[1] === FROM_PROMPT && isInRun(row - 1)));
      if (!isTheirs) return give(undefined);
      const start = { x: found.index + 1, y: row };
      const range = { start, end: { x: found.index + found[0].length, y: row } };
      const show = () => (terminal.element.title = name);
      const hide = () => terminal.element.removeAttribute("title");
      const activate = () => {
        hide();
        wanted(Number(found[2]));
      };
      return give([{ range, text: found[0], activate, hover: show, leave: hide }]);
    },
  });
  return {
    name_is: (name) => (file = name),
    async begin_run() {
      [begin, end] = [undefined, undefined];
      begin = await mark();
    },
    async end_run() {
      end = await mark();
    },
  };
};
