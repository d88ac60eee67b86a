// The language that nobody speaks: what it makes of an English text, and what on the page is not of it.

export const PSEUDO = "en-XA";

const PLAIN = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const ACCENTED = [..."ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž"];

/** An English text without marks and values, as crates/page-texts makes it. */
export function pseudo(text) {
  const letters = [...text].map((letter) => {
    const accented = ACCENTED[PLAIN.indexOf(letter)] ?? letter;
    return "aeiou".includes(letter) ? accented + accented : accented;
  });
  return `⟦${letters.join("")}⟧`;
}

/**
 * Notes in every page of the context what is shown outside of the brackets, for as long as anything
 * changes: also what is there for a moment only. Gives what was found, and where.
 */
export async function findUntranslated(page, values) {
  const found = new Set();
  await page.exposeFunction("noteUntranslated", (words) => found.add(words));
  await page.addInitScript(look, { language: PSEUDO, sources: values.map(({ source }) => source) });
  return found;
}

/** Runs in the page. `sources` match words that are values. */
function look({ language, sources }) {
  const values = sources.map((source) => new RegExp(`^${source}$`, "u"));
  // What a board says, and what it is measured by, are values; so is what is typed as it is.
  // So are the words of lessons, which a host has in the languages that it likes, and the names of programs.
  const VALUES = `code, .xterm-rows, .xterm-accessibility, .xterm-width-cache-measure-container,
    .lesson, .lesson-steps [aria-expanded], .pane-head h2`;
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "aria-description", "title", "alt", "placeholder", "label"];
  const noted = new Set();

  const judge = (outside, where) => {
    const words = outside.trim();
    if (!/\p{L}/u.test(words) || values.some((value) => value.test(words))) return;
    if (noted.has(words)) return;
    noted.add(words);
    void globalThis.noteUntranslated(`${words} (${where})`);
  };

  /** What of a text is outside of the brackets that are open; and how many are, after it. */
  const outside = (text, open) => {
    let words = "";
    for (const letter of text) {
      if (letter === "⟦") open += 1;
      else if (letter === "⟧") open -= 1;
      else if (open === 0) words += letter;
    }
    return { words, open };
  };

  const scan = () => {
    // Until its texts are there, the page is English.
    if (!document.body || document.documentElement.lang !== language) return;
    judge(outside(document.title, 0).words, "title");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let open = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ATTRIBUTES) {
          const text = node.getAttribute(name);
          if (text) judge(outside(text, 0).words, name);
        }
        continue;
      }
      const parent = node.parentElement;
      if (parent.closest("script, style, template, noscript") || parent.closest(VALUES)) continue;
      const { words, open: then } = outside(node.data, open);
      open = then;
      judge(words, parent.localName);
    }
    if (open !== 0) judge(`brackets: ${open}`, "body");
  };

  let isDue = false;
  const observer = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      scan();
    });
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
