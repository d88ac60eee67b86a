// Times how soon a person is told what is on the board, from the click that hands its port over.
//
//     node find.mjs '{"port":8100,"words":"The board says nothing","times":5}'
//
// Prints JSON: seconds, one for each time. Each is a page of its own, on the same board.
import { button, CONNECT } from "../journeys/harness/screens.mjs";
import { onPage, until } from "./prompt-page.mjs";

await onPage(async (page, { words, times }, address) => {
  const found = [];
  for (let n = 0; n < times; n++) {
    await page.goto(address);
    await button(page, CONNECT).waitFor();
    await page.evaluate(noteWords, words);
    await button(page, CONNECT).click();
    await until(page, () => told.seconds, () => page.locator("main").innerText());
    found.push(await page.evaluate(() => told.seconds));
  }
  return { seconds: found };
});

/** In the page: a heading or the line above the terminal says these words. */
function noteWords(words) {
  globalThis.told = { seconds: null };
  let clicked;
  document.addEventListener("click", () => (clicked ??= performance.now()), { capture: true, once: true });
  const isTold = () => [...document.querySelectorAll("h1, .state")].some((it) => it.textContent.trim() === words);
  new MutationObserver(() => {
    if (clicked && isTold()) told.seconds ??= (performance.now() - clicked) / 1e3;
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}
