// The page in other languages: all of it, or all of it in English.
import { expect, test } from "./harness/journey.mjs";
import { withoutWaiting } from "./harness/practice-board.mjs";
import { PSEUDO, findUntranslated, pseudo } from "./harness/pseudo.mjs";
import { button, CONNECT, DEMO, INSTALL, pressInMenu, terminal, type } from "./harness/screens.mjs";

const ADDRESS = `./?lang=${PSEUDO}`;
const TEXTS = "**/texts/*.json";

/** What is shown as it is in every language: names of files, flash modes and chips, and addresses. */
const VALUES = [/micropython-[\d.]+\.bin/, /QIO|QOUT|DIO|DOUT/, /ESP8266EX/, /[\da-f]{2}(:[\da-f]{2}){5}/];

test("no sentence is left in the code: what is shown comes from the texts", async ({ page }) => {
  test.slow();
  // The practice board has its words for what it can't do there.
  await withoutWaiting(page);
  const untranslated = await findUntranslated(page, VALUES);
  await page.goto(ADDRESS);
  await expect(button(page, pseudo(CONNECT))).toBeVisible();
  await expect(page).toHaveTitle(pseudo("Boardwalk"));
  await expect(page.locator("html")).toHaveAttribute("lang", PSEUDO);
  await openFolds(page);

  await button(page, pseudo(DEMO)).click();
  const hurry = page.getByLabel(pseudo("Hurry"));
  await hurry.check();
  await expect(button(page, pseudo(INSTALL))).toBeEnabled();
  await openFolds(page);
  await chooseEveryOption(page);
  await button(page, pseudo("This board")).click();
  await button(page, pseudo("Chip info")).click();
  await expect(page.locator(".board dd").first()).toHaveText("ESP8266EX", { timeout: 20_000 });
  await button(page, pseudo("Erase the files only")).click();
  await button(page, pseudo("Cancel")).click();
  await button(page, pseudo("Close this board")).click();
  await button(page, pseudo(INSTALL)).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await openFolds(page);

  await expect(terminal(page)).toContainText(">>>", { timeout: 30_000 });
  await openFolds(page);
  // The workbench is a program of its own, and has its own texts.
  const hello = { name: "hello.py", mimeType: "text/plain", buffer: Buffer.from("print(1)\n") };
  await page.getByLabel(pseudo("Run a file…")).setInputFiles(hello);
  await expect(page.getByText(pseudo(" has ended.").slice(1))).toBeVisible();
  await type(page, "input()\r");
  await expect(terminal(page)).toContainText(pseudo("input() works in Chrome and Edge, and on a real board"));
  await type(page, "while True: pass\r\r");
  await button(page, new RegExp(pseudo("Stop"))).click();
  await expect(terminal(page)).toContainText(new RegExp(`${pseudo("Python has started anew.")}\\s*>>>`));

  await pressInMenu(page, pseudo("Reinstall"), pseudo("More"));
  await expect(button(page, pseudo(INSTALL))).toBeVisible();
  await button(page, pseudo("Disconnect")).click();
  await expect(button(page, pseudo(CONNECT))).toBeVisible();
  expect([...untranslated]).toEqual([]);
});

test("a sentence that is left in the code would be found, also one that nobody but a screen reader sees", async ({
  page,
}) => {
  const untranslated = await findUntranslated(page, VALUES);
  await page.goto(ADDRESS);
  await expect(button(page, pseudo(CONNECT))).toBeVisible();
  await page.evaluate(() => {
    const left = document.createElement("p");
    left.textContent = "Left in the code";
    left.setAttribute("aria-label", "And unseen");
    document.querySelector("main").append(left);
  });
  await expect.poll(() => [...untranslated]).toEqual(["And unseen (aria-label)", "Left in the code (p)"]);
});

test("a bad file is refused in the page's language", async ({ page }) => {
  const untranslated = await findUntranslated(page, [...VALUES, /bad\.bin/]);
  await page.goto(ADDRESS);
  await button(page, pseudo(DEMO)).click();
  const file = { name: "bad.bin", mimeType: "application/octet-stream", buffer: Buffer.from("x") };
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByText(pseudo("This is a text, perhaps a Python program."))).toBeVisible();
  expect([...untranslated]).toEqual([]);
});

test("the plural form of a number is that of the page's language", async ({ page }) => {
  await page.goto(ADDRESS);
  await button(page, pseudo(DEMO)).click();
  // The first bytes of an image, of which the rest is missing.
  for (const [bytes, size] of [[[0xe9], "1 byte"], [[0xe9, 1], "2 bytes"]]) {
    const file = { name: "short.bin", mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
    await page.locator("input[type=file]").setInputFiles(file);
    await expect(page.getByText(pseudo(size))).toBeVisible();
  }
});

test.describe("a program that does not arrive", () => {
  test.use({ expectedErrors: /Failed to load resource|Failed to fetch/ });

  test("is told in the page's language, which stays when the page is loaded again", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(ADDRESS);
    await expect(page.getByRole("alert")).toContainText(pseudo("This page has stopped."));
    await page.unroute("**/*.wasm");
    await page.getByRole("link", { name: pseudo("Load the page again") }).click();
    await expect(button(page, pseudo(CONNECT))).toBeVisible();
  });
});

test("a language that the page does not have is English, and nothing is asked for", async ({ page }) => {
  const asked = [];
  await page.route(TEXTS, (route) => {
    asked.push(route.request().url());
    return route.continue();
  });
  for (const language of ["xx", "en", "../settings", "", "en-XA.json"]) {
    await page.goto(`./?lang=${encodeURIComponent(language)}`);
    await expect(button(page, CONNECT)).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-US");
  }
  expect(asked).toEqual([]);
});

test.describe("texts that can't be had", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  for (const [why, answer] of [
    ["they never come", () => {}],
    ["they are not there", (route) => route.fulfill({ status: 404, body: "Not found" })],
    ["they are something else", (route) => route.fulfill({ json: ["texts"] })],
    ["the line is cut", (route) => route.abort()],
  ]) {
    test(`are done without: ${why}`, async ({ page }) => {
      await page.route(TEXTS, answer);
      await page.goto(ADDRESS);
      await expect(button(page, CONNECT)).toBeVisible({ timeout: 8_000 });
      await expect(page.locator("html")).toHaveAttribute("lang", "en-US");
      await expect(page).toHaveTitle("Boardwalk");
    });
  }
});

test("the page has its English words before any script has run", async ({ request }) => {
  const html = await (await request.get("./")).text();
  expect(html).toContain('<html lang="en-US">');
  expect(html).toMatch(/<title[^>]*>Boardwalk<\/title>/);
  expect(html).toContain("This page has stopped.");
  expect(html).toMatch(/<meta name="description" content="Put MicroPython [^"]+"/);
});

async function openFolds(page) {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}

/** Each choice is shown by name once. */
async function chooseEveryOption(page) {
  for (const list of await page.getByRole("combobox").all()) {
    const count = await list.locator("option").count();
    for (let index = count - 1; index >= 0; index--) await list.selectOption({ index });
  }
}
