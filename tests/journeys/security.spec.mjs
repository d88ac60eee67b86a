// What the page's policy holds back, and that nothing from outside becomes part of the page.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import { button, DEMO, expectPrompt, INSTALL, terminal, type } from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const HOSTILE = "<img src=x onerror=globalThis.hit=1>";
const ELSEWHERE = "https://images.example";

async function offer(page, address = "./") {
  await page.goto(address);
  await button(page, DEMO).click();
  await page.getByLabel("Hurry").check();
  await expect(page.getByText("Choose a file", { exact: true })).toBeVisible();
}

async function expectNothingRan(page) {
  expect(await page.evaluate(() => globalThis.hit)).toBeUndefined();
  expect(await page.locator("main img, main script, main iframe, main a[href^='javascript']").count()).toBe(0);
}

test.describe("the policy", () => {
  test.use({ expectedErrors: /Content Security Policy|violates|404/, allowedHosts: ["images.example"] });

  test("forbids other sites, inline scripts and styles, and eval", async ({ page }) => {
    await page.goto("./");
    await expect(button(page, DEMO)).toBeVisible();
    const blocked = await page.evaluate(async (elsewhere) => {
      const seen = [];
      document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
      await fetch(elsewhere).catch(() => {});
      for (const name of ["script", "style"]) {
        const element = Document.prototype.createElement.call(document, name);
        element.textContent = name === "script" ? "globalThis.hit = 1" : "body { color: red }";
        document.head.append(element);
      }
      document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="globalThis.hit = 1">');
      await new Promise((done) => setTimeout(done, 200));
      return seen;
    }, ELSEWHERE);
    expect(blocked).toEqual(
      expect.arrayContaining(["connect-src", "script-src-elem", "style-src-elem", "script-src-attr"]),
    );
    expect(await page.evaluate(() => globalThis.hit)).toBeUndefined();
  });
});

test("a hostile file name is a name", async ({ page }) => {
  await offer(page);
  const files = page.locator("input[type=file]");
  await files.setInputFiles({ name: `${HOSTILE}.bin`, mimeType: "", buffer: IMAGE });
  await expect(page.getByText(`${HOSTILE}.bin`, { exact: true })).toBeVisible();
  await files.setInputFiles({ name: `${HOSTILE}.txt`, mimeType: "", buffer: Buffer.from("hello") });
  await expect(page.getByText(`${HOSTILE}.txt can’t be installed.`)).toBeVisible();
  await expectNothingRan(page);
});

test("a hostile list is a list, and leads nowhere else", async ({ page }) => {
  const list = (path) => ({
    name: HOSTILE,
    version: HOSTILE,
    builds: [{ chipFamily: "ESP8266", parts: [{ path, offset: 0 }] }],
  });
  const paths = ["../secret.bin", "/secret.bin", "%2e%2e/secret.bin", "..\\secret.bin", "javascript:alert(1)", "//images.example/a.bin"];
  for (const path of paths) {
    await page.route("**/firmware/manifest.json", (route) => route.fulfill({ json: list(path) }));
    await offer(page);
    await expect(page.getByText("The list of firmware on this page can’t be used.")).toBeVisible();
    await page.unroute("**/firmware/manifest.json");
  }
  await page.route("**/firmware/manifest.json", (route) => route.fulfill({ json: list("micropython-1.9.3.bin") }));
  await offer(page);
  await expect(page.getByText("The file is complete.")).toBeVisible();
  await expect(page.getByRole("option", { name: `${HOSTILE} ${HOSTILE}` })).toBeAttached();
  await expectNothingRan(page);
});

test("what a board says is text, whatever it says", async ({ page }) => {
  test.setTimeout(120_000);
  await offer(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  const title = await page.title();
  await type(page, `print('${HOSTILE}')\n`);
  await type(page, "e='\\x1b]';b='\\x07';print(e+'0;gone'+b+e+'52;c;aGk='+b+e+'8;;javascript:hit=1'+b+'CLICK'+e+'8;;'+b+'!')\n");
  await expect(terminal(page)).toContainText("CLICK!");
  await expect(terminal(page)).toContainText(HOSTILE);
  const link = await terminal(page).getByText("CLICK!").last().boundingBox();
  await page.mouse.click(link.x + 10, link.y + link.height / 2);
  expect(await page.title()).toBe(title);
  await expectNothingRan(page);
});

test.describe("firmware that the page's address asks for", () => {
  test.use({ allowedHosts: ["images.example"] });

  test("of this site is offered, with where it comes from", async ({ page, site }) => {
    await offer(page, "./?firmware=firmware/micropython-1.9.3.bin");
    await expect(page.getByText("The file is complete.")).toBeVisible();
    await expect(page.getByText(`From ${new URL(site.address).host}`, { exact: true })).toBeVisible();
  });

  test("of another site is refused by name", async ({ page, expectAccessible }) => {
    for (const parameter of ["firmware", "manifest"]) {
      await offer(page, `./?${parameter}=${ELSEWHERE}/a.bin`);
      await expect(page.getByText(`from ${ELSEWHERE}, which this site does not allow.`)).toBeVisible();
      await expect(button(page, INSTALL)).toBeDisabled();
    }
    await expectAccessible();
    await offer(page, "./?firmware=http://");
    await expect(page.getByText("which is no address")).toBeVisible();
  });

  test("of another site is offered where the host allows it", async ({ page }) => {
    await page.route("**/settings.json", (route) => route.fulfill({ json: { firmware_origins: [ELSEWHERE] } }));
    const headers = { "access-control-allow-origin": "*" };
    await page.route(`${ELSEWHERE}/shelf/list.json`, (route) =>
      route.fulfill({
        headers,
        json: { name: "Class", version: "1", builds: [{ chipFamily: "ESP8266", parts: [{ path: "mp.bin", offset: 0 }] }] },
      }),
    );
    await page.route(`${ELSEWHERE}/shelf/mp.bin`, (route) => route.fulfill({ headers, body: IMAGE }));
    await offer(page, `./?manifest=${ELSEWHERE}/shelf/list.json`);
    await expect(page.getByText("The file is complete.")).toBeVisible();
    await expect(page.getByText("From images.example", { exact: true })).toBeVisible();
  });

  test("is given up when it is larger than any", async ({ page }) => {
    await page.route("**/huge.json", (route) => route.fulfill({ body: " ".repeat(300_000) }));
    await offer(page, "./?manifest=huge.json");
    await expect(page.getByText("The list of firmware on this page can’t be used.")).toBeVisible();
  });
});
