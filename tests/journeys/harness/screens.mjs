// What a person reads and presses, by its words.
import { fileURLToPath } from "node:url";
import { expect } from "./journey.mjs";

/** Puts the served board into the browser, as what its chooser offers. */
export const SERVED_SERIAL = fileURLToPath(new URL("served-serial.js", import.meta.url));

export const CONNECT = "Connect";
export const DEMO = "Practise installing";
export const TRY = "Try the prompt";
export const INSTALL = "Install MicroPython";

export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Presses a button that stands in the menu of the terminal's tools. */
export async function pressInMenu(page, name, menu = "More") {
  // It may be open already.
  if (!(await button(page, name).isVisible())) await page.locator("summary", { hasText: menu }).click();
  await button(page, name).click();
}

/** What the terminal shows. */
export const terminal = (page) => page.locator(".xterm-rows");

/** Types into the terminal, which has the focus. */
export const type = (page, text) => page.keyboard.type(text);

export async function expectPrompt(page, timeout = 20_000) {
  await expect(page.getByText(/is ready$/).first()).toBeVisible({ timeout });
  await expect(terminal(page)).toContainText(">>>");
}

/** Opens the page with the served board plugged in. */
export async function openServed(page, servedBoard) {
  expect(servedBoard.address).toContain("ws:");
  await page.addInitScript({ path: SERVED_SERIAL });
  await page.goto("./");
}

/** Connects the served board. */
export async function connect(page, servedBoard) {
  await openServed(page, servedBoard);
  await button(page, CONNECT).click();
}

/** Connects the practice board, in a hurry, on the page at this address: what it could be given is shown. */
export async function practise(page, address = "./") {
  await page.goto(address);
  await button(page, DEMO).click();
  await page.getByLabel("Hurry").check();
  await expect(page.getByText("Choose a file", { exact: true })).toBeVisible();
}

/** Chooses an image of the shelf, and waits until it is judged. */
export async function chooseImage(page, label, version) {
  await page.getByLabel("From this page’s shelf").selectOption({ label });
  await expect(page.getByText(`MicroPython ${version}`, { exact: true })).toBeVisible();
  await expect(page.getByText("The file is complete.")).toBeVisible();
}

/** The lines of the installation's log. */
export async function log(page) {
  const fold = page.getByText("Log of the installation", { exact: true });
  if (!(await fold.isVisible())) await page.locator("summary", { hasText: "More" }).click();
  await fold.click();
  const lines = await page.locator(".log pre").innerText();
  await fold.click();
  return lines;
}
