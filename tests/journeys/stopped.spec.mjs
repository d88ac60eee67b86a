// A program that can't go on, or never came: the page says so, and what to do.
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, DEMO, INSTALL, practise } from "./harness/screens.mjs";

const stopped = (page) => page.getByRole("alert").filter({ hasText: "This page has stopped." });
const again = (page) => stopped(page).getByRole("link", { name: "load the page again" });

test.describe("a program that does not arrive", () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch/ });

  test("is told, and loading the page again helps", async ({ page, picture, expectAccessible }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("./");
    await expect(stopped(page)).toBeVisible();
    await expectAccessible();
    await picture("stopped-before");
    await page.unroute("**/*.wasm");
    await again(page).click();
    await expect(button(page, CONNECT)).toBeVisible();
    await expect(stopped(page)).toHaveCount(0);
  });
});

test.describe("a program that traps", () => {
  test.use({ expectedErrors: /unreachable/ });

  test("is told once, above what the page shows", async ({ page, picture, expectAccessible }) => {
    await practise(page);
    for (const way of ["in a promise", "in an event", "thrown anew"]) {
      await page.evaluate(trap, way);
      await expect(stopped(page)).toHaveCount(1);
    }
    await expect(page.getByRole("heading", { name: "The board talks, and it can’t be read" })).toBeVisible();
    await expectAccessible();
    await picture("stopped-later");
  });

  for (const way of ["in a promise", "in an event", "thrown anew"]) {
    test(`is told by itself: ${way}`, async ({ page }) => {
      await page.goto("./");
      await expect(stopped(page)).toHaveCount(0);
      await page.evaluate(trap, way);
      await expect(stopped(page)).toBeVisible();
    });
  }

  test("does not ask whether to leave in the middle of an installation", async ({ page }) => {
    const questions = [];
    page.on("dialog", async (dialog) => {
      questions.push(dialog.type());
      await dialog.accept();
    });
    await page.goto("./");
    await button(page, DEMO).click();
    await button(page, INSTALL).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.evaluate(trap, "in an event");
    await again(page).click();
    await expect(button(page, CONNECT)).toBeVisible();
    expect(questions).toEqual([]);
  });
});

/** A real trap, in a program that does nothing else, where nobody catches it: as a panic is. */
function trap(way) {
  // One function, `unreachable`, that runs when the program is made.
  const program = new WebAssembly.Module(
    Uint8Array.of(
      ...[0, 97, 115, 109, 1, 0, 0, 0],
      ...[1, 4, 1, 96, 0, 0], // type: nothing to nothing
      ...[3, 2, 1, 0], // function 0 has it
      ...[8, 1, 0], // and runs at the start
      ...[10, 5, 1, 3, 0, 0, 11], // its code
    ),
  );
  const run = () => new WebAssembly.Instance(program);
  if (way === "in a promise") {
    void Promise.resolve().then(run);
  } else if (way === "in an event") {
    setTimeout(run);
  } else {
    // As xterm.js does with what its listeners throw.
    try {
      run();
    } catch (error) {
      setTimeout(() => {
        throw new Error(`${error.message}\n\n${error.stack}`);
      });
    }
  }
}
