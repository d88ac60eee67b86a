// Times a paste at the prompt, from its event to the output of the program's last line in the terminal.
//
//     node paste.mjs '{"port":8100,"text":"print(6 * 7)\n","ends":"42"}'
//
// Prints JSON: the seconds.
import { onPage, openAtPrompt, until } from "./prompt-page.mjs";

await onPage(async (page, { text, ends }, address) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openAtPrompt(page, address);
  await page.evaluate(noteEnd, ends);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+v");
  await until(page, () => pasted.seconds, () => page.locator(".xterm-rows").innerText());
  return page.evaluate(() => pasted);
});

/** In the page. */
function noteEnd(ends) {
  globalThis.pasted = { seconds: null };
  let began, heard = "";
  document.addEventListener("paste", () => (began ??= performance.now()), { capture: true, once: true });
  const decoder = new TextDecoder();
  globalThis.taken = (_, bytes) => {
    heard = (heard + decoder.decode(bytes)).slice(-1_000);
    if (began && heard.includes(ends)) pasted.seconds ??= (performance.now() - began) / 1e3;
  };
}
