// Firmware that a board can't read in the way that its header says: it is installed once more, in one that works.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, connect, expectPrompt, INSTALL } from "./harness/screens.mjs";

const SAFER = "Install in a safer way";
const done = (page) => page.getByText("MicroPython is installed and checked.");
const unstarted = (page) => page.getByText("MicroPython is on the board, and does not start.");

test.describe("a board that reads its flash by DOUT alone", () => {
  test.use({ boardOptions: ["--flash-modes", "dout", "--speed", "8"] });

  test("gets to its prompt by one button, and what is there is not written again", async ({
    page,
    servedBoard,
    picture,
    expectAccessible,
  }) => {
    await connect(page, servedBoard);
    await button(page, INSTALL).click();
    await expect(unstarted(page)).toBeVisible({ timeout: 60_000 });
    await expectAccessible();
    await picture("unstarted");
    // On two wires it does not start either; the next press is the last resort.
    await button(page, SAFER).click();
    await expect(page.getByRole("heading", { name: "Installing MicroPython" })).toBeVisible();
    await expect(unstarted(page)).toBeVisible({ timeout: 60_000 });
    await button(page, SAFER).click();
    await expect(page.getByRole("heading", { name: "Installing MicroPython" })).toBeVisible();
    await expectPrompt(page, 60_000);
    await expect(done(page)).toBeVisible();
    await expect(unstarted(page)).toHaveCount(0);
  });
});

test.describe("a board that came like this", () => {
  test.use({
    boardOptions: ["--flash-modes", "dout", "--speed", "8"],
    flash: installed("micropython-1.10.0.bin"),
  });

  test("is offered the safer ways from the start", async ({ page, servedBoard, picture, expectAccessible }) => {
    await connect(page, servedBoard);
    await expect(page.getByRole("heading", { name: "The board talks, and it can’t be read" })).toBeVisible();
    await expect(button(page, SAFER)).toBeEnabled({ timeout: 15_000 });
    await expectAccessible();
    await picture("came-unreadable");
    await button(page, SAFER).click();
    await expect(unstarted(page)).toBeVisible({ timeout: 60_000 });
    await button(page, SAFER).click();
    await expectPrompt(page, 60_000);
    await expect(done(page)).toBeVisible();
  });
});
