// uPlot, as it is used here: a chart that is made anew when its columns or colours are others.
import uPlot from "uplot";

import { colours, DASHES } from "./strokes.mjs";

const FONT = "12px system-ui, sans-serif";

/** @param {HTMLElement} place as large as the chart shall be */
export function chart(place) {
  /** @type {uPlot | undefined} */ let drawn;
  let count = 0;

  const size = () => ({ width: Math.max(place.clientWidth, 1), height: Math.max(place.clientHeight, 1) });
  const remove = () => {
    drawn?.destroy();
    drawn = undefined;
  };
  const show = ({ numbers, columns }) => {
    if (drawn && count !== columns.length) remove();
    const data = [numbers, ...columns.map(({ values }) => values)];
    if (drawn) return drawn.setData(data);
    count = columns.length;
    drawn = new uPlot({ ...optionsFor(columns), ...size() }, data, place);
  };
  const observer = new ResizeObserver(() => drawn?.setSize(size()));
  observer.observe(place);
  return {
    show,
    remove,
    canvas: () => drawn?.ctx.canvas,
    destroy() {
      observer.disconnect();
      remove();
    },
  };
}

function optionsFor(columns) {
  const { ink, grid, curves } = colours();
  const axis = {
    stroke: ink,
    font: FONT,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
  };
  return {
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 32 },
      { ...axis, size: 60 },
    ],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    series: [
      {},
      ...columns.map(({ name }, index) => {
        return {
          label: name,
          stroke: curves[index],
          width: 2,
          dash: DASHES[index],
          spanGaps: true,
          points: { show: false },
        };
      }),
    ],
  };
}
