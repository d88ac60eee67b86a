// The small part of Python's expressions that names something: `machine.Pin(2).value`.

const IDENTIFIER = /^[A-Za-z_]\w*/;
const PAIRS = { "(": ")", "[": "]", "{": "}" };
const OPENING = { ")": "(", "]": "[", "}": "{" };

/** Where the expression that ends at `end` starts in a line; `end` itself where none does. */
export function startOfExpression(line, end) {
  let start = end;
  for (;;) {
    let at = start;
    while (at > 0 && ")]}".includes(line[at - 1])) {
      const opening = openingOf(line, at - 1);
      if (opening === undefined) return start;
      at = opening;
    }
    const name = line.slice(0, at).match(/[A-Za-z_]\w*$/)?.[0];
    if (name) at -= name.length;
    else if (/["']/.test(line[at - 1] ?? "")) return startOfString(line, at);
    // What has no name in front is a list, a dictionary or a tuple.
    else return at;
    if (line[at - 1] !== ".") return at;
    start = at - 1;
  }
}

/**
 * An expression's steps: a name, then `.name`s and calls; or the built-in type of a literal. Nothing for all
 * that is more than that.
 * @returns {({ name: string } | { call: true } | { literal: string })[] | undefined}
 */
export function stepsOf(expression) {
  let rest = expression.trim().replace(/^await\s+/, "");
  const steps = [];
  const literal = literalAt(rest);
  if (literal) {
    steps.push({ literal: literal.type });
    rest = rest.slice(literal.length);
  } else {
    const name = rest.match(IDENTIFIER)?.[0];
    if (!name) return undefined;
    steps.push({ name });
    rest = rest.slice(name.length);
  }
  for (;;) {
    const member = rest.match(/^\s*\.\s*([A-Za-z_]\w*)/);
    if (member) {
      steps.push({ name: member[1] });
      rest = rest.slice(member[0].length);
    } else if (rest.startsWith("(")) {
      steps.push({ call: true });
      rest = rest.slice(lengthOfBracket(rest));
    } else {
      return /^\s*(#.*)?$/.test(rest) ? steps : undefined;
    }
  }
}

function literalAt(text) {
  const string = text.match(/^([bBrRfF]{0,2})(?=["'])/);
  if (string) {
    const type = /b/i.test(string[1]) ? "bytes" : "str";
    return { type, length: string[1].length + lengthOfString(text.slice(string[1].length)) };
  }
  const number = text.match(/^\d[\d_]*(?![.\w])/);
  if (number) return { type: "int", length: number[0].length };
  const type = { "[": "list", "{": "dict" }[text[0]];
  return type && { type, length: lengthOfBracket(text) };
}

function lengthOfString(text) {
  const quote = text.startsWith(text[0].repeat(3)) ? text[0].repeat(3) : text[0];
  for (let at = quote.length; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return text.length;
}

/** To behind the closing bracket; the whole rest where it comes in another line. */
function lengthOfBracket(text) {
  const open = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"' || letter === "'") at += lengthOfString(text.slice(at)) - 1;
    else if (letter in PAIRS) open.push(PAIRS[letter]);
    else if (letter === open.at(-1) && open.pop() && open.length === 0) return at + 1;
  }
  return text.length;
}

function openingOf(line, closing) {
  const open = [];
  for (let at = closing; at >= 0; at -= 1) {
    const letter = line[at];
    if (letter === '"' || letter === "'") {
      const start = startOfString(line, at + 1);
      if (start > at) return undefined;
      at = start;
    } else if (letter in OPENING) open.push(OPENING[letter]);
    else if (letter === open.at(-1) && open.pop() && open.length === 0) return at;
  }
  return undefined;
}

/** Of a string that ends at `end`, in one line. */
function startOfString(line, end) {
  const quote = line[end - 1];
  const start = line.lastIndexOf(quote, end - 2);
  if (start < 0) return end;
  const prefix = line.slice(0, start).match(/\b[bBrRfF]{1,2}$/)?.[0] ?? "";
  return start - prefix.length;
}
