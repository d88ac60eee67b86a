// The page inside another one: who may have a person connect a board there.
import { expect, test } from "./harness/journey.mjs";
import { button, CONNECT, DEMO } from "./harness/screens.mjs";

const SCHOOL = "https://school.example";
const OTHER = "https://other.example";
const OWN_TAB = "Open it in a tab of its own";

test.use({ allowedHosts: ["school.example", "other.example"] });

/** A page of `site` with a frame that may use boards. */
async function embed(page, site, inner, attributes = "") {
  const frame = `<iframe allow="serial" ${attributes} src="${inner}" width="900" height="700"></iframe>`;
  const body = `<!doctype html><html lang="en"><title>A lesson</title><link rel="icon" href="data:," />${frame}`;
  await page.route(`${site}/`, (route) => route.fulfill({ contentType: "text/html", body }));
  // Chromium keeps other sites' pages from what this computer serves; what a journey hands out is not that.
  const outward = async (route) => route.fulfill({ response: await route.fetch() });
  if (site.startsWith("https:")) await page.context().route(`${new URL(inner).origin}/**`, outward);
}

/** The innermost frame, with the page in it. */
const framed = (page, depth = 1) =>
  Array.from({ length: depth }).reduce((outer) => outer.frameLocator("iframe"), page);

const nameEmbedders = (page, embedders) =>
  page.route("**/settings.json", (route) => route.fulfill({ json: { embedders } }));

async function expectOwnTab(frame, address) {
  const advice = frame.getByRole("alert");
  await expect(advice).toContainText("This page can’t reach a board from inside another page.");
  await expect(advice.getByRole("link", { name: OWN_TAB })).toHaveAttribute("href", address);
  await expect(advice.getByRole("link", { name: OWN_TAB })).toHaveAttribute("target", "_blank");
  await expect(advice).toContainText(address);
  await expect(button(frame, CONNECT)).toHaveCount(0);
}

test("another site is offered a tab instead of a board", async ({ page, site, picture }) => {
  await embed(page, OTHER, site.address);
  await page.goto(`${OTHER}/`);
  await expectOwnTab(framed(page), site.address);
  await expect(button(framed(page), DEMO)).toBeEnabled();
  await picture("embedded");
});

test("a site that the host names may have a person connect a board", async ({ page, site }) => {
  await nameEmbedders(page, [SCHOOL]);
  await embed(page, SCHOOL, site.address);
  await page.goto(`${SCHOOL}/`);
  await expect(button(framed(page), CONNECT)).toBeEnabled();
});

test("a site that is named may not where it is inside of one that is not", async ({ page, site }) => {
  await nameEmbedders(page, [SCHOOL]);
  await embed(page, SCHOOL, site.address);
  await embed(page, OTHER, `${SCHOOL}/`);
  await page.goto(`${OTHER}/`);
  await expectOwnTab(framed(page, 2), site.address);
});

test("this site's own pages may, as ever", async ({ page, site }) => {
  await embed(page, site.address.replace(/\/$/, "/outer"), site.address);
  await page.goto("outer/");
  await expect(button(framed(page), CONNECT)).toBeEnabled();
});

test("this site's own page inside of another site may not", async ({ page, site }) => {
  const outer = `${site.address}outer`;
  await embed(page, outer, site.address);
  await embed(page, OTHER, `${outer}/`);
  await page.goto(`${OTHER}/`);
  await expectOwnTab(framed(page, 2), site.address);
});

test("a settings.json that hangs leaves no frame without words", async ({ page, site }) => {
  await page.route("**/settings.json", () => {});
  await embed(page, OTHER, site.address);
  await page.goto(`${OTHER}/`);
  await expectOwnTab(framed(page), site.address);
});

test.describe("a frame that its page keeps apart", () => {
  // The scripts of the page are refused there, unless its host lets every site have them.
  test.use({ expectedErrors: /blocked by CORS policy|Failed to load resource|Blocked script execution/ });
  test.afterEach(({ site }) => void (site.headers = {}));

  for (const sandbox of ["allow-scripts", ""]) {
    test(`has words, with "${sandbox}" allowed`, async ({ page, site, picture }) => {
      await embed(page, site.address.replace(/\/$/, "/outer"), site.address, `sandbox="${sandbox}"`);
      await page.goto("outer/");
      await expect(framed(page).getByText("open it in a tab of its own")).toBeVisible();
      await picture(`apart-${sandbox}`);
    });
  }

  test("is offered a tab where the page starts", async ({ page, site }) => {
    site.headers = { "access-control-allow-origin": "*" };
    await nameEmbedders(page, [new URL(site.address).origin, SCHOOL]);
    await embed(page, SCHOOL, site.address, 'sandbox="allow-scripts"');
    await page.goto(`${SCHOOL}/`);
    await expectOwnTab(framed(page), site.address);
  });
});

test("the words for a page that does not start are not seen where it does", async ({ page }) => {
  await page.goto("./");
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(page.getByText("Boardwalk has not started yet")).toHaveCount(0);
});

test("a program that is long in coming has words in its place", async ({ page, expectAccessible, picture }) => {
  let letIn;
  const open = new Promise((done) => void (letIn = done));
  await page.route("**/*.wasm", async (route) => {
    await open;
    await route.fallback();
  });
  await page.goto("./", { waitUntil: "domcontentloaded" });
  await expect(page.getByText("Boardwalk has not started yet")).toBeHidden();
  await expect(page.getByText("Boardwalk has not started yet")).toBeVisible();
  await expectAccessible();
  await picture("late");
  letIn();
  await expect(button(page, CONNECT)).toBeVisible();
  await expect(page.getByText("Boardwalk has not started yet")).toHaveCount(0);
});
