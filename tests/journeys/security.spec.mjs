// What the page's policy holds back, and that nothing from outside becomes part of the page.
import { readFileSync } from "node:fs";
import { expect, test } from "./harness/journey.mjs";
import {
  button,
  DEMO,
  expectPrompt,
  INSTALL,
  practise,
  terminal,
  type,
} from "./harness/screens.mjs";

const IMAGE = readFileSync(new URL("../../dist/firmware/micropython-1.9.3.bin", import.meta.url));
const HOSTILE = "<img src=x onerror=globalThis.hit=1>";
const ELSEWHERE = "https://images.example";

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

test.describe("the harness", () => {
  test.use({ expectedErrors: /404|ERR_|CORS/ });

  test("notices what a worker asks of another site", async ({ page, faults }) => {
    const asking = `fetch("${ELSEWHERE}/").catch(() => {}).then(() => postMessage("asked"))`;
    await page.route("**/asking.mjs", (route) => route.fulfill({ contentType: "text/javascript", body: asking }));
    await page.goto("./");
    await page.evaluate(async () => {
      const worker = new Worker(new URL("asking.mjs", document.baseURI), { type: "module" });
      await new Promise((asked) => worker.addEventListener("message", asked));
    });
    await expect.poll(() => faults).toEqual([`asked another origin: ${ELSEWHERE}/`]);
    faults.length = 0;
  });

  test("notices what the policy holds back", async ({ page, faults }) => {
    await page.goto("./");
    // The stricter of its two policies is there before the page's program.
    await expect(button(page, DEMO)).toBeVisible();
    await page.evaluate((elsewhere) => fetch(elsewhere).catch(() => {}), ELSEWHERE);
    await expect.poll(() => faults).toContain(`violates: connect-src by ${ELSEWHERE}/`);
    faults.length = 0;
  });
});

test.describe("the header that README.md advises", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, policy] = /^Content-Security-Policy: (.*)$/m.exec(readme);

  test.beforeEach(({ site }) => void (site.headers = { "content-security-policy": policy }));
  test.afterEach(({ site }) => void (site.headers = {}));

  test("leaves the page, its workers and its terminal all they need", async ({ page }) => {
    await practise(page);
    await button(page, INSTALL).click();
    await expectPrompt(page, 60_000);
    await type(page, "print(6 * 7)\n");
    await expect(terminal(page)).toContainText("42");
  });

  test("binds the workers too", async ({ page, faults }) => {
    const asking = `addEventListener("securitypolicyviolation", (event) => postMessage(event.effectiveDirective));
      fetch("${ELSEWHERE}/").catch(() => {})`;
    await page.route("**/asking.mjs", (route) =>
      route.fulfill({ headers: { "content-security-policy": policy, "content-type": "text/javascript" }, body: asking }),
    );
    await page.goto("./");
    const held = await page.evaluate(
      () =>
        new Promise((told) => {
          const worker = new Worker(new URL("asking.mjs", document.baseURI), { type: "module" });
          worker.addEventListener("message", ({ data }) => told(data));
        }),
    );
    expect(held).toBe("connect-src");
    // The browser tells of it in the console as well.
    faults.length = 0;
  });
});

test("a hostile file name is a name", async ({ page }) => {
  await practise(page);
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
    await practise(page);
    await expect(page.getByText("The list of firmware on this page can’t be used.")).toBeVisible();
    await page.unroute("**/firmware/manifest.json");
  }
  await page.route("**/firmware/manifest.json", (route) => route.fulfill({ json: list("micropython-1.9.3.bin") }));
  await practise(page);
  await expect(page.getByText("The file is complete.")).toBeVisible();
  await expect(page.getByRole("option", { name: `${HOSTILE} ${HOSTILE}` })).toBeAttached();
  await expectNothingRan(page);
});

test("what a board says is text, whatever it says", async ({ page }) => {
  test.setTimeout(120_000);
  await practise(page);
  await expect(button(page, INSTALL)).toBeEnabled({ timeout: 15_000 });
  await button(page, INSTALL).click();
  await expectPrompt(page, 60_000);
  const title = await page.title();
  const opened = [];
  page.on("dialog", (dialog) => {
    opened.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("popup", (popup) => opened.push(popup.url()));
  await type(page, `print('${HOSTILE}')\n`);
  await type(page, "e='\\x1b]';b='\\x07';print(e+'8;;https://images.example/'+b+'PRESS'+e+'8;;'+b+'?')\n");
  await expect(terminal(page)).toContainText("PRESS?");
  await type(page, "e='\\x1b]';b='\\x07';print(e+'0;gone'+b+e+'52;c;aGk='+b+e+'8;;javascript:hit=1'+b+'CLICK'+e+'8;;'+b+'!')\n");
  await expect(terminal(page)).toContainText("CLICK!");
  await expect(terminal(page)).toContainText(HOSTILE);
  for (const words of ["PRESS?", "CLICK!"]) {
    const link = await terminal(page).getByText(words).last().boundingBox();
    await page.mouse.move(link.x + 30, link.y + link.height / 2);
    await page.mouse.click(link.x + 10, link.y + link.height / 2);
  }
  expect(opened).toEqual([]);
  expect(await page.title()).toBe(title);
  await expectNothingRan(page);
});

test.describe("firmware that the page's address asks for", () => {
  test.use({ allowedHosts: ["images.example"] });

  test("of this site is offered, with where it comes from", async ({ page, site }) => {
    await practise(page, "./?firmware=firmware/micropython-1.9.3.bin");
    await expect(page.getByText("The file is complete.")).toBeVisible();
    const from = `From ${new URL(site.address).host}`;
    await expect(page.getByRole("definition").getByText(from, { exact: true })).toBeVisible();
    await expect(page.getByRole("combobox", { name: from, exact: true })).toBeVisible();
  });

  test("of another site is refused by name", async ({ page, expectAccessible }) => {
    for (const parameter of ["firmware", "manifest"]) {
      await practise(page, `./?${parameter}=${ELSEWHERE}/a.bin`);
      await expect(page.getByText(`from ${ELSEWHERE}, which this site does not allow.`)).toBeVisible();
      await expect(button(page, INSTALL)).toBeDisabled();
    }
    await expectAccessible();
    await practise(page, "./?firmware=http://");
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
    await practise(page, `./?manifest=${ELSEWHERE}/shelf/list.json`);
    await expect(page.getByText("The file is complete.")).toBeVisible();
    await expect(page.getByRole("definition").getByText("From images.example", { exact: true })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "From images.example", exact: true })).toBeVisible();
    await expect(page.getByText("From this page’s shelf")).toHaveCount(0);
  });

  test("is given up when it is larger than any", async ({ page }) => {
    await page.route("**/huge.json", (route) => route.fulfill({ body: " ".repeat(300_000) }));
    await practise(page, "./?manifest=huge.json");
    await expect(page.getByText("The list of firmware on this page can’t be used.")).toBeVisible();
  });

  test("is given up before it is read when its host says that it is too large", async ({ page }) => {
    await page.route("**/huge.bin", (route) =>
      route.fulfill({ headers: { "content-length": "99000000" }, body: IMAGE }),
    );
    await practise(page, "./?firmware=huge.bin");
    await expect(page.getByText("The file is far too large: 99.0 MB.")).toBeVisible();
    await expect(button(page, INSTALL)).toBeDisabled();
  });

  test("is given up while it is read when its host says nothing of its size", async ({ page, site }) => {
    await page.goto("./");
    const endless = await page.evaluateHandle(() => {
      const told = { bytes: 0, ended: false };
      const original = globalThis.fetch;
      globalThis.fetch = (address, ...rest) => {
        if (!String(address.url ?? address).endsWith("endless.bin")) return original(address, ...rest);
        rest[0]?.signal?.addEventListener("abort", () => void (told.ended = true));
        const body = new ReadableStream({
          pull: (stream) => {
            told.bytes += 1 << 20;
            stream.enqueue(new Uint8Array(1 << 20));
          },
          cancel: () => void (told.ended = true),
        });
        return Promise.resolve(new Response(body));
      };
      history.replaceState(null, "", "?firmware=endless.bin");
      return told;
    });
    expect(page.url()).toBe(`${site.address}?firmware=endless.bin`);
    await button(page, DEMO).click();
    await expect(page.getByText("The file is far too large")).toBeVisible();
    const { bytes, ended } = await endless.jsonValue();
    expect(ended).toBe(true);
    expect(bytes).toBeLessThan(64 << 20);
  });
});

test.describe("a redirect to another site", () => {
  test.use({ expectedErrors: /Content Security Policy|violates|Failed to load/, allowedHosts: ["images.example"] });

  test("is not followed", async ({ page }) => {
    await page.route("**/moved.bin", (route) =>
      route.fulfill({ status: 302, headers: { location: `${ELSEWHERE}/a.bin` } }),
    );
    await practise(page, "./?firmware=moved.bin");
    await expect(page.getByText("moved.bin could not be fetched.")).toBeVisible();
    await expect(button(page, INSTALL)).toBeDisabled();
  });
});
