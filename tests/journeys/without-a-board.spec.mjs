// The whole way without a board, at the speed of a real one.
import { expect, test } from "./harness/journey.mjs";
import {
  button,
  chooseImage,
  DEMO,
  expectPrompt,
  INSTALL,
  log,
  practise,
  terminal,
  type,
  pressInMenu,
} from "./harness/screens.mjs";

test("connect, install the image of the 2017 tutorial, type Python", async ({
  page,
  picture,
  expectAccessible,
}) => {
  test.setTimeout(180_000);
  const look = async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible();
      await picture(`${name}-${colorScheme}`);
    }
  };
  const heading = page.getByRole("heading", { level: 1 });
  await page.goto("./");
  await expect(button(page, "Connect")).toBeVisible();
  await expect(heading).not.toBeFocused();
  await look("start");

  await button(page, DEMO).click();
  await expect(page.getByText("Practice board", { exact: true })).toBeVisible();
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await expect(heading).toBeFocused();
  await chooseImage(page, "MicroPython 1.9.3", "1.9.3-8-g63826ac5c");
  await look("offer");

  await button(page, INSTALL).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(page.getByText(/of 601 kB, about/)).toBeVisible({ timeout: 60_000 });
  await look("installing");

  await expectPrompt(page, 90_000);
  await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible();
  await expect(terminal(page)).toContainText("MicroPython v1.9.3-8-g63826ac5c on 2017-11-01");
  await type(page, "print('Micropython for Engineers!')\n");
  await expect(terminal(page)).toContainText(/\nMicropython for Engineers!/, { useInnerText: true });
  await type(page, "import sys; sys.platform\n");
  await expect(terminal(page)).toContainText("'esp8266'");
  await look("terminal");

  const lines = await log(page);
  expect(lines).toContain("Flash params set to 0x0040");
  expect(lines).toContain("Hash of data verified");
  const [, wire] = /Compressed 600888 bytes to (\d+)/.exec(lines);
  expect(Number(wire)).toBeLessThanOrEqual(392_073);
});

test("the practice board can hurry, be stopped, restarted, reset, cleared and left", async ({ page }) => {
  test.setTimeout(120_000);
  await practise(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);

  await type(page, "while True: pass\n\n");
  await button(page, "Stop Ctrl-C").click();
  await expect(terminal(page)).toContainText("KeyboardInterrupt");
  await expectPrompt(page);
  await pressInMenu(page, "Restart Python Ctrl-D");
  await expect(terminal(page)).toContainText("soft reboot");
  await expectPrompt(page);
  await pressInMenu(page, "Clear");
  await expect(terminal(page)).not.toContainText("soft reboot");
  await pressInMenu(page, "Reset board");
  await expect(terminal(page)).toContainText("ESP module with ESP8266");
  await expectPrompt(page);
  await type(page, "1+\x08\n");
  await pressInMenu(page, "Disconnect");
  await expect(button(page, "Connect")).toBeVisible();
  await button(page, DEMO).click();
  await expectPrompt(page);
});
