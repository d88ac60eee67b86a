// What fits a board is told before anything of it is erased; and what is no MicroPython is not called so.
import { expect, test } from "./harness/journey.mjs";
import { installed } from "./harness/old-flash.mjs";
import { button, connect, expectPrompt, INSTALL, pressInMenu } from "./harness/screens.mjs";
import { IMAGE, stock } from "./harness/versions.mjs";

test.describe("a board with 1 MB", () => {
  test.use({ boardOptions: ["--flash", "1M", "--speed", "8"] });

  test("is not given what could save no file there, but what fits, or what a person wants", async ({
    page,
    servedBoard,
    picture,
    expectAccessible,
  }) => {
    await stock(page);
    await connect(page, servedBoard);
    await expect(page.locator("dd", { hasText: "with 2 MB of memory or more" })).toBeVisible({ timeout: 15_000 });
    await button(page, INSTALL).click();
    await expect(page.getByText("This firmware could not save any file on this board.")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText("Nothing on the board was changed.")).toBeVisible();
    await expectAccessible();
    await picture("fitting");

    await test.step("what fits is one press away", async () => {
      await button(page, "Take MicroPython 1.10, which fits").click();
      await expect(page.locator("dd", { hasText: "with 1 MB of memory or more" })).toBeVisible();
      await button(page, INSTALL).click();
      await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible({ timeout: 60_000 });
    });
    await test.step("and whoever wants the other one gets it", async () => {
      await pressInMenu(page, "Reinstall");
      await page.getByLabel("From this page’s shelf").selectOption({ label: "MicroPython 1.20" });
      await button(page, INSTALL).click();
      await button(page, "Install it all the same, without files").click();
      await expect(page.getByText("MicroPython is installed and checked.")).toBeVisible({ timeout: 60_000 });
    });
  });
});

test.describe("a board with the files of another version", () => {
  test.use({ boardOptions: ["--speed", "8"], flash: installed("micropython-1.10.0.bin") });

  test("is told that they can't stay, and how to keep them, before the press that loses them", async ({
    page,
    servedBoard,
    picture,
    expectAccessible,
  }) => {
    await stock(page);
    await connect(page, servedBoard);
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    const lost = page.getByText("Your programs can’t stay: MicroPython 1.10");
    await expect(lost).toBeVisible({ timeout: 15_000 });
    await expect(button(page, "Save my files, install, put them back")).toBeVisible();
    await expect(page.getByText("your programs stay")).toHaveCount(0);
    await expectAccessible();
    await picture("lost-programs");
    await page.getByLabel("From this page’s shelf").selectOption({ label: "MicroPython 1.10" });
    await expect(page.getByText("your programs stay")).toBeVisible();
    await expect(lost).toHaveCount(0);
    await expect(button(page, "Save my files, install, put them back")).toHaveCount(0);
  });
});

test.describe("firmware that is no MicroPython", () => {
  test.use({ boardOptions: ["--speed", "8"], flash: installed("micropython-1.9.3.bin") });

  test("is called by its own name, before and after", async ({ page, servedBoard, picture }) => {
    const tasmota = Buffer.from(IMAGE);
    for (let at = tasmota.indexOf("MicroPython"); at >= 0; at = tasmota.indexOf("MicroPython", at)) tasmota.write("Tasmota-Py ", at);
    await connect(page, servedBoard);
    await expectPrompt(page);
    await pressInMenu(page, "Reinstall");
    await page.locator(".own input[type=file]").setInputFiles({ name: "tasmota.bin", mimeType: "", buffer: tasmota });
    await expect(page.locator("dd", { hasText: "Tasmota. There may be no Python prompt afterwards." })).toBeVisible();
    await picture("other-firmware");
    await button(page, "Install this file").click();
    await expect(page.getByRole("heading", { name: "Installing tasmota.bin" })).toBeVisible();
    await expect(page.getByText("tasmota.bin is installed and checked. It may have no Python prompt.")).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("MicroPython is installed")).toHaveCount(0);
  });
});

test.describe("a network that wants people to sign in first", () => {
  test.use({ boardOptions: ["--speed", "8"] });

  test("is told apart from a list that is wrong", async ({ page, servedBoard }) => {
    const body = "<!DOCTYPE html><title>School Wi-Fi</title>";
    await page.route("**/firmware/manifest.json", (route) => route.fulfill({ body, contentType: "text/html" }));
    await connect(page, servedBoard);
    await expect(page.getByText("This network answers with a page of its own in place of the list of firmware.")).toBeVisible({ timeout: 15_000 });
    await page.unroute("**/firmware/manifest.json");
    await button(page, "Try again").click();
    await expect(button(page, INSTALL)).toBeEnabled();
  });
});
