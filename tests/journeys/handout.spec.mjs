// The handout: what a teacher chooses, and the one sheet of paper that comes of it.
import { expect, test } from "./harness/journey.mjs";
import { paper } from "./harness/paper.mjs";
import { PSEUDO, findUntranslated, pseudo } from "./harness/pseudo.mjs";
import { button, practise } from "./harness/screens.mjs";

/** A browser that prints has no printer here: what it would print is a PDF. */
const PAPERS = ["A4", "Letter"];
const IMAGE = "firmware/micropython-1.9.3.bin";
const FAULTS = ["No line for your board?", "Still none?", "did not let us use", "No small window", "does not answer"];

test("the handout is one page of paper with the address, the steps, the usual faults and the teacher's lines", async ({
  page,
  site,
  expectAccessible,
}) => {
  await page.goto("handout.html?board=d1mini");
  await expect(page.getByRole("radio", { name: "D1 mini" })).toBeChecked();
  await expect(page.locator("#code path")).toHaveAttribute("d", /^M/);
  await expectAccessible();
  await page.getByLabel("Your own lines").fill("Group 3\nBlink SOS with the light.\nThen help a neighbour.");
  for (const format of PAPERS) {
    const pages = await paper(page, format);
    expect(pages.length, format).toBe(1);
    const [words] = pages;
    for (const expected of [site.address, "USB-SERIAL CH340", 'print("Hello")', ...FAULTS, "Blink SOS with the light."]) {
      expect(words).toContain(expected);
    }
    // The form is for the screen.
    expect(words).not.toContain("Your own lines");
    expect(words).not.toContain("CP2102 USB");
  }
  await page.reload();
  await expect(page.getByLabel("Your own lines")).toHaveValue(/^Group 3\n/);
});

test("a long address, every option and many lines still fit on one page", async ({ page }) => {
  await page.goto(`handout.html?lesson=first-steps&firmware=${IMAGE}&lang=${PSEUDO}`);
  await expect(page.locator("html")).toHaveAttribute("lang", PSEUDO);
  await page.locator("#lines").fill(Array(8).fill("A line that a teacher has to say to everybody").join("\n"));
  for (const format of PAPERS) expect((await paper(page, format)).length, format).toBe(1);
});

test("what the handout's address asks for is what the page then does", async ({ page, site }) => {
  await page.goto("handout.html");
  await expect(page.getByLabel("Lesson").locator("option")).not.toHaveCount(1);
  await page.getByLabel("Lesson").selectOption("First steps");
  await page.getByLabel("MicroPython").selectOption("MicroPython 1.9.3");
  const address = await page.locator("#address").innerText();
  expect(address).toBe(`${site.address}?lesson=first-steps&firmware=${IMAGE}`);
  await practise(page, address);
  await expect(page.getByLabel("From 127.0.0.1").locator("option:checked")).toHaveText("micropython-1.9.3.bin");
  await expect(page.getByText("The file is complete.")).toBeVisible();
});

test("nothing of the handout but what a page is asked for by name comes from its address", async ({ page, site }) => {
  await page.goto("handout.html?board=<b>&lesson=%22%3E&firmware=https://evil.example/x.bin");
  await expect(page.locator("#address")).toHaveText(site.address);
  await expect(page.getByRole("radio", { name: "Not sure" })).toBeChecked();
});

test("the handout speaks the language that is asked for", async ({ page }) => {
  // Products, lessons and versions have names; the address is an address.
  const values = [/CP2102 USB to UART Bridge Controller/, /USB-SERIAL CH340/, /MicroPython [\d.]+/, /http:.*/, /First steps/];
  const untranslated = await findUntranslated(page, values);
  await page.goto(`handout.html?lang=${PSEUDO}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pseudo("Make a handout"));
  await expect(page).toHaveTitle(pseudo("Handout · Boardwalk"));
  await expect(button(page, pseudo("Print, or save as PDF"))).toBeVisible();
  expect([...untranslated]).toEqual([]);
});
