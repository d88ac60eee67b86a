// A save that ends in the middle: on a board that runs a real MicroPython, with its files in its flash.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, connect, CONNECT, expectPrompt, terminal, type } from "./harness/screens.mjs";

const python = process.env.BOARDWALK_MICROPYTHON;
test.skip(!python, "the interpreter behind the board runs on Linux only");
test.use({
  flash: installed("micropython-1.10.0.bin"),
  boardOptions: ["--program", "python", "--python", python, "--python-version", "1.23"],
});

const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });
const SAVE = "Save to the board…";
const main = (text) => ({ name: "main.py", mimeType: "text/plain", buffer: Buffer.from(text) });
const OLD = "x = 'the old one'\n";
const NEW = `x = 'the new one'\n${"# a line of a program that is long\n".repeat(800)}`;

test("unplugged in the middle of a save, a board has its old file, and is offered the new one again", async ({
  page,
  servedBoard,
  picture,
  expectAccessible,
}) => {
  test.setTimeout(120_000);
  await connect(page, servedBoard);
  await expectPrompt(page);
  await page.getByLabel(SAVE, { exact: true }).setInputFiles([main(OLD)]);
  await expect(bar(page)).toContainText(`main.py is on the board: ${OLD.length} bytes, checked.`);

  await page.getByLabel(SAVE, { exact: true }).setInputFiles([main(NEW)]);
  await expect(bar(page)).toContainText(/Saving main\.py\s*\d/);
  await page.waitForTimeout(1_000);
  await expect(bar(page)).toContainText(/Saving main\.py\s*\d/);
  await page.evaluate(() => globalThis.servedBoard.unplug());
  await expect(page.getByText("The board was unplugged.").first()).toBeVisible();

  await page.evaluate(() => globalThis.servedBoard.plug());
  await button(page, CONNECT).click();
  await expectPrompt(page);
  const offer = page.getByText("main.py was being saved when the board was lost.");
  await expect(offer).toBeVisible();
  await expectAccessible();
  await picture("cut-save");
  await page.locator(".xterm-helper-textarea").focus();
  await type(page, "print(open('main.py').read())\n");
  await expect(terminal(page)).toContainText("x = 'the old one'");

  await button(page, "Save it again").click();
  await expect(bar(page)).toContainText(/main\.py is on the board: [\d,]+ bytes, checked\./, { timeout: 30_000 });
  await expect(offer).toBeHidden();
  await type(page, "import os; print(os.listdir(), len(open('main.py').read()))\n");
  await expect(terminal(page)).toContainText(new RegExp(`\\['boot\\.py', 'main\\.py'\\] ${NEW.length}`));
});
