// Times a file on its way to the board, from the moment it is chosen to "checked" on the screen.
//
//     node save.mjs '{"port":8100,"file":"/a/data.bin"}'
//
// Prints JSON: the seconds, and when each new sentence above the terminal came.
import { onPage, openAtPrompt, until } from "./prompt-page.mjs";

const SAVE = "Save to the board…";

await onPage(async (page, { file }, address) => {
  await openAtPrompt(page, address);
  await page.evaluate(noteSentences);
  await page.getByLabel(SAVE, { exact: true }).setInputFiles(file);
  const state = async () => JSON.stringify(await page.evaluate(() => saved.sentences));
  await until(page, () => saved.seconds, state);
  return page.evaluate(() => saved);
});

/** In the page. */
function noteSentences() {
  globalThis.saved = { seconds: null, sentences: [] };
  let chosen;
  document.addEventListener("change", () => (chosen ??= performance.now()), { capture: true, once: true });
  new MutationObserver(() => {
    const sentence = document.querySelector(".work [role=status]").textContent.trim();
    const seconds = (performance.now() - chosen) / 1e3;
    if (saved.sentences.at(-1)?.sentence !== sentence) saved.sentences.push({ seconds, sentence });
    if (/checked\.$/.test(sentence)) saved.seconds ??= seconds;
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}
