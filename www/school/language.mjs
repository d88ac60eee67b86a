// Another language than English for a page whose every sentence is in its HTML.

const MARKED = /\*([^*]+)\*|`([^`]+)`/g;

/**
 * Puts the texts of `?lang=` in place of the English ones, where this page has them, and keeps the language in
 * the links between these pages.
 */
export async function translate() {
  const language = wanted();
  const { languages } = document.getElementById("start").dataset;
  const file = languages.split(" ").find((name) => name.split(".")[0] === language);
  if (!file) return;
  try {
    const address = new URL(`texts/school/${file}`, document.baseURI);
    show(await (await fetch(address)).json());
    document.documentElement.lang = language;
    for (const link of document.querySelectorAll(".top a")) link.search = new URLSearchParams({ lang: language });
  } catch (error) {
    console.warn(`${file} is not used:`, error);
  }
}

/** The language of the address, or else that of the page that led here. */
function wanted() {
  const asked = (address) => new URL(address).searchParams.get("lang");
  const { referrer } = document;
  return asked(location.href) ?? (referrer.startsWith(location.origin) ? asked(referrer) : null);
}

function show(texts) {
  const places = [...document.querySelectorAll("template")].map(({ content }) => content);
  const all = (selector) => [document, ...places].flatMap((place) => [...place.querySelectorAll(selector)]);
  for (const element of all("[data-text]")) {
    element.replaceChildren(...pieces(texts[element.dataset.text], element.localName === "title"));
  }
  for (const element of all("[data-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.label]);
  }
}

/** A text with its marks as nodes: words between `*stars*` are strong, between backticks they are code. */
function pieces(text, isPlain) {
  if (isPlain) return [text];
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(MARKED)) {
    const [whole, strong, code] = found;
    const node = document.createElement(strong === undefined ? "code" : "strong");
    node.textContent = strong ?? code;
    nodes.push(text.slice(end, found.index), node);
    end = found.index + whole.length;
  }
  return [...nodes, text.slice(end)];
}
