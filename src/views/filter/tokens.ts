import type { Place } from './filter-error.ts';

/** A piece of a filter. `text` of a string is without its quotes and escapes, of `bad` it says what is wrong. */
export interface Token extends Place {
  readonly kind: 'word' | 'string' | 'symbol' | 'bad' | 'end';
  readonly text: string;
}

// Longest first, so that `<=` is not read as `<`.
const SYMBOL = /==|!=|<=|>=|&&|\|\||[<>!~(){},]/y;
// What is left of the characters: paths, image references, sizes and versions need no quotes.
const WORD = /[^\s(){},"'=!<>&|~]+/y;
const SPACE = /\s+/y;
// In quotes, a backslash escapes the quote and itself. Any other stays, so that "\.env$" is a pattern.
const DOUBLE_QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
const SINGLE_QUOTED = /'((?:[^'\\]|\\.)*)'/sy;
// As in Wireshark: nothing is escaped at all.
const RAW = /[rR]"([^"]*)"/y;

/** Cuts a filter into tokens; the last one is `end`. What is no token at all is `bad`, and ends the list. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    position += match(SPACE, text, position)?.[0].length ?? 0;
    if (position >= text.length) break;
    const token = tokenAt(text, position);
    tokens.push(token);
    position = token.end;
    if (token.kind === 'bad') break;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const raw = match(RAW, text, start);
  if (raw !== null) return { kind: 'string', text: raw[1] ?? '', start, end: start + raw[0].length };
  const quoted = match(DOUBLE_QUOTED, text, start) ?? match(SINGLE_QUOTED, text, start);
  if (quoted !== null) {
    return { kind: 'string', text: unescaped(quoted[1] ?? ''), start, end: start + quoted[0].length };
  }
  const word = match(WORD, text, start);
  if (word !== null) return { kind: 'word', text: word[0], start, end: start + word[0].length };
  const symbol = match(SYMBOL, text, start);
  if (symbol !== null) return { kind: 'symbol', text: symbol[0], start, end: start + symbol[0].length };
  const character = text.charAt(start);
  if (character === '"' || character === "'") {
    return { kind: 'bad', text: 'a quote is not closed', start, end: text.length };
  }
  // What is left is half of a symbol: `=`, `&` or `|`.
  return { kind: 'bad', text: `'${character}' is written '${character.repeat(2)}'`, start, end: start + 1 };
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1');
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
