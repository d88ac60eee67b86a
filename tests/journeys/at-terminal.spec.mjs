// What helps at the terminal: words are found, an error leads to its line, and a screen that is touched has keys.
import { connectFlood, say, takeHeard } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY, type } from "./harness/screens.mjs";

const FIND = "Find in the text…";
const field = (page) => page.getByRole("textbox", { name: "Find in the text" });
const count = (page) => page.getByRole("search").getByRole("status");
const editor = (page) => page.locator(".cm-content");
const expectShown = (page, text) => expect(terminal(page)).toContainText(text, { useInnerText: true });

async function openProgram(page) {
  await page.goto("./");
  await button(page, TRY).click();
  await expectPrompt(page);
  await button(page, "New program").click();
  await expect(editor(page)).toBeVisible({ timeout: 15_000 });
  await editor(page).click();
}

/** The letters from `File` on in the last row that has them. */
async function pressTrace(page, text) {
  const row = page.locator(".xterm-rows > *", { hasText: text }).last();
  const box = await row.boundingBox();
  const cell = await page.locator(".xterm-screen").evaluate((screen) => screen.clientWidth / 80);
  const [x, y] = [box.x + 12 * cell, box.y + box.height / 2];
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

for (const [width, height, colorScheme] of [[1366, 768, "light"], [1024, 600, "dark"], [320, 640, "light"]]) {
  test(`words are found in all that was said, at ${width} by ${height}, ${colorScheme}`, async ({ page, picture, expectAccessible }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await connectFlood(page);
    const rows = Array.from({ length: 300 }, (_, n) => `row ${n}${n % 100 === 7 ? " needle" : ""}\r\n`);
    await say(page, `${rows.join("")}>>> `);
    await expectShown(page, "row 299");
    await takeHeard(page);
    await pressInMenu(page, FIND);
    await expect(field(page)).toBeFocused();
    await page.keyboard.type("Needle");
    // What is said last is found first.
    await expect(count(page)).toHaveText("3 of 3");
    await expectShown(page, "row 207 needle");
    await picture(`find-${width}-${colorScheme}`);
    await page.keyboard.press("Enter");
    await expect(count(page)).toHaveText("2 of 3");
    await expectShown(page, "row 107 needle");
    await button(page, "Next, further down").click();
    await expect(count(page)).toHaveText("3 of 3");
    await field(page).fill("haystack");
    await expect(count(page)).toHaveText("not there");
    await expectAccessible();
    await page.keyboard.press("Escape");
    await expect(field(page)).toHaveCount(0);
    await expect(page.locator(".xterm-helper-textarea")).toBeFocused();
    // Nothing of it went to the board.
    expect((await takeHeard(page)).length).toBe(0);
  });
}

test("the line that an error names is shown in the program, and no other error’s", async ({ page }) => {
  await openProgram(page);
  await page.keyboard.type("a = 1\nb = 2\nprint(c)\n");
  await page.keyboard.press("F5");
  await expectShown(page, /File "<stdin>", line 3.*NameError.*>>>\s*$/s);
  await page.keyboard.press("Control+Home");
  await pressTrace(page, 'File "<stdin>", line 3');
  await expect(editor(page)).toBeFocused();
  await expect(page.locator(".cm-activeLine")).toHaveText("print(c)");

  await test.step("what is typed at the prompt is no line of the program", async () => {
    await page.locator(".xterm-screen").click({ position: { x: 300, y: 5 } });
    await type(page, "1/0\n");
    await expectShown(page, /ZeroDivisionError.*>>>\s*$/s);
    await pressTrace(page, 'File "<stdin>", line 1');
    await expect(page.locator(".cm-activeLine")).toHaveText("print(c)");
    await expect(editor(page)).not.toBeFocused();
  });
  await test.step("a saved program’s errors lead there by its name", async () => {
    await button(page, "Save to board").first().click();
    await page.keyboard.press("Enter");
    await expect(page.getByText("main.py is on the board")).toBeVisible();
    await editor(page).click();
    await page.keyboard.press("Control+Home");
    await pressInMenu(page, "Restart Python Ctrl-D");
    await expectShown(page, /File "main.py", line 3.*>>>\s*$/s);
    await pressTrace(page, 'File "main.py", line 3');
    await expect(page.locator(".cm-activeLine")).toHaveText("print(c)");
  });
});

test("the program and the terminal share the height as a person wants, also on the next visit", async ({ page, picture, expectAccessible }) => {
  await openProgram(page);
  const divider = page.getByRole("separator", { name: "Height of the program" });
  const share = () => page.locator(".panes").evaluate((panes) => {
    const program = panes.querySelector(".program").getBoundingClientRect();
    return Math.round((program.height / panes.getBoundingClientRect().height) * 100);
  });
  expect(await share()).toBe(40);
  await divider.focus();
  for (let times = 0; times < 2; times += 1) await page.keyboard.press("ArrowDown");
  expect(await share()).toBe(50);
  await expect(divider).toHaveAttribute("aria-valuenow", "50");
  const box = await divider.boundingBox();
  await page.mouse.move(box.x + 200, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y - 60, { steps: 4 });
  await page.mouse.move(box.x + 200, 30, { steps: 4 });
  await page.mouse.up();
  expect(await share()).toBe(20);
  await page.mouse.move(box.x + 200, 500);
  expect(await share()).toBe(20);
  await expectAccessible();
  await picture("divider");
  await page.reload();
  await button(page, TRY).click();
  await expectPrompt(page);
  await button(page, "New program").click();
  await expect(divider).toBeVisible();
  expect(await share()).toBe(20);
});

test.describe("on a screen that is touched", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } });

  test("there are keys that its keyboard has not", async ({ page, picture, expectAccessible }) => {
    await page.goto("./");
    await button(page, TRY).click();
    await expectPrompt(page);
    const key = (name) => page.getByRole("toolbar", { name: "Keys" }).getByRole("button", { name, exact: true });
    await expect(key("Tab")).toBeVisible({ timeout: 15_000 });
    await page.keyboard.type("print");
    await key("(").tap();
    await page.keyboard.type("41");
    await key("←").or(key("Left")).first().tap();
    await page.keyboard.press("Backspace");
    await page.keyboard.type("5");
    await key("Right").tap();
    await key(")").tap();
    await page.keyboard.press("Enter");
    await expectShown(page, /print\(51\)\s+51/);
    await key("Up").tap();
    await expectShown(page, />>> print\(51\)\s*$/);
    await expectAccessible();
    await picture("screen-keys");
  });
});

test("a keyboard needs no such keys", async ({ page }) => {
  await openProgram(page);
  await expect(page.getByRole("toolbar", { name: "Keys" })).toHaveCount(0);
});

test.describe("where what finds words can't be fetched", () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch dynamically/ });

  test("it is told, and fetched again when it is wanted again", async ({ page }) => {
    await page.route("**/search/search.mjs", (route) => route.abort());
    await connectFlood(page);
    await pressInMenu(page, FIND);
    await expect(page.getByText("could not be fetched")).toBeVisible({ timeout: 20_000 });
    await page.unroute("**/search/search.mjs");
    await pressInMenu(page, FIND);
    await expect(field(page)).toBeFocused();
  });
});
