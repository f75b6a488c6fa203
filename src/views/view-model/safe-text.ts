import type { Secret } from '../../model/secret.ts';

/**
 * Text from the wire made safe for a terminal: a captured string must not move the cursor, change colours,
 * set the title, turn the reading direction round or hide. Printable Unicode stays as it is.
 *
 * Escaped are: control characters (C0, DEL and C1, which some terminals obey as 8-bit escapes), format
 * characters (bidirectional overrides and isolates, zero-width characters, tags), line and paragraph
 * separators, lone surrogates, and all else that shows as nothing. U+FE0E and U+FE0F stay: build tools print
 * them after `✔` and `⚠`, and they only choose between two looks of one character.
 */
const UNSAFE = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

/** One line: what is unsafe, line breaks and tabs too, as a visible escape (`\n`, `\x1b`, `\u202e`). A secret shows its mask. */
export function safeText(text: string | Secret): string {
  return text.toString().replace(UNSAFE, visibleEscape);
}

/** Columns from one tab stop to the next. */
const TAB_WIDTH = 8;

/**
 * Several lines, split at LF or CRLF; tabs become spaces, the rest is escaped as in `safeText`. A lone CR is
 * how progress bars overwrite their line, so of such a line only what would be left on a screen is shown:
 * the part behind the last CR that has something behind it. Colour sequences are dropped, not escaped: build
 * output is full of them and they carry no words.
 */
export function safeLines(text: string): readonly string[] {
  const lines = text.split(/\r*\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => safeText(expandTabs(lastOverwrite(line.replace(COLOUR, '')))));
}

/** SGR, ECMA-48 section 8.3.117. */
const COLOUR = /\x1b\[[0-9;:]*m/g;

function lastOverwrite(line: string): string {
  const shown = line.replace(/\r+$/, '');
  return shown.slice(shown.lastIndexOf('\r') + 1);
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const [index, piece] of line.split('\t').entries()) {
    if (index > 0) out += ' '.repeat(TAB_WIDTH - (out.length % TAB_WIDTH));
    out += piece;
  }
  return out;
}

function visibleEscape(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x1_0000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
