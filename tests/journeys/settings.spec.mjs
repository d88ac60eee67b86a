// What settings.json decides, and what does not wait for it.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, practise } from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const ELSEWHERE = "https://images.example";
const FIRMWARE = `./?firmware=${ELSEWHERE}/mp.bin`;

/** The policies of the page, as they stand in its elements. */
const policies = (page) =>
  page.evaluate(() => [...document.querySelectorAll("meta[http-equiv]")].map(({ content }) => content));

test("nothing is read where nothing hangs on it, and the policy stands all the same", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.goto("./");
  await expect(button(page, CONNECT)).toBeVisible();
  expect(asked).not.toContain("settings.json");
  expect((await policies(page)).map((policy) => policy.trim())).toContain("connect-src 'self'");
});

test("a file that hangs keeps neither the start screen nor, for long, the firmware", async ({ page }) => {
  await page.route("**/settings.json", () => {});
  await page.goto(FIRMWARE);
  await expect(button(page, CONNECT)).toBeVisible({ timeout: 3_000 });
  await practise(page, FIRMWARE);
  await expect(page.getByText(`from ${ELSEWHERE}, which this site does not allow.`)).toBeVisible();
  expect((await policies(page)).map((policy) => policy.trim())).toContain("connect-src 'self'");
});

test.describe("firmware of another site", () => {
  test.use({ allowedHosts: ["images.example"] });

  test("is asked for when the policy stands, and not before", async ({ page }) => {
    const order = [];
    await page.route("**/settings.json", async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      order.push("settings");
      await route.fulfill({ json: { firmware_origins: [ELSEWHERE] } });
    });
    await page.route(`${ELSEWHERE}/mp.bin`, async (route) => {
      order.push("firmware");
      expect(await policies(page)).toContain(`connect-src 'self' ${ELSEWHERE}`);
      await route.fulfill({ headers: { "access-control-allow-origin": "*" }, body: IMAGE });
    });
    await practise(page, FIRMWARE);
    await expect(page.getByText("The file is complete.")).toBeVisible();
    expect(order).toEqual(["settings", "firmware"]);
  });
});

test("an entry that is no https origin drops itself, with a warning, and no other", async ({ page }) => {
  const wrong = [
    "https://a;default-src",
    "https://a; script-src *",
    "https://a,https://b",
    "https://a https://b",
    "https://'self'",
    "https://*",
    "https://*.a",
    "https://a/",
    "https://a/path",
    "https://a?",
    "https://a#",
    "https://a\\b",
    "https://name@a",
    "https://name:word@a",
    "https://[::1]",
    "https://[::1%25a]:1",
    "https://a:",
    "https://a:x",
    "https://a:99999",
    "https://a.",
    "https://.a",
    "https://a..b",
    "https://a\nb",
    " https://a",
    "https://",
    "https:",
    "https:a",
    "//a",
    "a",
    "",
    "*",
    "'none'",
    "http://a",
    "data:,",
    "javascript:1",
    "blob:https://a/1",
    null,
    1,
    {},
  ];
  const right = ["https://images.example", "https://b.example:8443", "https://10.0.0.1", "https://xn--bcher-kva.example"];
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.route("**/settings.json", (route) =>
    route.fulfill({ json: { firmware_origins: [...wrong, ...right, "https://Example.org:443"] } }),
  );
  await page.goto(FIRMWARE);
  await expect(button(page, CONNECT)).toBeVisible();
  await expect
    .poll(() => policies(page))
    .toContain(`connect-src 'self' ${[...right, "https://example.org"].join(" ")}`);
  expect(warnings.filter((text) => text.includes("no https origin"))).toHaveLength(wrong.length);
});

for (const [what, body] of Object.entries({
  "no JSON": "{",
  nothing: "null",
  "a list": "[]",
  "another kind of value": '{ "firmware_origins": 1, "embedders": {} }',
})) {
  test(`a file that holds ${what} allows nobody, and the page starts`, async ({ page }) => {
    await page.route("**/settings.json", (route) => route.fulfill({ body }));
    await page.goto(FIRMWARE);
    await expect(button(page, CONNECT)).toBeVisible();
    await expect.poll(async () => (await policies(page)).map((policy) => policy.trim())).toContain("connect-src 'self'");
  });
}
