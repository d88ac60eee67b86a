// The check of the day before: what it says of a browser in which all is well, and of others.
import { expect, test } from "./harness/journey.mjs";
import { PSEUDO, findUntranslated, pseudo } from "./harness/pseudo.mjs";
import { button } from "./harness/screens.mjs";

const ADDRESS = "check.html";
const PRACTICE_MS = 60_000;

const state = (page, check) => page.locator(`#${check}`);

async function expectState(page, check, expected, timeout = 10_000) {
  await expect(state(page, check)).toHaveAttribute("data-state", expected, { timeout });
}

test("in a browser that can do it, everything is looked at, and the practice board answers", async ({
  page,
  expectAccessible,
}) => {
  await page.goto(ADDRESS);
  for (const check of ["serial", "frame", "storage", "firmware"]) await expectState(page, check, "good");
  await expectState(page, "practice", "good", PRACTICE_MS);
  await expectAccessible();
});

test("what keeps a class from beginning is told with what to do about it", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "serial");
    Object.defineProperty(globalThis, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await page.goto(ADDRESS);
  await expectState(page, "serial", "bad");
  await expect(state(page, "serial")).toContainText("Use Chrome or Edge");
  await expectState(page, "storage", "bad");
  await expect(state(page, "storage")).toContainText("a program that nobody saved");
  await expectState(page, "window", "bad");
  await expect(page.getByText("Something needs a look: see below.")).toBeVisible({ timeout: PRACTICE_MS });
});

test("a window that is refused at once is a block, and one that a person closes is none", async ({ page }) => {
  await page.addInitScript(() => {
    const refused = () => new DOMException("No port selected by the user.", "NotFoundError");
    globalThis.delay = 0;
    navigator.serial.requestPort = () => new Promise((_, fail) => setTimeout(() => fail(refused()), globalThis.delay));
  });
  await page.goto(ADDRESS);
  await expectState(page, "window", "ask");
  await button(page, "Open the window").click();
  await expectState(page, "window", "bad");
  await expect(state(page, "window")).toContainText("refused without asking");
  await page.evaluate(() => (globalThis.delay = 800));
  await expect(button(page, "Look again")).toBeEnabled({ timeout: PRACTICE_MS });
  await button(page, "Look again").click();
  await button(page, "Open the window").click();
  await expectState(page, "window", "good");
});

test("a board that a policy allows has nobody choose", async ({ page }) => {
  await page.addInitScript(() => (navigator.serial.getPorts = async () => [{}]));
  await page.goto(ADDRESS);
  await expectState(page, "window", "good");
  await expect(state(page, "window")).toContainText("nobody has to choose");
});

test.describe("a shelf that is not whole", () => {
  test.use({ expectedErrors: /404|Failed to load resource/ });

  for (const [what, body] of [
    ["missing", undefined],
    ["a page that asks to sign in", "<!doctype html>Sign in"],
    ["not what the list says", Buffer.concat([Buffer.from([0xe9]), Buffer.alloc(99)])],
  ]) {
    test(`names the image: it is ${what}`, async ({ page }) => {
      const build = (path) => ({ chipFamily: "ESP8266", parts: [{ path, offset: 0, boardwalk: { bytes: 101 } }] });
      await page.route("**/manifest.json", (route) => route.fulfill({ json: { builds: [build("bad.bin")] } }));
      await page.route("**/bad.bin", (route) => route.fulfill(body ? { body } : { status: 404 }));
      await page.goto(ADDRESS);
      await expectState(page, "firmware", "bad");
      await expect(state(page, "firmware")).toContainText("bad.bin");
    });
  }
});

test("the check speaks the language that is asked for", async ({ page }) => {
  const untranslated = await findUntranslated(page, []);
  await page.goto(`${ADDRESS}?lang=${PSEUDO}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pseudo("Is this computer ready?"));
  await expectState(page, "storage", "good");
  expect([...untranslated]).toEqual([]);
});
