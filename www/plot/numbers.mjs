// The numbers in a line that a program prints, as Mu, Thonny and Arduino's plotter take them.

const NUMBER = String.raw`([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|nan|[-+]?inf)`;
const NAME = String.raw`(["']?)([\p{L}_][^,:;=\t"']*)\1\s*[:=]\s*`;
const UNIT = String.raw`(?:%|°?\p{L}{1,3}(?:/\p{L}{1,3})?)`;
/** With a name its unit may stand apart, up to the next comma; without one it touches the number. */
const COLUMN = new RegExp(
  String.raw`\s*(?:${NAME}${NUMBER}(?:${UNIT}|\s${UNIT}(?=\s*(?:[,;]|$)))?|${NUMBER}${UNIT}?)(?:\s*[,;]\s*|\s+|$)`,
  "uy",
);
/** A longer line is no line of numbers for people. */
const LETTERS = 1_000;
const BRACKETS = /^\s*(?:\((.*?),?\)|\[(.*)\]|\{(.*)\})\s*$/;

/**
 * The line's columns, or nothing where it has anything besides numbers and their names: `1 2`, `1,2`, `(1, 2)`,
 * `a:1 b:2`, `Temperature: 21.5°C`. A value that is no number leaves a gap.
 * @param {string} line
 * @returns {{ name: string | undefined, value: number | null }[]}
 */
export function numbersIn(line) {
  if (line.length > LETTERS) return [];
  const brackets = line.match(BRACKETS);
  const text = (brackets?.slice(1).find((inside) => inside !== undefined) ?? line).trim();
  const columns = [];
  COLUMN.lastIndex = 0;
  while (COLUMN.lastIndex < text.length) {
    const match = COLUMN.exec(text);
    if (!match) return [];
    const [, , name, named, unnamed] = match;
    const value = Number(named ?? unnamed);
    columns.push({ name: name?.trim(), value: Number.isFinite(value) ? value : null });
  }
  return columns;
}
