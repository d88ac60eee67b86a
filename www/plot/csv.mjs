// The samples as a file for a spreadsheet.

/** @param {import("./samples.mjs").Samples} samples */
export function csv({ numbers, seconds, columns }, texts) {
  const head = [texts.number, texts.seconds, ...columns.map(({ name }) => name)].map(quoted);
  const rows = numbers.map((number, i) => {
    return [number, seconds[i].toFixed(3), ...columns.map(({ values }) => values[i] ?? "")];
  });
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** A name that begins as a formula does would be one in a spreadsheet. */
function quoted(name) {
  const plain = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
