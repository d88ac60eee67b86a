// A text keeps the line breaks that its file had: what is opened and saved unchanged changes no byte.
import { EditorState } from "@codemirror/state";
import { EditorView, highlightSpecialChars } from "@codemirror/view";

const BREAK = /\r\n|\r|\n/g;

/** How a text's lines end; `undefined` where not all end in the same way. */
export function separatorOf(text) {
  const kinds = new Set(text.match(BREAK));
  return kinds.size > 1 ? undefined : ([...kinds][0] ?? "\n");
}

/**
 * For a text whose lines end in `separator`. Where they end in several ways, only `\n` ends a line, and what
 * else there is stays in the line as a letter that is drawn.
 */
export function lineBreaks(separator, texts) {
  if (separator !== undefined) return [highlightSpecialChars()];
  return [
    EditorState.lineSeparator.of("\n"),
    EditorView.clipboardInputFilter.of(withPlainBreaks),
    highlightSpecialChars({
      render: (code, description, placeholder) => drawn(code, description, placeholder, texts),
    }),
  ];
}

/** The document as its file has it. */
export function joined(doc, separator = "\n") {
  return doc.sliceString(0, doc.length, separator);
}

/** A text from outside, for a document in the making. */
export function withPlainBreaks(text) {
  return text.replace(BREAK, "\n");
}

function drawn(code, description, placeholder, texts) {
  const span = document.createElement("span");
  const isReturn = code === 0x0d;
  span.textContent = isReturn ? "␍" : placeholder;
  span.title = isReturn ? texts["carriage-return"] : description;
  span.setAttribute("aria-label", span.title);
  span.setAttribute("role", "img");
  span.className = "cm-specialChar";
  return span;
}
