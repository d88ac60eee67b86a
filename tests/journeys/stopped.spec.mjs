// A program that can't go on, or never came: the page says so, and what to do.
import { expect, test } from "./harness/journey.mjs";
import { practise } from "./harness/screens.mjs";

const WHAT = "This page has stopped.";

test.describe("a program that does not arrive", () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch/ });

  test("is told, and loading the page again helps", async ({ page, picture, expectAccessible }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("./");
    const notice = page.getByRole("alert").filter({ hasText: WHAT });
    await expect(notice).toBeVisible();
    await expectAccessible();
    await picture("stopped-before");
    await page.unroute("**/*.wasm");
    await notice.getByRole("link", { name: "load the page again" }).click();
    await expect(page.getByRole("button", { name: "Connect" })).toBeVisible();
    await expect(notice).toHaveCount(0);
  });
});

test.describe("a program that traps", () => {
  test.use({ expectedErrors: /unreachable/ });

  test("is told once, above what the page shows", async ({ page, picture, expectAccessible }) => {
    await practise(page);
    await page.evaluate(trapTwice);
    await expect(page.getByRole("alert").filter({ hasText: WHAT })).toHaveCount(1);
    await expect(page.getByRole("heading", { name: "This board has other software on it" })).toBeVisible();
    await expectAccessible();
    await picture("stopped-later");
  });
});

/** A real trap, in a program that does nothing else, where nobody catches it: as a panic is. */
function trapTwice() {
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
  setTimeout(() => new WebAssembly.Instance(program));
  void Promise.resolve().then(() => new WebAssembly.Instance(program));
}
