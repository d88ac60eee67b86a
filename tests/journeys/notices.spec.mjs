// The page of licences: long texts, on any screen, and nothing that runs.
import { expect, test } from "./harness/journey.mjs";

test("the licences can be read on any screen, light and dark", async ({ page, picture, expectAccessible }) => {
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 640 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto("notices.html");
      // It looks at each of thousands of words.
      if (width === 320 && colorScheme === "dark") await expectAccessible();
      await picture(`notices-${width}-${colorScheme}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
    const letters = await page.getByRole("heading", { level: 1 }).evaluate((heading) => getComputedStyle(heading).fontFamily);
    expect(letters).toContain("system-ui");
  }
});

test("a text can be gone to, and the page that it is about", async ({ page }) => {
  await page.goto("notices.html");
  await page.getByRole("link", { name: "text 1", exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "Text 1", exact: true })).toBeInViewport();
  await page.getByRole("link", { name: "Back to Boardwalk" }).first().click();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test.describe("the policy of the licences", () => {
  test.use({ expectedErrors: /Content Security Policy|violates/ });

  test("lets nothing run, and nothing be asked", async ({ page, site }) => {
    await page.goto("notices.html");
    const held = await page.evaluate(async (program) => {
      const seen = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
      const script = document.createElement("script");
      script.src = program;
      document.head.append(script);
      await fetch(program).catch(() => {});
      await new Promise((done) => setTimeout(done, 200));
      return seen.sort();
    }, `${site.address}start.mjs`);
    expect(held).toEqual(["connect-src", "script-src-elem"]);
  });
});
