// The terminal in its frame, for eyes and for ears, and when it does not work any more.
import { readFileSync } from "node:fs";
import { BYTES_A_SECOND, connectFlood, pour, say, takeHeard, usedMemory } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, expectPrompt, pressInMenu, terminal, type } from "./harness/screens.mjs";

const TOO_MUCH = "Too much output to read aloud";

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the terminal stays in its frame, and the ring is whole, at ${width} by ${height}, ${colorScheme}`, async ({
      page,
      picture,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await connectFlood(page);
      await say(page, Array.from({ length: 60 }, (_, n) => `row ${n}\r\n`).join("") + ">>> ");
      await expect(terminal(page)).toContainText("row 59");
      const { frame, screen, border, outline, share } = await page.locator(".terminal-frame").evaluate((frame) => {
        const box = (element) => element.getBoundingClientRect().toJSON();
        const { borderBottomWidth, paddingBottom, outlineStyle } = getComputedStyle(frame);
        const border = parseFloat(borderBottomWidth) + parseFloat(paddingBottom);
        const share = frame.clientHeight / innerHeight;
        return { frame: box(frame), screen: box(frame.querySelector(".xterm-screen")), border, outline: outlineStyle, share };
      });
      expect(outline).toBe("solid");
      expect(share).toBeGreaterThan(0.6);
      expect(screen.bottom).toBeLessThanOrEqual(frame.bottom - border);
      // With a lesson beside it, a smaller window has less than its eighty columns.
      if (width > 1200) expect(screen.right).toBeLessThanOrEqual(frame.right - border);
      await page.locator(".terminal-frame").scrollIntoViewIfNeeded();
      await picture(`terminal-${width}-${colorScheme}`);
    });
  }
}

test("a terminal that is wider than its frame scrolls sideways, and follows the cursor", async ({ page, picture }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await connectFlood(page);
  const scrolled = () =>
    page.locator(".terminal-frame").evaluate((frame) => ({
      left: frame.scrollLeft,
      isCursorSeen: (({ left, right }) => left >= frame.getBoundingClientRect().left && right <= frame.getBoundingClientRect().right)(
        frame.querySelector(".xterm-cursor").getBoundingClientRect(),
      ),
    }));
  // Eighty columns: the rest of the line is in the next row.
  await say(page, `${"x".repeat(80)}y`);
  await expect(terminal(page)).toContainText(/x{80}/);
  await say(page, `\r\n>>> ${"x".repeat(60)}`);
  await expect.poll(scrolled).toMatchObject({ isCursorSeen: true });
  expect((await scrolled()).left).toBeGreaterThan(100);
  await picture("terminal-sideways");
  await say(page, "\r\n>>> ");
  await expect.poll(scrolled).toEqual({ left: 0, isCursorSeen: true });
});

test("a mouse selects, scrolls and moves the cursor, and what steers terminals shows nothing", async ({ page }) => {
  await connectFlood(page);
  const steering = "\x1b]8;;https://example.org/\x07\x1b]0;title\x07\x1bP$qm\x1b\\\\\x1b[?1003h\x1b[?1006h";
  const rows = Array.from({ length: 100 }, (_, n) => `row${n}\r\n`).join("");
  await say(page, `${rows}${steering}wholeword next\r\n>>> hello`);
  await expect(terminal(page)).toContainText("wholeword next");
  await takeHeard(page);
  /** Where a letter of the row that has this text stands. */
  const place = async (text, column) => {
    const row = await page.locator(".xterm-rows > *", { hasText: text }).boundingBox();
    const screen = await page.locator(".xterm-screen").boundingBox();
    return [row.x + ((column + 0.5) * screen.width) / 80, row.y + row.height / 2];
  };
  await page.mouse.dblclick(...(await place("wholeword", 3)));
  await expect(page.locator(".xterm-selection > *")).not.toHaveCount(0);
  await page.mouse.wheel(0, -400);
  await expect(terminal(page)).toContainText("row70");
  await page.mouse.wheel(0, 4_000);
  await expect(terminal(page)).toContainText(">>> hello");
  expect(await takeHeard(page)).toBe("");
  // Arrow keys, once it has scrolled all the way.
  await expect(async () => {
    await page.keyboard.down("Alt");
    await page.mouse.click(...(await place(">>> hello", 5)));
    await page.keyboard.up("Alt");
    await page.waitForTimeout(100);
    expect(await takeHeard(page)).toMatch(/^(\x1b\[D){3,4}$/);
  }).toPass();
});

test("the letters grow for those who sit far away, also on the next visit", async ({ page }) => {
  await connectFlood(page);
  const height = () => page.locator(".xterm-rows > *").first().evaluate((row) => row.getBoundingClientRect().height);
  const before = await height();
  await button(page, "A+ larger letters").click();
  await expect.poll(height).toBeGreaterThan(before);
  const after = await height();
  await page.reload();
  await button(page, CONNECT).click();
  await expectPrompt(page);
  expect(await height()).toBe(after);
});

test("all that was said can be copied and saved, as letters only", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await connectFlood(page);
  const long = "0123456789".repeat(30);
  await say(page, `\x1b[31mred\x1b[0m\r\n${long}\r\n${Array.from({ length: 100 }, (_, n) => `row ${n}\r\n`).join("")}>>> `);
  await expect(terminal(page)).toContainText("row 99");
  const expected = `red\n${long}\nrow 0\nrow 1\n`;
  await pressInMenu(page, "Copy all");
  await expect(page.locator(".copied", { hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(expected);
  const [saved] = await Promise.all([page.waitForEvent("download"), pressInMenu(page, "Save the text")]);
  expect(saved.suggestedFilename()).toBe("boardwalk.txt");
  const text = readFileSync(await saved.path(), "utf8");
  expect(text).toContain(expected);
  expect(text.endsWith(">>>\n")).toBe(true);
});

test("the cursor blinks, and the browser has nothing to draw in between", async ({ page }) => {
  await connectFlood(page);
  const cursor = page.locator(".xterm-cursor");
  const colour = () => cursor.evaluate((it) => getComputedStyle(it).backgroundColor);
  const shown = await page.locator(".xterm-cursor-block").evaluate((it) => {
    it.closest(".blinked")?.classList.remove("blinked");
    return getComputedStyle(it).backgroundColor;
  });
  await expect.poll(colour, { intervals: [50] }).not.toBe(shown);
  await expect.poll(colour, { intervals: [50] }).toBe(shown);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

/** What a screen reader is told. */
const spoken = (page) => page.locator(".live-region").evaluate((it) => it.innerText);

test("a screen reader is told what a board says, and of much that it is too much", async ({ page }) => {
  await connectFlood(page);
  await say(page, "first words\r\n>>> ");
  await expect.poll(() => spoken(page)).toContain("first words");
  await pour(page, "x", 60 * BYTES_A_SECOND, { bytesASecond: BYTES_A_SECOND });
  await expect.poll(async () => (await spoken(page)).endsWith(TOO_MUCH)).toBe(true);
  expect((await spoken(page)).length).toBeLessThan(5_000);
  await page.waitForTimeout(1_500);
  expect((await spoken(page)).length).toBeLessThan(5_000);

  await page.keyboard.press("Control+c");
  await page.evaluate(() => globalThis.flood.stop());
  await say(page, "\r\nKeyboardInterrupt\r\n>>> ");
  await expect.poll(async () => (await spoken(page)).includes("KeyboardInterrupt")).toBe(true);
  expect((await spoken(page)).includes(TOO_MUCH)).toBe(false);
  const rows = page.locator(".xterm-accessibility-tree [role=listitem]");
  await expect(rows.filter({ hasText: "KeyboardInterrupt" })).toHaveCount(1);
});

test("what waits to be read aloud while nobody sees the terminal is bounded", async ({ page }) => {
  await connectFlood(page);
  // The page is so low that the terminal is below its edge, where it is not drawn.
  await page.setViewportSize({ width: 1024, height: 100 });
  await page.evaluate(() => scrollTo(0, 0));
  const before = await usedMemory(page);
  await pour(page, "\r 42 % ", 3 << 20);
  await page.waitForFunction(() => globalThis.flood.isOver(), undefined, { timeout: 60_000 });
  await page.waitForTimeout(1_500);
  expect((await usedMemory(page)) - before).toBeLessThan(16 << 20);
});

test.describe("a terminal that takes nothing any more", () => {
  test.beforeEach(async ({ page }) => {
    await page.route("**/xterm/xterm.mjs", async (route) => {
      if (new URL(route.request().url()).search) return route.continue();
      const body = `import { Terminal as Real } from "./xterm.mjs?real";
        export class Terminal extends Real {
          write(data, taken) {
            if (!globalThis.isDeaf) return super.write(data, taken);
            (globalThis.missed ??= []).push(() => super.write(data, taken));
          }
        }`;
      await route.fulfill({ contentType: "text/javascript", body });
    });
    await connectFlood(page);
  });

  test("is said to be, and the board and its buttons go on", async ({ page }) => {
    await page.evaluate(() => (globalThis.isDeaf = true));
    await pour(page, "line\r\n", 1 << 20);
    const words = page.getByText("The terminal does not show what the board says any more.");
    await expect(words).toBeVisible({ timeout: 15_000 });
    await page.waitForFunction(() => globalThis.flood.isOver());
    await page.evaluate(() => globalThis.flood.heard.splice(0));
    await button(page, "Stop Ctrl-C").click();
    await page.waitForFunction(() => globalThis.flood.heard.includes(3));

    await test.step("and shows the newest when it is back", async () => {
      await page.evaluate(() => {
        globalThis.isDeaf = false;
        for (const write of globalThis.missed) write();
      });
      await expect(words).toBeHidden();
      await page.locator(".xterm-helper-textarea").focus();
      await type(page, "\nback");
      await expect(terminal(page)).toContainText(">>> back");
    });
  });
});

test("a text that no board has room for is not pasted, and that is said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await connectFlood(page);
  await takeHeard(page);
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press("Control+v");
  };
  const words = page.getByText("That is too much to paste at once.");
  await paste("x".repeat(1 << 20));
  await expect(words).toBeVisible();
  expect(await takeHeard(page)).toBe("");
  await paste("1+1");
  await expect.poll(() => takeHeard(page)).toBe("1+1");
  await expect(words).toBeHidden();

  await test.step("which no later connection hears of", async () => {
    await paste("x".repeat(1 << 20));
    await expect(words).toBeVisible();
    await pressInMenu(page, "Disconnect");
    await button(page, CONNECT).click();
    await expectPrompt(page);
    await expect(words).toBeHidden();
  });
});
