import { expect, test } from "./harness/journey.mjs";

test("the page starts under a sub-path of a static host", async ({ page, expectAccessible }) => {
  await page.goto("./");
  await expect(page).toHaveTitle(/Boardwalk/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible();
});

test("the licences are part of the page", async ({ page, expectAccessible }) => {
  await page.goto("notices.html");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("@xterm/xterm 6.0.0")).toBeVisible();
  await expectAccessible();
});

test("the terminal and the real MicroPython can be loaded when they are needed", async ({ page }) => {
  await page.goto("./");
  const loaded = await page.evaluate(async () => {
    const load = (path) => import(new URL(path, document.baseURI));
    const { Terminal } = await load("xterm/xterm.mjs");
    const { FitAddon } = await load("xterm/addon-fit.mjs");
    const { loadMicroPython } = await load("micropython/micropython.mjs");
    const python = await loadMicroPython();
    python.runPython("answer = 6 * 7");
    return [typeof Terminal, typeof FitAddon, python.globals.get("answer")];
  });
  expect(loaded).toEqual(["function", "function", 42]);
});

test("the firmware shelf has a manifest, be it empty", async ({ request }) => {
  const manifest = await (await request.get("firmware/manifest.json")).json();
  expect(Array.isArray(manifest.builds)).toBe(true);
});

test("nothing outside the page's folder is served", async ({ request, site }) => {
  expect((await request.get(new URL("/", site.address).href)).status()).toBe(404);
  expect((await request.get("missing.wasm")).status()).toBe(404);
});
