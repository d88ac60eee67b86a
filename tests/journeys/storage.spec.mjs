// A browser that keeps nothing for pages, or has no room for more: that is told, nothing is lost, and all else works.
import { expect, test } from "./harness/journey.mjs";
import { button, expectPrompt, pressInMenu, terminal, TRY } from "./harness/screens.mjs";

const TOLD = "This browser keeps no texts, or has no room for more. Save your program to the board before you leave the page.";

const editor = (page) => page.locator(".cm-content");
const pane = (page) => page.locator(".pane.program");
const note = (page) => pane(page).locator(".note");
const bar = (page) => page.getByRole("group", { name: "What the board is doing for you" });
const expectShown = (page, text) => expect(terminal(page)).toContainText(text, { useInnerText: true });

/** Each runs in the page before its own scripts. */
const browsers = {
  "has no room for more": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    IDBFactory.prototype.open = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
  "keeps nothing for pages": () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  },
};

for (const [what, script] of Object.entries(browsers)) {
  test(`in a browser that ${what} a program is written, run and saved, and none is lost`, async ({ page, expectAccessible }) => {
    await page.addInitScript(script);
    await page.goto("./");
    await button(page, TRY).click();
    await expectPrompt(page);
    await button(page.getByRole("region", { name: "Board" }), "New program").click();
    await expect(editor(page)).toBeVisible({ timeout: 15_000 });
    await editor(page).click();
    await page.keyboard.type("print('mine', 6 * 7)");
    await expect(note(page)).toContainText(TOLD);
    await expectAccessible();

    await test.step("it is told once", async () => {
      await note(page).getByRole("button", { name: "Close" }).click();
      await editor(page).click();
      await page.keyboard.press("End");
      await page.keyboard.type("\n");
      await page.waitForTimeout(600);
      await expect(note(page)).toHaveCount(0);
    });
    await test.step("what is not on the board comes back from behind another one", async () => {
      await pane(page).getByRole("button", { name: "New", exact: true }).click();
      await expect(editor(page)).toHaveText("");
      await expect(note(page)).toContainText("Your program before this one is not on the board.");
      await editor(page).click();
      await page.keyboard.type("other");
      await page.waitForTimeout(600);
      await button(page, "Bring it back").click();
      await expect(editor(page)).toHaveText("print('mine', 6 * 7)");
    });
    await test.step("it runs", async () => {
      await button(page, "Run F5").click();
      await expectShown(page, /mine 42\s+>>>/);
    });
    await test.step("and is saved", async () => {
      await button(page, "Save to board").first().click();
      await page.getByLabel("Name on the board").press("Enter");
      await expect(bar(page)).toContainText("main.py is on the board: 21 bytes, checked.");
      await pressInMenu(page, "Restart Python Ctrl-D");
      await expectShown(page, /soft reboot\s+mine 42/);
    });
    await test.step("the rest of the screen works, too", async () => {
      await button(page, "Lesson").click();
      await button(page, "Files").click();
      await expect(page.locator(".files")).toContainText("main.py", { timeout: 20_000 });
      await button(page, "A+ larger letters").click();
    });
  });
}
