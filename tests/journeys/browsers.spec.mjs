// Browsers that can't reach a board, ports that do not open, and small screens.
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, DEMO } from "./harness/screens.mjs";

const PORT = `({ readable: null, writable: null, getInfo: () => ({ usbVendorId: 0x10c4, usbProductId: 0xea60 }),
  open: async () => { throw new DOMException("Failed to open serial port.", "NetworkError"); } })`;
const fake = (requestPort) =>
  `Object.defineProperty(navigator, "serial", { value: { requestPort: async () => { ${requestPort} } } })`;

test("without Web Serial there is a sentence in place of the button, and the practice board", async ({
  page,
  expectAccessible,
}) => {
  await page.addInitScript(() => {
    delete Navigator.prototype.serial;
  });
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("access to boards switched off");
  await expect(button(page, CONNECT)).toHaveCount(0);
  await expect(button(page, DEMO)).toBeEnabled();
  await expectAccessible();
});

test.describe("an iPad that says it is a Mac", () => {
  test.use({
    userAgent:
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
  });

  for (const [touchPoints, told] of [
    [5, "An iPad or iPhone can’t talk to boards, whichever browser it uses."],
    [0, "Safari can’t talk to boards."],
  ]) {
    test(`is told by its screen: ${touchPoints} touches`, async ({ page }) => {
      await page.addInitScript((touchPoints) => {
        delete Navigator.prototype.serial;
        Object.defineProperty(navigator, "maxTouchPoints", { value: touchPoints });
      }, touchPoints);
      await page.goto("./");
      await expect(page.getByRole("alert")).toContainText(told);
    });
  }
});

test("a port that does not open gets advice, details to copy, and another click", async ({
  page,
  context,
  expectAccessible,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(fake(`return ${PORT};`));
  await page.goto("./");
  for (let tries = 0; tries < 2; tries += 1) {
    await button(page, CONNECT).click();
    await expect(page.getByText("The computer did not let us use this board.")).toBeVisible();
  }
  await expectAccessible();
  await button(page, "Copy details").click();
  await expect(page.getByText("Copied")).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain("10c4:ea60");
  expect(report).toContain("Failed to open serial port.");
});

test("details that the browser does not copy are shown to copy by hand", async ({
  page,
  expectAccessible,
}) => {
  await page.addInitScript(fake(`return ${PORT};`));
  await page.addInitScript(() => {
    const answers = [() => Promise.reject(new Error("Not now.")), () => Promise.resolve()];
    Clipboard.prototype.writeText = () => answers.shift()();
  });
  await page.goto("./");
  await button(page, CONNECT).click();
  const byHand = page.getByRole("textbox", { name: "Press Ctrl-C to copy this text" });
  await expect(button(page, "Copy details")).toBeVisible();
  await expect(byHand).toBeHidden();
  await button(page, "Copy details").click();
  await expect(byHand).toHaveValue(/Failed to open serial port\./);
  await byHand.focus();
  expect(await page.evaluate(() => getSelection().toString())).toContain("10c4:ea60");
  await expect(page.getByText("Copied")).toBeHidden();
  await expectAccessible();
  await button(page, "Copy details").click();
  await expect(page.getByText("Copied")).toBeVisible();
  await expect(byHand).toBeHidden();
});

test("no choice is told apart from a policy that forbids choosing", async ({ page }) => {
  const cancel = (delay) => `await new Promise((wait) => setTimeout(wait, ${delay}));
    throw new DOMException("No port selected by the user.", "NotFoundError");`;
  await page.addInitScript(fake(`if (globalThis.slow) { ${cancel(500)} } else { ${cancel(0)} }`));
  await page.goto("./");
  await button(page, CONNECT).click();
  await expect(page.getByText("The browser refused without asking.")).toBeVisible();
  await page.evaluate(() => void (globalThis.slow = true));
  await button(page, CONNECT).click();
  await expect(page.getByText("No board was chosen.")).toBeVisible();
});

test("the start screen fits 320 pixels, light and dark", async ({ page, picture, expectAccessible }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("./");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible();
    await picture(`start-narrow-${colorScheme}`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
