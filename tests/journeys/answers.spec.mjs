// Only what a person types goes to the board, whatever the board asks for or switches on.
import { connectFlood, say, takeHeard } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { terminal, type } from "./harness/screens.mjs";

const letters = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => String.fromCharCode(from + n));
const PREFIXES = ["", "?", ">", "=", "<"];
const INTERMEDIATES = ["", ...letters(0x20, 0x2f)];
const PARAMETERS = ["", "0", "1", "2", "4", "5", "6", "14", "15", "16", "18", "21", "25", "26", "53", "996", "2026"];
const TERMINATORS = ["\x07", "\x1b\\", "\u009c"];
const MODES = Array.from({ length: 2050 }, (_, n) => n);

/** What terminals are known to answer, each by itself; then all that there is. */
const questions = {
  "device attributes": ["\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[>0c", "\x1b[=c", "\x1bZ", "\u009bc"],
  "status, and where the cursor is": ["\x1b[5n", "\x1b[6n", "\x1b[?6n", "\x1b[?15n", "\x1b[?26n", "\x1b[?996n"],
  "terminal parameters, version, keyboard": ["\x1b[x", "\x1b[1x", "\x1b[>q", "\x1b[?u", "\x1b[?4m", "\x1b[0&u", "\x05"],
  "modes": MODES.flatMap((mode) => [`\x1b[${mode}$p`, `\x1b[?${mode}$p`]),
  "the window": [11, 13, 14, 15, 16, 18, 19, 20, 21].flatMap((n) => [`\x1b[${n}t`, `\x1b[${n};2t`]),
  "settings": ["m", "r", "s", "t", '"p', '"q', " q", "$}", "*x"].map((name) => `\x1bP$q${name}\x1b\\`),
  "terminfo": ["\x1bP+q544e\x1b\\", "\u0090+q436f\u009c"],
  "graphics": ["\x1b[?1;1;0S", "\x1b[?2;1;0S", "\x1b_Gi=1,a=q;AAAA\x1b\\"],
  "colours, title and clipboard": Array.from({ length: 140 }, (_, n) => n).flatMap((n) =>
    TERMINATORS.flatMap((end) => [`\x1b]${n};?${end}`, `\x1b]${n};0;?${end}`, `\u009d${n};c;?${end}`]),
  ),
  "every control sequence": PREFIXES.flatMap((prefix) =>
    PARAMETERS.flatMap((parameters) =>
      INTERMEDIATES.flatMap((intermediate) =>
        letters(0x40, 0x7e).map((last) => `\x1b[${prefix}${parameters}${intermediate}${last}`),
      ),
    ),
  ),
  "every escape sequence": INTERMEDIATES.flatMap((it) => letters(0x30, 0x7e).map((last) => `\x1b${it}${last}\x1b\\`)),
};

const switchAllOn = MODES.map((mode) => `\x1b[${mode}h\x1b[?${mode}h`).join("") + "\x1b=\x1b[>4;2m\x1b[>31u";

test("a board that asks gets no answer, and one that echoes asks no more", async ({ page }) => {
  await connectFlood(page);
  await takeHeard(page);
  for (const [what, asked] of Object.entries(questions)) {
    await test.step(what, async () => {
      await say(page, asked.join(""));
      await say(page, "\r\nasked\r\n>>> ");
      await expect(terminal(page)).toContainText("asked", { timeout: 60_000 });
      expect(await takeHeard(page), what).toBe("");
      await say(page, "\x1b[2J\x1b[H>>> ");
      await expect(terminal(page)).not.toContainText("asked");
    });
  }
});

test("whatever a board switches on, keys, mouse and focus are as before", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await connectFlood(page);
  await say(page, `${switchAllOn}\r\nall on`);
  await expect(terminal(page)).toContainText("all on");
  await takeHeard(page);

  const box = await terminal(page).boundingBox();
  await page.mouse.click(box.x + 50, box.y + 20);
  await page.mouse.click(box.x + 50, box.y + 20, { button: "right" });
  await page.keyboard.press("Escape");
  await page.mouse.move(box.x + 90, box.y + 40);
  await page.mouse.wheel(0, 300);
  await page.mouse.wheel(0, -300);
  await page.locator(".state").click();
  await page.locator(".xterm-helper-textarea").focus();
  expect((await takeHeard(page)).replace(/^\x1b$/, ""), "nobody typed").toBe("");

  for (const key of ["ArrowUp", "ArrowLeft", "Home", "End", "Delete", "Backspace", "Enter"]) {
    await page.keyboard.press(key);
  }
  await expect.poll(() => takeHeard(page)).toBe("\x1b[A\x1b[D\x1b[H\x1b[F\x1b[3~\x7f\r");
  await page.evaluate(() => navigator.clipboard.writeText("1+1"));
  // A program that has ended its line asks for nothing: a person has to say that it gets the paste.
  await say(page, "\r\nbusy\r\n");
  await expect(page.locator("p.state")).toContainText("A program is running");
  await page.keyboard.press("Control+v");
  await page.getByRole("button", { name: "Paste it into the program" }).click();
  await expect.poll(() => takeHeard(page)).toBe("1+1");
});

test("title, clipboard and links are not the board's", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await connectFlood(page);
  const title = await page.title();
  await page.evaluate(() => navigator.clipboard.writeText("mine"));
  await say(
    page,
    "\x1b]0;gone\x07\x1b]2;gone\x1b\\\x1b]52;c;Z29uZQ==\x07" +
      "\x1b]8;;https://gone.example/\x1b\\words\x1b]8;;\x1b\\ https://gone.example/ there\r\n>>> ",
  );
  await expect(terminal(page)).toContainText("there");
  const words = await terminal(page).getByText("words").boundingBox();
  const pages = context.pages().length;
  await page.mouse.move(words.x + 5, words.y + 5);
  await page.mouse.click(words.x + 5, words.y + 5);
  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("mine");
  expect(context.pages().length).toBe(pages);
});

test("after a prompt, letters are plain and the whole screen scrolls, whatever was switched on", async ({ page }) => {
  await connectFlood(page);
  await say(page, `${switchAllOn}\x1b(0\x1b)0\x0e\x1b[2;4r\x1b[31;7;8m\x1b[?25l\x1b[?7l\x1b[12;1Hleft on\r\n>>> `);
  await type(page, "lqk\n");
  await expect(terminal(page)).toContainText(">>> lqk");
  const plain = await terminal(page).evaluate((rows) => {
    const ordinary = getComputedStyle(rows).color;
    const spans = [...rows.querySelectorAll("span")].filter((span) => span.textContent.includes("lqk"));
    return spans.map((span) => getComputedStyle(span).color === ordinary && span.className === "");
  });
  expect(plain).toEqual([true]);
  await expect(terminal(page).locator(".xterm-cursor")).toHaveCount(1);
  // More lines than the region had.
  await say(page, Array.from({ length: 60 }, (_, n) => `row ${n}.\r\n`).join("") + ">>> ");
  for (const row of [50, 55, 59]) await expect(terminal(page)).toContainText(`row ${row}.`);
});
