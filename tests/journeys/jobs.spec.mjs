// Jobs on a board, and what is known of one board and not of the next.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, connect, CONNECT, DEMO, expectPrompt, INSTALL, log, openServed, practise, pressInMenu, SERVED_SERIAL, terminal, type } from "./harness/screens.mjs";

const INSTALLED = installed("micropython-1.9.3.bin");
const QUICK = ["--speed", "8"];

test.use({ flash: INSTALLED, boardOptions: QUICK });

test.describe("a board that no longer answers its loader", () => {
  test.use({ boardOptions: [...QUICK, "--wiring", "none"] });

  test("lets an installation be given up before it changes anything", async ({ page, servedBoard }) => {
    await connect(page, servedBoard);
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await button(page, INSTALL).click();
    await button(page, "Cancel").click();
    await expect(button(page, INSTALL)).toBeEnabled();
    await expect(page.getByRole("alert")).toHaveCount(0);
    const flash = await page.evaluate((length) => globalThis.servedBoard.flash(0, length), INSTALLED.length);
    expect(Buffer.from(flash).equals(INSTALLED)).toBe(true);
  });
});

test.describe("a memory that is too small for the image", () => {
  test.use({ boardOptions: [...QUICK, "--flash-id", "1240ef"] });

  test("is told, and stays told though the old prompt comes back", async ({ page, servedBoard, expectAccessible }) => {
    await connect(page, servedBoard);
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await button(page, INSTALL).click();
    const reason = page.getByText("This firmware is too large for this board.");
    await expect(reason).toBeVisible({ timeout: 20_000 });
    // The board has been reset, and its prompt is there again.
    await expect(button(page, "Back to the prompt")).toBeVisible();
    await expect(reason).toBeVisible();
    await expectAccessible();
  });
});

test.describe("an adapter that can't reset its board", () => {
  test.use({ boardOptions: [...QUICK, "--wiring", "none"] });

  test("stays connected, and the page says which button to press", async ({ page, servedBoard, picture }) => {
    await connect(page, servedBoard);
    await page.evaluate(async () => {
      const [port] = await navigator.serial.getPorts();
      port.setSignals = async () => {
        throw new DOMException("Failed to set control signals.", "NetworkError");
      };
    });
    await expectPrompt(page);
    await pressInMenu(page, "Reset board");
    await expect(page.getByRole("alert")).toContainText("press the button RST (or EN)");
    await picture("reset-by-hand");
    await type(page, "\n");
    await expectPrompt(page);
    await type(page, "print('still here')\n");
    await expect(terminal(page)).toContainText(/\nstill here/, { useInnerText: true });
  });
});

test("what was installed on the practice board is not said of a real one", async ({ page, servedBoard }) => {
  test.setTimeout(120_000);
  expect(servedBoard.address).toContain("ws:");
  await page.addInitScript({ path: SERVED_SERIAL });
  await practise(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible();
  expect(await log(page)).toContain("Hash of data verified");
  await pressInMenu(page, "Disconnect");
  await button(page, CONNECT).click();
  await expectPrompt(page);
  await expect(page.getByText("MicroPython is installed and checked.")).toHaveCount(0);
  await expect(page.getByText("Log of the installation")).toHaveCount(0);
  await expect(page.getByText("Practice board", { exact: true })).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("speeds"))).toMatch(/^practice 921600/);
});

test("the keyboard goes on where the screen does", async ({ page, servedBoard }) => {
  await openServed(page, servedBoard);
  await page.evaluate(() => {
    globalThis.choose = navigator.serial.requestPort;
    navigator.serial.requestPort = async () => {
      await new Promise((wait) => setTimeout(wait, 300));
      throw new DOMException("No port selected by the user.", "NotFoundError");
    };
  });
  const start = button(page, CONNECT);
  await start.focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "Waiting for your choice")).toBeFocused();
  await expect(button(page, DEMO)).toBeVisible();
  await expect(page.getByText("No board was chosen.")).toBeVisible();
  await expect(start).toBeFocused();

  await page.evaluate(() => void (navigator.serial.requestPort = globalThis.choose));
  await page.keyboard.press("Enter");
  await expectPrompt(page);
  await page.evaluate(() => globalThis.servedBoard.unplug());
  await expect(start).toBeFocused();

  await button(page, DEMO).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await button(page, "Disconnect").click();
  await expect(start).toBeFocused();
});

test("what a chooser said is in the report", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    const requestPort = async () => {
      throw new DOMException("Out of luck.", "UnknownError");
    };
    Object.defineProperty(navigator, "serial", { value: { requestPort } });
  });
  await page.goto("./");
  await button(page, CONNECT).click();
  await button(page, "Copy details").click();
  await expect(page.getByText("Copied")).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Problem: .*Out of luck\./m);
});
