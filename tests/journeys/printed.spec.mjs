// What a board prints, as it is meant.
import { connectFlood, say } from "./harness/flood.mjs";
import { expect, test } from "./harness/journey.mjs";
import { terminal } from "./harness/screens.mjs";

test("colours of 24 bits are shown, within the page's policy", async ({ page }) => {
  await connectFlood(page);
  await say(page, "\x1b[38;2;0;90;0mgreen\x1b[0m \x1b[38;5;226myellow\x1b[0m \x1b[48;2;250;240;200mpaper\x1b[0m\r\n>>> ");
  await expect(terminal(page)).toContainText("paper");
  const colour = (words, of) =>
    terminal(page).getByText(words, { exact: true }).evaluate((span, of) => getComputedStyle(span)[of], of);
  expect(await colour("green", "color")).toBe("rgb(0, 90, 0)");
  expect(await colour("paper", "backgroundColor")).toBe("rgb(250, 240, 200)");
});

test("letters are shown as they are meant, however their bytes arrive", async ({ page }) => {
  const letters = "„Grüße“ – 23 °C … 温度、「ok」 🌡";
  await connectFlood(page);
  for (const byte of Buffer.from(`${letters}\r\n>>> `)) await say(page, [byte]);
  await expect(terminal(page)).toContainText(letters);
});
