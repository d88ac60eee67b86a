// The colours, light and dark, as the rest of the page has them: each letter at 4.5 : 1 or more on its ground.

/** For the shadow root: what is around CodeMirror, and the colours that the rest is made of. */
const SHEET = `
:host {
  display: block;
  --ground: #fdfcf9; --ink: #1b2a30; --soft: #4a585e; --hair: #d8d6cd; --focus: #0b6470;
  --line: #f0efe8; --picked: #bcdfe2; --found: #f6e3a1; --panel: #f3f1ea; --field: #ffffff; --border: #7d888c;
  --bad: #a12a0b; --bad-ground: #fbe4da;
  --word: #8a1f6d; --name: #0b5a8a; --text: #1f6a2f; --number: #8a4b00; --remark: #566268;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ground: #152126; --ink: #e2ebec; --soft: #a9b8bc; --hair: #2b3a40; --focus: #7fd3d6;
    --line: #1c2b31; --picked: #2b5960; --found: #57491a; --panel: #0d1518; --field: #152126; --border: #7f9298;
    --bad: #ffb59c; --bad-ground: #43241a;
    --word: #f0a3dc; --name: #8ecbf5; --text: #9bd8a3; --number: #f2c27f; --remark: #9fb0b5;
  }
}
.frame { display: flex; flex-direction: column; height: 100%; min-height: 0; background: var(--ground); color: var(--ink); }
.hint { flex: none; margin: 0; padding: 0.1rem 0.5rem; font: 0.75rem/1.4 system-ui, sans-serif; color: var(--soft); background: var(--panel); border-top: 1px solid var(--hair); }
.hint:empty { display: none; }
@media (prefers-reduced-motion: no-preference) { .frame[data-rests] .cm-cursorLayer { animation: steps(1) cm-blink 1.2s infinite !important; } }
/* There it would cover what it explains. */
@media (max-width: 30rem) { .cm-completionInfo { display: none; } }
@media (forced-colors: active) { .cm-marked-line { outline: 2px solid Mark; } }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(SHEET);

/** Puts the colours into the shadow root, once. */
export function addColours(root) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
}
