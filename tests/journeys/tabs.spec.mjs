// One board, one tab.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, CONNECT, connect, expectPrompt, INSTALL, openServed, pressInMenu } from "./harness/screens.mjs";

test.use({ flash: installed("micropython-1.9.3.bin") });

test("a board that another tab has is said to be there, and can be used here", async ({
  page,
  context,
  servedBoard,
  picture,
  expectAccessible,
}) => {
  const other = await context.newPage();
  await connect(other, servedBoard);
  await expectPrompt(other);
  await connect(page, servedBoard);
  await expect(page.getByText("A board is open in another tab of this page.")).toBeVisible();
  await expectAccessible();
  await picture("other-tab");
  await button(page, "Use it here").click();
  await expectPrompt(page);
  await expect(button(other, CONNECT)).toBeVisible();
});

test("a board on which another tab installs is not taken from it", async ({ page, context, servedBoard }) => {
  const other = await context.newPage();
  await connect(other, servedBoard);
  await expectPrompt(other);
  await pressInMenu(other, "Reinstall");
  await button(other, INSTALL).click();
  await expect(other.getByText("Writing").first()).toBeVisible({ timeout: 30_000 });
  await connect(page, servedBoard);
  await expect(page.getByText("Something is being done to it.")).toBeVisible();
  await expect(button(page, "Use it here")).toHaveCount(0);
  await expectPrompt(other, 60_000);
});

test("a port that does not open while no other tab has a board gets the usual advice", async ({ page, servedBoard }) => {
  await openServed(page, servedBoard);
  await page.evaluate(() => globalThis.servedBoard.unplug());
  await button(page, CONNECT).click();
  await expect(page.getByText("The computer did not let us use this board.")).toBeVisible();
  await page.waitForTimeout(1_000);
  await expect(page.getByText("The computer did not let us use this board.")).toBeVisible();
});
