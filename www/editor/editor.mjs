// The editor: a part of the page that is loaded when it is first opened. README.md tells how to use it.
import { closeBrackets } from "@codemirror/autocomplete";
import { history } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, LanguageSupport } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { search } from "@codemirror/search";
import { Annotation, EditorState } from "@codemirror/state";
import {
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  lineNumbers,
} from "@codemirror/view";

import { blinkingCursor } from "./blink.mjs";
import { addColours } from "./colours.mjs";
import { show } from "./diagnostics.mjs";
import { indentation } from "./indentation.mjs";
import { keys } from "./keys.mjs";
import { joined, lineBreaks, separatorOf, withPlainBreaks } from "./line-breaks.mjs";
import { clearMarks, markLine, marks } from "./marks.mjs";
import { completion } from "./names/completion.mjs";
import { help } from "./names/help.mjs";
import { phrases } from "./phrases.mjs";
import { difference } from "./replace.mjs";
import { check, watchSyntax } from "./syntax/watch.mjs";
import english from "./texts.mjs";
import { followScheme, theme } from "./theme.mjs";

export { checkSyntax } from "./syntax/check.mjs";
export { bytesOf, textOf } from "./text-file.mjs";
export { default as texts } from "./texts.mjs";

/**
 * Python whose tree has parts of some lines. What a person changes is read anew with all of its part, which by
 * default has a thousand letters: at each key, that was half of the editor's work.
 */
const python = pythonLanguage.configure({ bufferLength: 128 });

/** On what the page did, and no person. */
const loaded = Annotation.define();
const GIVEN = "given";

/**
 * Opens an editor in `host`, in a shadow root: CodeMirror's styles then are adopted style sheets, which a
 * policy of `style-src 'self'` allows.
 * @param {HTMLElement} host as high as the editor shall be
 */
export function createEditor(host, options = {}) {
  const texts = { ...english, ...options.texts };
  const hint = options.hint ?? texts.hint;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  addColours(root);
  const frame = document.createElement("div");
  frame.className = "frame";
  let separator;

  const stateOf = (text) => {
    separator = separatorOf(text);
    const attributes = { "aria-label": options.label ?? texts.label, "aria-description": hint };
    return EditorState.create({
      doc: text,
      extensions: [
        phrases(texts),
        EditorView.contentAttributes.of({
          ...attributes,
          tabindex: "0",
          spellcheck: "false",
          translate: "no",
        }),
        lineBreaks(separator, texts),
        indentation(text),
        keys(options),
        writing(),
        blinkingCursor(frame),
        marks(),
        lintGutter(),
        lineNumbers(),
        completion(),
        help(),
        watchSyntax(),
        theme(),
        filesGoTo(options.onFiles),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          const isByPerson = transactions.some((one) => one.docChanged && !one.annotation(loaded));
          if (docChanged && isByPerson) options.onChange?.();
        }),
      ],
    });
  };

  const view = new EditorView({ state: stateOf(options.text ?? ""), root });
  frame.append(view.dom, hintElement(hint));
  root.append(frame);
  const unfollow = followScheme(view);

  const editor = {
    text: () => joined(view.state.doc, separator),
    setText(text, { keepHistory = false } = {}) {
      if (!keepHistory) return view.setState(stateOf(text));
      const changes = difference(view.state.doc.toString(), withPlainBreaks(text));
      view.dispatch({ changes, annotations: loaded.of(true), userEvent: "input" });
    },
    insert(text) {
      const change = view.state.replaceSelection(withPlainBreaks(text));
      view.dispatch(change, { scrollIntoView: true, userEvent: "input.paste" });
    },
    focus: () => view.focus(),
    setFontSize(pixels) {
      frame.style.setProperty("--letters", `${pixels}px`);
      view.requestMeasure();
    },
    goToLine(number) {
      const { doc } = view.state;
      const { from } = doc.line(Math.min(Math.max(1, number), doc.lines));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    markLine: (number, message) => markLine(view, number, message, texts),
    clearMarks: () => clearMarks(view),
    setDiagnostics: (list) => show(view, list, GIVEN),
    check: () => check(view),
    destroy() {
      unfollow();
      view.destroy();
      frame.remove();
    },
  };
  if (options.fontSize) editor.setFontSize(options.fontSize);
  return editor;
}

/** What helps to write Python. */
function writing() {
  return [
    new LanguageSupport(python),
    history(),
    dropCursor(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    search({ top: true }),
    overSelection(),
  ];
}

/**
 * A letter in place of what is selected. Chromium would put it there with inline styles of what that looked like,
 * which the page's policy refuses. What closes brackets comes first, and puts a selection between them.
 */
function overSelection() {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const isClosing = /^[([{'"]$/.test(event.data ?? "");
      const isOver = view.state.selection.ranges.some(({ empty }) => !empty);
      if (event.inputType !== "insertText" || !event.data || isClosing || !isOver) return false;
      view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
      return true;
    },
  });
}

/** Files are no text to insert where they are dropped. */
function filesGoTo(onFiles) {
  return EditorView.domEventHandlers({
    drop(event) {
      if (!event.dataTransfer?.types.includes("Files")) return false;
      onFiles?.(event.dataTransfer);
      return true;
    },
  });
}

function hintElement(text) {
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.setAttribute("part", "hint");
  // The editor's description says it.
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = text;
  return hint;
}
