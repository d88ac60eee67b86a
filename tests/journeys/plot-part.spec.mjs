// The plot by itself, on an empty page under the policy of the built one.
import { numbersIn } from "../../www/plot/numbers.mjs";
import { Samples } from "../../www/plot/samples.mjs";
import { csv } from "../../www/plot/csv.mjs";
import { expect, test } from "./harness/journey.mjs";

test.describe("a line of numbers", () => {
  const taken = {
    1: [[undefined, 1]],
    "1 2": [
      [undefined, 1],
      [undefined, 2],
    ],
    "1,2": [
      [undefined, 1],
      [undefined, 2],
    ],
    "(1, 2)": [
      [undefined, 1],
      [undefined, 2],
    ],
    "(1,)": [[undefined, 1]],
    "[-1.5, 2e3]": [
      [undefined, -1.5],
      [undefined, 2000],
    ],
    "a:1 b:2": [
      ["a", 1],
      ["b", 2],
    ],
    "x = 1; y = -2": [
      ["x", 1],
      ["y", -2],
    ],
    "{'a': 1, 'b': 2}": [
      ["a", 1],
      ["b", 2],
    ],
    "Temperature: 21.5°C, Humidity: 40 %": [
      ["Temperature", 21.5],
      ["Humidity", 40],
    ],
    "nan 1": [
      [undefined, null],
      [undefined, 1],
    ],
  };
  for (const [line, columns] of Object.entries(taken)) {
    test(`is “${line}”`, () => {
      expect(numbersIn(line).map(({ name, value }) => [name, value])).toEqual(columns);
    });
  }

  for (const line of [
    "",
    "hello",
    "hello 1",
    "2024-01-02",
    "10:30",
    "192.168.1.1",
    ">>> 5",
    "1 2 x",
    "1,,2",
    "1 ".repeat(600),
  ]) {
    test(`is not “${line.slice(0, 20)}”`, () => expect(numbersIn(line)).toEqual([]));
  }
});

test("a program that prints for ever takes no more memory than one that prints for a minute", () => {
  const samples = new Samples();
  for (let i = 0; i < 100_000; i += 1) samples.push([{ name: `column ${i % 50}`, value: i }], i);
  expect(samples.numbers.length).toBeLessThanOrEqual(2_500);
  expect(samples.columns).toHaveLength(8);
  expect(samples.columns[0].values.length).toBe(samples.numbers.length);
  expect(samples.numbers.at(-1)).toBe(100_000);
  expect(samples.isCut).toBe(true);
});

test("a spreadsheet takes a name for no formula", () => {
  const samples = new Samples();
  samples.push(
    [
      { name: 'a,"b"', value: 1 },
      { name: "-1+1", value: null },
    ],
    0,
  );
  expect(csv(samples, { number: "number", seconds: "seconds" })).toBe(
    'number,seconds,"a,""b""",\'-1+1\r\n1,0.000,1,\r\n',
  );
});

async function open(page, options = {}) {
  await page.goto("./part.html");
  await page.evaluate(async (options) => {
    const { createPlot } = await import(new URL("plot/plot.mjs", document.baseURI));
    const host = document.getElementById("host");
    host.style.height = "360px";
    globalThis.plot = createPlot(host, options);
  }, options);
}

const push = (page, lines) =>
  page.evaluate((lines) => lines.map((line) => globalThis.plot.push(line)), lines);
const row = (page, name) => page.getByRole("row", { name });

/** How many pixels of the chart are not as its first one. */
const inked = (page) =>
  page.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).filter((pixel, _, all) => pixel !== all[0]).length;
  });

test("numbers are drawn as they come, and their latest are told in a table", async ({ page }) => {
  await open(page);
  await expect(page.getByText("Nothing to draw yet")).toBeVisible();
  const lines = Array.from(
    { length: 200 },
    (_, i) => `sine:${Math.sin(i / 10).toFixed(3)} cosine:${Math.cos(i / 10).toFixed(3)}`,
  );
  expect(await push(page, ["ready", ...lines])).toEqual([false, ...lines.map(() => true)]);
  await expect(page.getByRole("img", { name: /table below/ })).toBeVisible();
  await expect(row(page, /^sine/)).toContainText("0.868");
  await expect(row(page, /^cosine/)).toContainText("0.497");
  expect(await inked(page)).toBeGreaterThan(1_000);
  await expect(page.getByText("Nothing to draw yet")).toBeHidden();
});

test("a pause keeps the picture, and what comes in it is shown afterwards", async ({ page }) => {
  await open(page);
  await push(page, ["1", "2"]);
  await expect(row(page, "Value 1")).toContainText("2");
  await page.evaluate(() => globalThis.plot.pause(true));
  await push(page, ["77"]);
  await page.waitForTimeout(600);
  await expect(row(page, "Value 1")).not.toContainText("77");
  expect(await page.evaluate(() => globalThis.plot.csv())).toMatch(
    /^number,seconds,Value 1\r\n1,0\.000,1\r\n2,[\d.]+,2\r\n3,[\d.]+,77\r\n$/,
  );
  await page.evaluate(() => globalThis.plot.pause(false));
  await expect(row(page, "Value 1")).toContainText("77");
});

test("a picture can be kept", async ({ page }) => {
  await open(page);
  expect(await page.evaluate(async () => (await globalThis.plot.png()) ?? null)).toBeNull();
  await push(page, ["1 2", "2 1"]);
  await expect(row(page, "Value 2")).toBeVisible();
  const start = await page.evaluate(async () => {
    const blob = await globalThis.plot.png();
    return [...new Uint8Array(await blob.arrayBuffer()).slice(1, 4)];
  });
  expect(String.fromCharCode(...start)).toBe("PNG");
});

test("a flood of lines leaves the page quick", async ({ page }) => {
  await open(page);
  const milliseconds = await page.evaluate(async () => {
    const start = performance.now();
    for (let i = 0; i < 20_000; i += 1) globalThis.plot.push(`${i % 100} ${i % 7}`);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  });
  console.log(`20,000 lines in ${Math.round(milliseconds)} ms`);
  expect(milliseconds).toBeLessThan(3_000);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1024, 320]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 600 } });

      test("it is for everybody", async ({ page, expectAccessible, picture }) => {
        await open(page);
        await expectAccessible();
        const lines = Array.from({ length: 150 }, (_, i) =>
          [0, 1, 2, 3].map((k) => `line ${k}:${Math.sin(i / 15 + k).toFixed(3)}`).join(" "),
        );
        await push(page, lines);
        await expect(row(page, /^line 3/)).toBeVisible();
        await page.waitForTimeout(400);
        await expectAccessible();
        await picture(`plot-${colorScheme}-${width}`);
      });
    });
  }
}

test("a plot that is gone leaves room for another", async ({ page }) => {
  await open(page);
  await push(page, ["1"]);
  const left = await page.evaluate(() => {
    globalThis.plot.push("2");
    globalThis.plot.destroy();
    return document.getElementById("host").shadowRoot.childElementCount;
  });
  expect(left).toBe(0);
});
