// MicroPython's own compiler, asked for nothing but its opinion.
import MpyCross from "@pybricks/mpy-cross-v6/build/mpy-cross-v6.js";

const FILE = "program.py";
/** For this chip, so that its native functions and its assembler are understood. */
const ARGUMENTS = ["-march=xtensa", FILE];

/**
 * What is wrong with a program: `[]`, or its first error as `[{ line, message }]`, the line counted from 1 and
 * the message as a board words it.
 *
 * The compiler ends after each program, so each gets a new one of the compiled `module`.
 * @param {WebAssembly.Module} module
 * @param {string} text
 */
export async function errorsOf(module, text) {
  const said = await new Promise((resolve, reject) => {
    const instantiateWasm = (imports, done) => {
      WebAssembly.instantiate(module, imports).then(done).catch(reject);
      return {};
    };
    MpyCross({
      arguments: ARGUMENTS,
      inputFileContents: text,
      instantiateWasm,
      callback: (status, _compiled, _output, errors) => resolve(status === 0 ? [] : errors),
    }).catch(reject);
  });
  return errorIn(said);
}

/** The error of a traceback's lines. */
export function errorIn(lines) {
  const place = lines.findLast((line) => /^\s+File .*, line \d+/.test(line));
  const message = lines.findLast((line) => /^\w+(Error|Exception)\b/.test(line));
  if (!message) return [];
  return [{ line: Number(place?.match(/, line (\d+)/)[1] ?? 1), message }];
}
