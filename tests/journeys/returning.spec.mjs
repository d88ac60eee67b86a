// A board that this page may open without asking, because it did before or because a policy says so.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, CONNECT, expectPrompt, openServed, pressInMenu, terminal, type } from "./harness/screens.mjs";

const GO_ON = "Go on with your board";
const BY_ITSELF = "Connect it by itself when this page is opened";

test.use({ flash: installed("micropython-1.9.3.bin") });

/** A browser that keeps the permission; with what the page has kept in it. */
const keeping = (page, kept) =>
  page.addInitScript((kept) => {
    globalThis.servedKept = true;
    if (sessionStorage.getItem("visited")) return;
    sessionStorage.setItem("visited", "yes");
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
  }, kept);

/** Counts what opens the browser's window. */
const asked = (page) => page.evaluate(() => navigator.serial.asked.length);

test("is connected by one click, and without one where a person wants that", async ({
  page,
  servedBoard,
  picture,
  expectAccessible,
}) => {
  await keeping(page, { chosen: "yes" });
  await openServed(page, servedBoard);
  await expect(button(page, GO_ON)).toBeVisible();
  await expectAccessible();
  await picture("returning");
  await button(page, GO_ON).click();
  await expectPrompt(page);
  await pressInMenu(page, "Disconnect");
  await page.getByLabel(BY_ITSELF).check();
  await expect(button(page, GO_ON)).toBeVisible();
  await page.reload();
  await expectPrompt(page);
  expect(await asked(page)).toBe(0);
});

test("is connected without a click where a policy allows it", async ({ page, servedBoard }) => {
  await keeping(page, {});
  await openServed(page, servedBoard);
  await expectPrompt(page);
  expect(await asked(page)).toBe(0);
});

test("comes back by itself when it is plugged in again, and what it said stays", async ({ page, servedBoard }) => {
  await keeping(page, { chosen: "yes" });
  await openServed(page, servedBoard);
  await button(page, GO_ON).click();
  await expectPrompt(page);
  await type(page, "hello\n");
  await expect(terminal(page)).toContainText("NameError");
  await page.evaluate(() => globalThis.servedBoard.unplug());
  await expect(page.getByText("The board was unplugged.").first()).toBeVisible();
  await expect(button(page, CONNECT)).toBeVisible();
  await page.evaluate(() => globalThis.servedBoard.plug());
  await expectPrompt(page);
  await expect(terminal(page)).toContainText("NameError");
  expect(await asked(page)).toBe(0);
});

test("is forgotten on wish", async ({ page, servedBoard }) => {
  await keeping(page, { chosen: "yes" });
  await openServed(page, servedBoard);
  await button(page, GO_ON).click();
  await expectPrompt(page);
  await pressInMenu(page, "Forget this board");
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(button(page, GO_ON)).toHaveCount(0);
});

for (const [width, height] of [[1366, 768], [1024, 600], [320, 640]]) {
  test(`Connect stays where it is at ${width} by ${height}, whatever is below it`, async ({ page, picture, expectAccessible }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      const requestPort = async () => {
        await new Promise((wait) => setTimeout(wait, globalThis.delay ?? 300));
        throw new DOMException("No port selected by the user.", "NotFoundError");
      };
      Object.defineProperty(navigator, "serial", { value: { requestPort }, configurable: true });
    });
    await page.goto("./");
    const place = async () => (await button(page, CONNECT).boundingBox()).y;
    const before = await place();
    expect(before + 44).toBeLessThan(height);
    await button(page, CONNECT).click();
    await expect(page.getByText("No board was chosen.")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await place()).toBe(before);
    await expectAccessible();
    await picture(`start-cancelled-${width}`);
    await page.evaluate(() => void (globalThis.delay = 0));
    await button(page, CONNECT).click();
    await expect(page.getByText("The browser refused without asking.")).toBeVisible();
    expect(await place()).toBe(before);
    await picture(`start-blocked-${width}`);
  });
}
