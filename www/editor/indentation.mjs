// Four spaces, but for a program that has tabs already: Python takes no mix.
import { indentUnit } from "@codemirror/language";
import { EditorState } from "@codemirror/state";

const SPACES = "    ";
const TAB_COLUMNS = 4;

export function indentation(text) {
  const count = (pattern) => text.match(pattern)?.length ?? 0;
  const isWithTabs = count(/^\t/gm) > count(/^ {2}/gm);
  return [indentUnit.of(isWithTabs ? "\t" : SPACES), EditorState.tabSize.of(TAB_COLUMNS)];
}
