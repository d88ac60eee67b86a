// Times keys at the prompt, each from its event to its echo: in the terminal's buffer, and drawn.
//
//     node keys.mjs '{"port":8100,"keys":300}'
//
// Prints JSON: seconds, one for each key. A key is held as long as people hold one. The pauses between keys
// differ, so that keys fall on all moments between two pictures of the screen.
import { onPage, openAtPrompt, until } from "./prompt-page.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const KEYS_A_LINE = 40;
const HELD_MS = 60;
const PAUSE_MS = { least: 20, most: 70 };
/** Python has answered the last line, and the page has settled. */
const AFTER_LINE_MS = 500;

await onPage(async (page, { keys }, address) => {
  await openAtPrompt(page, address);
  await page.evaluate(noteEchoes);
  const found = { taken: [], drawn: [] };
  for (let n = 0; n < keys; n++) {
    if (n % KEYS_A_LINE === 0) {
      // A comment: what stands behind it means nothing to Python.
      await page.keyboard.type(n === 0 ? "#" : "\n#");
      await page.waitForTimeout(AFTER_LINE_MS);
    }
    await page.keyboard.press(LETTERS[n % LETTERS.length], { delay: HELD_MS });
    const { least, most } = PAUSE_MS;
    await page.waitForTimeout(least + ((n * 7) % (most - least)));
    await until(page, () => echo.drawn, () => page.locator(".xterm-rows").innerText());
    const { asked, taken, drawn } = await page.evaluate(() => echo);
    found.taken.push((taken - asked) / 1e3);
    found.drawn.push((drawn - asked) / 1e3);
  }
  return found;
});

/** In the page. */
function noteEchoes() {
  globalThis.echo = {};
  let wanted;
  document.addEventListener(
    "keydown",
    ({ key, timeStamp }) => {
      wanted = key;
      globalThis.echo = { asked: timeStamp };
    },
    { capture: true },
  );
  globalThis.taken = ({ buffer: { active } }) => {
    const line = active.getLine(active.baseY + active.cursorY).translateToString(true);
    if (line.endsWith(wanted)) echo.taken ??= performance.now();
  };
  const rows = document.querySelector(".xterm-rows");
  new MutationObserver(() => {
    if (echo.taken && rows.textContent.trimEnd().endsWith(wanted)) echo.drawn ??= performance.now();
  }).observe(rows, { childList: true, characterData: true, subtree: true });
}
