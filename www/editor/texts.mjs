// Every sentence of the editor. Who opens an editor may give others by the same ids.

export default {
  /** Shown below the editor, and told to those who hear the page. */
  hint: "Esc, then Tab leaves the editor",
  label: "Program",
  /** Told aloud: `$` is the line's number. */
  "marked-line": "Error in line $",
  /** On the mark for a line that ends as lines do on Windows, in a file where others do not. */
  "carriage-return": "This line ends as on Windows",

  find: "Find",
  replace: "Replace with",
  next: "Next",
  previous: "Previous",
  all: "Select all",
  "match-case": "Same case",
  "regular-expression": "Pattern",
  "whole-word": "Whole words",
  "replace-one": "Replace",
  "replace-all": "Replace all",
  close: "Close",
  "current-match": "found here:",
  "on-line": "in line",
  /** `$` is the line's number. */
  "replaced-in-line": "Replaced in line $",
  /** `$` is how many. */
  "replaced-all": "Replaced $ times",

  completions: "Suggestions",
  errors: "Errors",
  "no-errors": "No errors",
  "control-character": "Invisible character",
  "selection-deleted": "Selection deleted",
};
