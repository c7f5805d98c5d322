/** A source file with what is not code taken out; line breaks stay, so line numbers do too. */
export interface CodeText {
  /** Without comments. */
  withTexts: string;
  /** Without comments and without the contents of texts and regular expressions. */
  bare: string;
}

/** After these a slash begins a regular expression, else it divides. */
const BEFORE_REGEX =
  /(?:[(,=:[!&|?{};~^+\-*%<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|await|yield)|^)\s*$/;

const BLANK = /[^\n]/g;

/**
 * Takes comments and texts out of TypeScript or JavaScript. It reads character by character and knows texts, templates,
 * comments and regular expressions; code inside `${}` counts as code of the template's text, that is for `withTexts` only.
 */
export function toCodeText(source: string): CodeText {
  let withTexts = '';
  let bare = '';
  let at = 0;
  const take = (length: number, kind: 'code' | 'text' | 'comment') => {
    const part = source.slice(at, at + length);
    const blank = part.replace(BLANK, ' ');
    withTexts += kind === 'comment' ? blank : part;
    bare += kind === 'code' ? part : blank;
    at += length;
  };
  while (at < source.length) {
    const char = source[at]!;
    const two = source.slice(at, at + 2);
    if (two === '//') take(lengthTo(source, at, '\n'), 'comment');
    else if (two === '/*') take(lengthTo(source, at + 2, '*/') + 4, 'comment');
    else if (char === '"' || char === "'" || char === '`') take(textLength(source, at, char), 'text');
    else if (char === '/' && BEFORE_REGEX.test(bare.slice(-40))) take(regexLength(source, at), 'text');
    else take(1, 'code');
  }
  return { withTexts, bare };
}

function lengthTo(source: string, from: number, mark: string): number {
  const found = source.indexOf(mark, from);
  return (found < 0 ? source.length : found) - from;
}

function textLength(source: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at + 1 - from;
}

function regexLength(source: string, from: number): number {
  let at = from + 1;
  let inClass = false;
  while (at < source.length && source[at] !== '\n' && (inClass || source[at] !== '/')) {
    if (source[at] === '[') inClass = true;
    else if (source[at] === ']') inClass = false;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at + 1 - from;
}
