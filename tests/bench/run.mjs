// Times a program of the editor, from the click on *Run* to its first output in the terminal.
//
//     node run.mjs '{"port":8100,"text":"print(6 * 7)\n","begins":"42","times":5}'
//
// Prints JSON: seconds, one for each time. The first one also finds out how the board takes programs.
import { button } from "../journeys/harness/screens.mjs";
import { onPage, openAtPrompt, until } from "./prompt-page.mjs";

const RUN = "Run F5";

await onPage(async (page, { text, begins, times }, address) => {
  await openAtPrompt(page, `${address}?code=${Buffer.from(text).toString("base64url")}`);
  await page.locator(".cm-content", { hasText: text.split("\n")[0] }).waitFor();
  await page.evaluate(noteBegin, begins);
  const found = [];
  for (let n = 0; n < times; n++) {
    await button(page, RUN).click();
    await until(page, () => begun.seconds, () => page.locator(".xterm-rows").innerText());
    found.push(await page.evaluate(() => begun.seconds));
    // It has ended, and the board is back at its prompt.
    await button(page, RUN).waitFor();
  }
  return { seconds: found };
});

/** In the page. */
function noteBegin(begins) {
  globalThis.begun = { seconds: null };
  let clicked, heard;
  document.addEventListener(
    "click",
    () => {
      clicked = performance.now();
      heard = "";
      begun.seconds = null;
    },
    { capture: true },
  );
  const decoder = new TextDecoder();
  globalThis.taken = (_, bytes) => {
    heard = (heard + decoder.decode(bytes)).slice(-1_000);
    if (clicked && heard.includes(begins)) begun.seconds ??= (performance.now() - clicked) / 1e3;
  };
}
