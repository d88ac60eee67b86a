// The numbers that a program prints are drawn beside the prompt, and can be had as a file.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { findUntranslated, PSEUDO, pseudo } from "./harness/pseudo.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY, type } from "./harness/screens.mjs";

const SINE = 'import math; any(print("sine:", math.sin(i / 10), "cosine:", math.cos(i / 10)) for i in range(120))\n';

const panel = (page) => page.locator(".plot");
const inPanel = (page, name) => panel(page).getByRole("button", { name, exact: true });
const row = (page, name) => panel(page).getByRole("row", { name });
const state = (page) => page.locator(".state");
const editor = (page) => page.locator(".cm-content");
const keyboardToPrompt = (page) => page.locator(".xterm-helper-textarea").focus();

async function openPrompt(page, address = "./") {
  await page.goto(address);
  await button(page, TRY).click();
  await expectPrompt(page);
}

async function openPlot(page) {
  await pressInMenu(page, "Plot numbers");
  await expect(panel(page)).toContainText("Nothing to draw yet.", { timeout: 15_000 });
}

/** Downloads by a button of the plot; the bytes. */
async function downloaded(page, name) {
  const coming = page.waitForEvent("download");
  await inPanel(page, name).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** How many pixels of the curves are not as their ground. */
const inked = (page) =>
  panel(page).locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).filter((pixel, _, all) => pixel !== all[0]).length;
  });

test("a sine is drawn, its numbers are had as a table, and both as a picture", async ({ page, expectAccessible }) => {
  await openPrompt(page);
  await openPlot(page);
  await expectAccessible();
  await keyboardToPrompt(page);
  await type(page, SINE);
  await expect(row(page, /^sine/)).toContainText("-0.618137");
  await expect(row(page, /^cosine/)).toContainText("0.78607");
  expect(await inked(page)).toBeGreaterThan(1_000);
  await expectAccessible();

  const { name, bytes } = await downloaded(page, "Save as CSV");
  const [head, ...rows] = bytes.toString().trimEnd().split("\r\n").map((line) => line.split(","));
  expect([name, head]).toEqual(["plot.csv", ["number", "seconds", "sine", "cosine"]]);
  expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  rows.forEach(([, , sine, cosine], i) => {
    expect(Number(sine)).toBeCloseTo(Math.sin(i / 10), 5);
    expect(Number(cosine)).toBeCloseTo(Math.cos(i / 10), 5);
  });

  const picture = await downloaded(page, "Save as picture");
  expect(picture.name).toBe("plot.png");
  expect(picture.bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect(picture.bytes.length).toBeGreaterThan(2_000);
});

test("it stands still while it is paused, loses nothing meanwhile, and starts anew", async ({ page }) => {
  await openPrompt(page);
  await openPlot(page);
  await keyboardToPrompt(page);
  await type(page, "print(1, 2)\n");
  await expect(row(page, "Value 2")).toBeVisible();
  await inPanel(page, "Pause").click();
  await expect(panel(page)).toContainText("The picture stands still.");
  await keyboardToPrompt(page);
  await type(page, "print(77, 78)\n");
  await expect(terminal(page)).toContainText("77 78");
  await page.waitForTimeout(600);
  await expect(row(page, "Value 1")).not.toContainText("77");
  expect((await downloaded(page, "Save as CSV")).bytes.toString()).toMatch(/^2,[\d.]+,77,78\r$/m);
  await inPanel(page, "Go on").click();
  await expect(row(page, "Value 1")).toContainText("77");

  await inPanel(page, "Start anew").click();
  await expect(panel(page)).toContainText("Nothing to draw yet.");
  await keyboardToPrompt(page);
  await type(page, "print('x:', 5)\n");
  await expect(row(page, /^x/)).toContainText("5");
  await expect(row(page, "Value 1")).toHaveCount(0);
});

test("what is typed is not drawn, and what comes while the files are looked at is", async ({ page }) => {
  await openPrompt(page);
  await openPlot(page);
  await keyboardToPrompt(page);
  await type(page, "6 * 7\n");
  await expect(row(page, "Value 1")).toContainText("42");
  await button(page, "Files").click();
  await expect(page.getByRole("heading", { name: "On the board" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/ free of /).last()).toBeVisible({ timeout: 20_000 });
  await expect(panel(page)).toBeHidden();
  await keyboardToPrompt(page);
  await type(page, "print(43)\n");
  await expect(terminal(page)).toContainText(/print\(43\)\s+43/, { useInnerText: true });
  await pressInMenu(page, "Plot numbers");
  await expect(row(page, "Value 1")).toContainText("43");
  expect((await downloaded(page, "Save as CSV")).bytes.toString()).toMatch(/\n1,0\.000,42\r\n2,[\d.]+,43\r\n$/);
});

test("there is a program to try, which takes the place of nobody’s", async ({ page }) => {
  await openPrompt(page);
  await page.getByRole("region", { name: "Board" }).getByRole("button", { name: "New program" }).click();
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
  await page.keyboard.type("precious = 1");
  await openPlot(page);
  await button(page, "Insert into the program").click();
  await expect(editor(page)).toContainText("math.sin(i / 10)");
  await expect(page.getByText("Your program before this one is not on the board.")).toBeVisible();
  await button(page, "Run F5").click();
  await expect(row(page, /^sine/)).toBeVisible();
  await button(page, "Stop Ctrl-C").click();
  await expect(state(page)).toHaveText(/is ready$/);
  await button(page, "Bring it back").click();
  await expect(editor(page)).toHaveText("precious = 1");
});

test("to draw the numbers of a program is offered once a visit", async ({ page, expectAccessible, picture }) => {
  await openPrompt(page);
  await page.getByRole("region", { name: "Board" }).getByRole("button", { name: "New program" }).click();
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
  await page.keyboard.type("for i in range(7): print(i * i)");
  await page.keyboard.press("F5");
  const offer = page.locator(".plot-offer");
  await expect(offer).toContainText("Your program prints numbers.");
  await expectAccessible();
  await picture("plot-offer");
  await offer.getByRole("button", { name: "Close" }).click();
  await expect(state(page)).toHaveText(/is ready$/);
  await button(page, "Run F5").click();
  await expect(terminal(page)).toContainText(/36\s.*\s36\s/s, { useInnerText: true });
  await page.waitForTimeout(300);
  await expect(offer).toBeEmpty();
});

test("what was offered opens the plot", async ({ page }) => {
  await openPrompt(page, `./?code=${Buffer.from("import time\nfor i in range(60):\n    print('n', i)\n    print(i)\n    time.sleep(0.05)\n").toString("base64url")}`);
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
  await page.keyboard.press("F5");
  await page.waitForTimeout(1_000);
  await expect(page.locator(".plot-offer"), "words stand between these numbers").toBeEmpty();
  await button(page, "Stop Ctrl-C").click();
  await expect(state(page)).toHaveText(/is ready$/);
  await editor(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("import time\nfor i in range(60):\nprint(i)\ntime.sleep(0.05)");
  await page.keyboard.press("F5");
  await page.locator(".plot-offer").getByRole("button", { name: "Plot numbers" }).click();
  await expect(row(page, "Value 1")).toContainText("59");
  await expect(page.locator(".plot-offer")).toBeEmpty();
});

test("everything is done by keyboard alone", async ({ page }) => {
  await openPrompt(page);
  await keyboardToPrompt(page);
  await page.keyboard.press("Escape");
  const reach = async (target, key = "Tab") => {
    for (let presses = 0; presses < 40; presses += 1) {
      // The plot has its own tree.
      if (await target.evaluate((element) => element === element.getRootNode().activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error("the keyboard does not come there");
  };
  await reach(page.locator(".more summary"));
  await page.keyboard.press("Enter");
  await reach(button(page, "Plot numbers"));
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: "Plot" })).toBeFocused();
  await expect(panel(page)).toContainText("Nothing to draw yet.", { timeout: 15_000 });
  await expect(button(page, "Plot numbers")).toBeHidden();
  await keyboardToPrompt(page);
  await type(page, "print(1, 2)\n");
  await expect(row(page, "Value 2")).toBeVisible();
  await page.keyboard.press("Escape");
  await reach(inPanel(page, "Pause"));
  await page.keyboard.press("Space");
  await expect(inPanel(page, "Go on")).toBeFocused();
  await page.keyboard.press("Enter");
  await reach(panel(page).getByRole("region", { name: "Latest values" }));
  await reach(inPanel(page, "Close the plot"), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeHidden();
  await expect(page.locator(".xterm-helper-textarea")).toBeFocused();
});

test("it is not loaded before it is asked for", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await openPrompt(page);
  await expect(page.locator(".pane.side")).toContainText("1 of 6", { timeout: 15_000 });
  expect(asked.filter((path) => path.includes("/plot/"))).toEqual([]);
  await openPlot(page);
  expect(asked.filter((path) => path.includes("/plot/"))).toHaveLength(1);
  await page.reload();
  await button(page, TRY).click();
  await expectPrompt(page);
  await page.waitForTimeout(500);
  await expect(panel(page).or(page.locator(".pane.side"))).toBeHidden();
});

test.describe("where it can't be fetched", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test("that is told, and it is fetched when it is wanted again", async ({ page, expectAccessible }) => {
    await page.route("**/plot/plot.mjs", (route) => route.abort());
    await openPrompt(page);
    await pressInMenu(page, "Plot numbers");
    await expect(panel(page).getByRole("alert")).toContainText("The plot could not be fetched. Is this computer still online?");
    await expectAccessible();
    await keyboardToPrompt(page);
    await type(page, "print(5)\n");
    await expect(terminal(page)).toContainText(/print\(5\)\s+5/, { useInnerText: true });
    await page.unroute("**/plot/plot.mjs");
    await inPanel(page, "Try again").click();
    // What came meanwhile is there.
    await expect(row(page, "Value 1")).toContainText("5");
    await expect(panel(page).getByRole("alert")).toHaveCount(0);
  });
});

test("no sentence of it is left in the code", async ({ page }) => {
  const untranslated = await findUntranslated(page, [/micropython-[\d.]+\.bin/, /QIO|QOUT|DIO|DOUT/]);
  await page.goto(`./?lang=${PSEUDO}`);
  await button(page, pseudo(TRY)).click();
  await expect(terminal(page)).toContainText(">>>", { timeout: 30_000 });
  await pressInMenu(page, pseudo("Plot numbers"), pseudo("More"));
  const inside = () =>
    page.locator(".plot-place").evaluate(({ shadowRoot }) => {
      const words = [...shadowRoot.querySelectorAll("[aria-label]")].map((it) => it.getAttribute("aria-label"));
      const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) words.push(walker.currentNode.data);
      return words.filter((text) => /\p{L}/u.test(text) && !text.startsWith("⟦"));
    });
  await expect(panel(page)).toContainText(pseudo("Nothing to draw yet.").slice(0, -1));
  expect(await inside()).toEqual([]);
  await keyboardToPrompt(page);
  await type(page, "print(*range(9))\n");
  await expect(row(page, pseudo("Value 1").slice(0, 6)).first()).toBeVisible();
  await inPanel(page, pseudo("Pause")).click();
  await page.waitForTimeout(400);
  expect(await inside()).toEqual([]);
  expect([...untranslated]).toEqual([]);
});

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  test(`it is for everybody at ${width} by ${height}`, async ({ page, expectAccessible, picture }) => {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await openPrompt(page);
      await openPlot(page);
      await expectAccessible();
      await picture(`plot-empty-${width}-${colorScheme}`);
      if (width < 640) await button(page, "Prompt").click();
      await keyboardToPrompt(page);
      await type(page, SINE);
      await expect(terminal(page)).toContainText(/False\s+>>>/, { useInnerText: true });
      if (width < 640) await button(page, "Plot").click();
      await expect(row(page, /^sine/)).toContainText("-0.618137");
      await page.waitForTimeout(400);
      await expectAccessible();
      await picture(`plot-${width}-${colorScheme}`);
    }
  });
}
