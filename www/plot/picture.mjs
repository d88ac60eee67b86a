// The curves as a picture with the names of its lines.
import { colours, DASHES } from "./strokes.mjs";

const ROW = 22;
const SAMPLE = 48;

/**
 * @param {HTMLCanvasElement} chart
 * @param {{ name: string }[]} columns
 * @returns {Promise<Blob>} a PNG
 */
export function picture(chart, columns) {
  const scale = devicePixelRatio;
  const row = ROW * scale;
  const canvas = document.createElement("canvas");
  canvas.width = chart.width;
  canvas.height = chart.height + row * (columns.length + 0.5);
  const context = canvas.getContext("2d");
  const { ground, ink, curves } = colours();
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(chart, 0, 0);
  context.font = `${14 * scale}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.lineWidth = 2 * scale;
  columns.forEach(({ name }, index) => {
    const y = chart.height + row * (index + 0.5);
    context.strokeStyle = curves[index];
    context.setLineDash(DASHES[index].map((length) => length * scale));
    context.beginPath();
    context.moveTo(row / 2, y);
    context.lineTo(row / 2 + SAMPLE * scale, y);
    context.stroke();
    context.fillStyle = ink;
    context.fillText(name, row + SAMPLE * scale, y);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("no picture can be made"))),
      "image/png",
    );
  });
}
