// The plot: numbers that a program prints, drawn as they come. A part of the page that is loaded when it is
// first opened.
import base from "uplot/dist/uPlot.min.css";

import { chart } from "./chart.mjs";
import { csv } from "./csv.mjs";
import { numbersIn } from "./numbers.mjs";
import { picture } from "./picture.mjs";
import { COLUMNS, Samples } from "./samples.mjs";
import { onOtherColours } from "./strokes.mjs";
import { table } from "./table.mjs";
import english from "./texts.mjs";

export { default as texts } from "./texts.mjs";

/** A table that changes more often can't be read. */
const TABLE_MS = 250;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${base}
:host { display: block; container-type: inline-size; --ground: #fdfcf9; --ink: #1b2a30; --soft: #4a585e; --hair: #d8d6cd; }
@media (prefers-color-scheme: dark) { :host { --ground: #152126; --ink: #e2ebec; --soft: #a9b8bc; --hair: #2b3a40; } }
.frame { display: flex; flex-direction: column; height: 100%; overflow: hidden; background: var(--ground); color: var(--ink); font: 0.85rem/1.4 system-ui, sans-serif; }
.chart { flex: 1; min-height: 6rem; overflow: hidden; }
.values { flex: none; max-height: 45%; overflow: auto; padding: 0 0.5rem 0.3rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: right; padding: 0.1rem 0.4rem; border-top: 1px solid var(--hair); font-weight: normal; }
th:nth-child(-n + 2), td:first-child { text-align: left; }
thead th { color: var(--soft); border: 0; }
p { margin: 0.5rem; color: var(--soft); }
[hidden] { display: none; }
/* All of a row is seen in the narrowest pane, too. */
@container (max-width: 26rem) {
  .values { padding-inline: 0.2rem; font-size: 0.75rem; }
  th, td { padding-inline: 0.1rem; }
  td svg { width: 1.75rem; }
}
`);

/**
 * Opens a plot in `host`, in a shadow root.
 * @param {HTMLElement} host as high as the plot shall be
 */
export function createPlot(host, options = {}) {
  const texts = { ...english, ...options.texts };
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const { element: valueTable, show: showValues, clear: clearValues } = table(texts);
  const frame = made("div", "frame");
  const place = made("div", "chart");
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", texts.chart);
  const values = made("div", "values");
  values.tabIndex = 0;
  values.setAttribute("role", "region");
  values.setAttribute("aria-label", texts.table);
  const tooMany = made("p", "", texts["too-many"].replace("$", COLUMNS));
  values.append(valueTable, tooMany);
  const waiting = made("p", "", texts.waiting);
  frame.append(waiting, place, values);
  root.append(frame);

  let samples = new Samples();
  const curves = chart(place);
  let isPaused = false;
  let frameAsked = 0;
  let tableShown = -Infinity;

  const draw = (now) => {
    frameAsked = 0;
    const isEmpty = samples.columns.length === 0;
    waiting.hidden = !isEmpty;
    place.hidden = values.hidden = isEmpty;
    tooMany.hidden = !samples.isCut;
    if (isEmpty) return;
    curves.show(samples);
    if (now - tableShown < TABLE_MS) return void setTimeout(ask, TABLE_MS);
    tableShown = now;
    showValues(samples);
  };
  const ask = () => {
    if (!isPaused && frame.isConnected) frameAsked ||= requestAnimationFrame(draw);
  };
  const unfollow = onOtherColours(() => {
    curves.remove();
    tableShown = -Infinity;
    frameAsked ||= requestAnimationFrame(draw);
  });
  draw(0);

  return {
    /** Takes a line of what a program prints; whether numbers were in it. */
    push(line) {
      const found = numbersIn(line);
      if (found.length === 0) return false;
      const named = found.map(({ name, value }, index) => {
        return { name: name ?? texts.value.replace("$", index + 1), value };
      });
      samples.push(named, performance.now());
      ask();
      return true;
    },
    /** While it is paused the picture stands still; what comes is kept, and shown afterwards. */
    pause(paused) {
      isPaused = paused;
      ask();
    },
    /** Forgets all samples: the next one is the first. */
    clear() {
      samples = new Samples();
      curves.remove();
      clearValues();
      tableShown = -Infinity;
      frameAsked ||= requestAnimationFrame(draw);
    },
    csv: () => csv(samples, texts),
    /** A picture of what is drawn; nothing where nothing is. */
    async png() {
      const canvas = curves.canvas();
      return canvas && picture(canvas, samples.columns);
    },
    destroy() {
      unfollow();
      cancelAnimationFrame(frameAsked);
      curves.destroy();
      frame.remove();
    },
  };
}

function made(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
