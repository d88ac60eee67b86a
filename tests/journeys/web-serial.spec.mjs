// The whole way over the page's Web Serial code, to a board that is a program of its own.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { button, chooseImage, CONNECT, expectPrompt, INSTALL, log, openServed, terminal, type } from "./harness/screens.mjs";

const IMAGE = new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url);

const sha256 = (bytes) => createHash("sha256").update(Uint8Array.from(bytes)).digest("hex");

test.beforeEach(async ({ page, servedBoard }) => {
  await openServed(page, servedBoard);
});

test("the flash holds the patched image, byte for byte, and its prompt answers", async ({ page }) => {
  test.setTimeout(180_000);
  await button(page, CONNECT).click();
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await chooseImage(page, "MicroPython 1.9.3", "1.9.3-8-g63826ac5c");
  await button(page, INSTALL).click();
  await expectPrompt(page, 90_000);
  await type(page, "print('Micropython for Engineers!')\n");
  await expect(terminal(page)).toContainText(/\nMicropython for Engineers!/, { useInnerText: true });

  const patched = readFileSync(IMAGE);
  expect(patched.length).toBe(600_888);
  patched[3] = 0x40;
  const flash = await page.evaluate((length) => globalThis.servedBoard.flash(0, length), patched.length);
  expect(sha256(flash)).toBe(sha256(patched));

  const asked = await page.evaluate(() => navigator.serial.asked);
  expect(asked).toEqual([[0x10c4, 0x1a86, 0x0403, 0x067b]]);
});

test("unplugging is told in one sentence, and plugging in again works without reloading", async ({
  page,
  expectAccessible,
}) => {
  test.setTimeout(120_000);
  await button(page, CONNECT).click();
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  for (const during of ["choosing", "installing"]) {
    if (during === "installing") {
      await button(page, INSTALL).click();
      await expect(page.getByText("Erasing").first()).toBeVisible({ timeout: 20_000 });
      await page.waitForTimeout(1_000);
    }
    await page.evaluate(() => globalThis.servedBoard.unplug());
    await expect(page.getByText("The board was unplugged.").first()).toBeVisible();
    await expectAccessible();
    await page.evaluate(() => globalThis.servedBoard.plug());
    await button(page, CONNECT).click();
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  }
});

test("the speed that served an adapter is where the next installation begins", async ({ page }) => {
  test.setTimeout(120_000);
  const kept = () => page.evaluate(() => localStorage.getItem("speeds"));
  expect(await kept()).toBeNull();
  await page.evaluate(() => localStorage.setItem("speeds", "1a86:7523 230400 direct 0 1\n"));
  await page.reload();
  await button(page, CONNECT).click();
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 90_000);
  expect(await log(page)).toContain("Connecting at 230400 baud");
  expect(await kept()).toBe("1a86:7523 230400 direct 0 2\n");
});
