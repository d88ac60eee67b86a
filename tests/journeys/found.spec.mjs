// What a board may turn out to hold, and the screens that only such boards bring up.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import {
  button,
  chooseImage,
  connect,
  CONNECT,
  expectPrompt,
  INSTALL,
  log,
  pressInMenu,
  terminal,
  type,
} from "./harness/screens.mjs";

test.use({ flash: installed("micropython-1.9.3.bin") });

test.beforeEach(async ({ page, servedBoard }) => connect(page, servedBoard));

const heading = (page, name) => page.getByRole("heading", { name, exact: true });
const state = (page) => page.locator("p.state");
const option = (page, name) => page.getByRole("combobox", { name, exact: true });

/** Looks at the screen in both colours, and at what axe says of it. */
async function look({ page, picture, expectAccessible }, name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible();
    await picture(`${name}-${colorScheme}`);
  }
}

test.describe("a board that runs a program", () => {
  test.use({ boardOptions: ["--program", "running", "--speed", "8"] });

  test("is told from an empty one, and its program stopped on wish", async ({
    page,
    picture,
    expectAccessible,
  }) => {
    await expect(heading(page, "Your board is running a program")).toBeVisible();
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await look({ page, picture, expectAccessible }, "found-program");
    await button(page, "Stop it and show the prompt").click();
    await expectPrompt(page);
    await expect(terminal(page)).toContainText("KeyboardInterrupt");
  });
});

test.describe("a board that never shows a prompt", () => {
  test.use({ boardOptions: ["--program", "silent"] });

  test("gets advice, and each piece of it is a button", async ({ page, picture, expectAccessible }) => {
    await expect(heading(page, "The board says nothing")).toBeVisible();
    await button(page, "Just open the terminal").click();
    const missing = page.getByText("No prompt has come yet.");
    // A reset waits longest; the other two give up within a few seconds.
    for (const [name, within] of [["Reset board", 10_000], ["Press Enter", 5_000], ["Stop the program (Ctrl-C)", 8_000]]) {
      await (name === "Reset board" ? pressInMenu(page, name) : button(page, name).click());
      await expect(state(page)).toHaveText("Waiting for the prompt");
      await expect(missing).toBeVisible({ timeout: within });
    }
    await look({ page, picture, expectAccessible }, "prompt-missing");
    await pressInMenu(page, "Reinstall");
    await expect(button(page, INSTALL)).toBeVisible();
  });
});

test.describe("a board that speaks at another speed", () => {
  test.use({ boardOptions: ["--program", "slow"] });

  test("is said to, and can be listened to at that", async ({ page, picture, expectAccessible }) => {
    await expect(heading(page, "The board talks, and it can’t be read")).toBeVisible();
    await button(page, "Just open the terminal").click();
    await expect(page.getByText("can’t be read at 115200 baud")).toBeVisible();
    await look({ page, picture, expectAccessible }, "other-speed");
    await button(page, "9600").click();
    await expect(terminal(page)).toContainText("The temperature is 21.5 degrees, and the humidity is 40 per cent.");
    await expect(page.getByText("You listen to the board at 9600 baud.")).toBeVisible();
    await button(page, "115200").click();
    await expect(page.getByText("can’t be read at 115200 baud")).toBeVisible();
  });
});

test.describe("a board that blinks and prints nothing", () => {
  test.use({ boardOptions: ["--program", "quiet", "--speed", "8"] });

  test("is not called an empty one: stopping comes first, and its programs stay", async ({
    page,
    picture,
    expectAccessible,
  }) => {
    await expect(heading(page, "The board says nothing")).toBeVisible();
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await look({ page, picture, expectAccessible }, "found-silence");
    const filled = page.locator("main > :not(.panes) button[data-kind=primary]");
    await expect(filled).toHaveCount(1);
    await expect(filled).toHaveText("Stop it and show the prompt");
    await filled.click();
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    await expect(page.getByText("your programs stay")).toBeVisible();
    await expect(filled).toHaveText(INSTALL);
    await expect(button(page, "Erase this board and start clean")).toBeVisible();
  });
});

test.describe("a board whose files are damaged", () => {
  test.use({ boardOptions: ["--fill", "55", "--speed", "8"] });

  test("is erased and installed again by one button", async ({ page, picture, expectAccessible }) => {
    test.setTimeout(120_000);
    await button(page, "Just watch").click();
    await pressInMenu(page, "Reset board");
    await expect(page.getByText("Python can’t start: the files on the board are damaged.")).toBeVisible();
    await look({ page, picture, expectAccessible }, "files-damaged");
    await button(page, "Erase everything and install again").click();
    await expectPrompt(page, 90_000);
    await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible();
    const behind = await page.evaluate(() => globalThis.servedBoard.flash(0x200000, 4096));
    expect(behind.every((byte) => byte === 0xff)).toBe(true);
  });
});

test.describe("a board with MicroPython", () => {
  test("can be installed anew, or left as it is", async ({ page, picture, expectAccessible }) => {
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    await expect(heading(page, "This board has MicroPython already")).toBeVisible();
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await look({ page, picture, expectAccessible }, "reinstall");
    await button(page, "Back to the prompt").click();
    await expectPrompt(page);
  });

  test("keeps what it has said when its cable is pulled", async ({ page }) => {
    await expectPrompt(page);
    await type(page, "print('my lesson')\n");
    await expect(terminal(page)).toContainText(/\nmy lesson/, { useInnerText: true });
    await page.evaluate(() => globalThis.servedBoard.unplug());
    await expect(page.getByText("The board was unplugged.").first()).toBeVisible();
    await expect(terminal(page)).toContainText("my lesson");
    await page.evaluate(() => globalThis.servedBoard.plug());
    await button(page, CONNECT).click();
    await expectPrompt(page);
    await expect(terminal(page)).toContainText("my lesson");
  });
});

test.describe("options", () => {
  test.use({ flash: Buffer.alloc(0), boardOptions: ["--speed", "8"] });

  test("that were chosen stand in the header of the flash", async ({ page, picture, expectAccessible }) => {
    test.setTimeout(120_000);
    await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
    await chooseImage(page, "MicroPython 1.9.3", "1.9.3-8-g63826ac5c");
    await page.getByText("Options", { exact: true }).click();
    await option(page, "Flash mode").selectOption("DIO");
    await option(page, "Flash frequency").selectOption("80 MHz");
    await option(page, "Speed").selectOption("230400 baud");
    await look({ page, picture, expectAccessible }, "options");
    await button(page, INSTALL).click();
    await expectPrompt(page, 90_000);
    const header = await page.evaluate(() => globalThis.servedBoard.flash(0, 4));
    // magic; segments; mode 2 is DIO; size 4 is 4 MB, frequency F is 80 MHz
    expect([header[0], header[2], header[3]]).toEqual([0xe9, 0x02, 0x4f]);
    const lines = await log(page);
    expect(lines).toContain("Flash params set to 0x024f");
    expect(lines).toContain("Connecting at 230400 baud");
  });
});
