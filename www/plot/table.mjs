// The latest values in a table: for those who see no curves, and as their legend.
import { Samples } from "./samples.mjs";
import { colours, DASHES } from "./strokes.mjs";

const SVG = "http://www.w3.org/2000/svg";
const DIGITS = 6;

/** An empty table; `show` fills it, `clear` empties it. */
export function table(texts) {
  const element = document.createElement("table");
  const caption = element.createCaption();
  caption.textContent = texts.table;
  const head = element.createTHead().insertRow();
  for (const id of ["line", "name", "latest", "smallest", "largest"]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = texts[id];
    head.append(cell);
  }
  const body = element.createTBody();
  const show = ({ columns }) => {
    columns.forEach((column, index) => {
      const row = body.rows[index] ?? newRow(body, column.name);
      row.cells[0].firstChild.firstChild.setAttribute("stroke", colours().curves[index]);
      const values = [Samples.latest(column), column.smallest, column.largest];
      values.forEach((value, i) => {
        row.cells[i + 2].textContent = Number.isFinite(value)
          ? Number(value.toPrecision(DIGITS)).toString()
          : "–";
      });
    });
  };
  const clear = () => body.replaceChildren();
  return { element, show, clear };
}

function newRow(body, name) {
  const row = body.insertRow();
  row.insertCell().append(stroke(body.rows.length - 1));
  const heading = document.createElement("th");
  heading.scope = "row";
  heading.textContent = name;
  row.append(heading);
  for (let i = 0; i < 3; i += 1) row.insertCell();
  return row;
}

function stroke(index) {
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("viewBox", "0 0 48 6");
  image.setAttribute("width", "48");
  image.setAttribute("height", "6");
  image.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 3H48");
  line.setAttribute("stroke-width", "2");
  line.setAttribute("stroke-dasharray", DASHES[index].join(" "));
  image.append(line);
  return image;
}
