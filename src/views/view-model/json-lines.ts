import { MASK, Secret } from '../../model/secret.ts';
import type { JsonValue } from './content.ts';
import { textWidth } from './fit-text.ts';
import { formatQuantity } from './format-bytes.ts';
import { safeText } from './safe-text.ts';
import { fitLine, type Span, type StyledLine, span, wrapLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

export interface JsonLine {
  readonly line: StyledLine;
  /** What folds or unfolds it; null for a line with nothing beneath. */
  readonly key: string | null;
}

/** How values are shown: secrets as `revealed` says, folded where `toggled` is not as at first. */
export interface JsonView {
  readonly width: number;
  readonly toggled: ReadonlySet<string>;
  readonly revealed: boolean;
  readonly symbols: Symbols;
}

/** Objects and lists below this depth are folded at first, and those with more members than that. */
const OPEN_DEPTH = 3;
const OPEN_MEMBERS = 40;

/** Lines that are shown; a body of 256 KiB that is all brackets has more. */
const MAX_LINES = 50_000;

/** Columns before the first sign: a blank, the fold sign, a blank. */
const MARGIN = 3;

/** A value by itself is one line if it is no longer than this; of a stream each message is, if it fits at all. */
const SHORT = 100;

/** Lines that one long text takes at most. */
const MOST_WRAPPED = 10;

/** JSON values one member a line, where small ones take one line whole, and long texts go on beneath. */
export function jsonLines(values: readonly JsonValue[], view: JsonView): readonly JsonLine[] {
  const { width, toggled, symbols } = view;
  const lines: JsonLine[] = [];
  const most = values.length > 1 ? width : Math.min(width, SHORT);
  const add = (line: StyledLine, key: string | null = null) => {
    lines.push({ line, key });
  };
  const visit = (name: string | null, value: JsonValue, depth: number, path: string, last: boolean) => {
    if (lines.length >= MAX_LINES) return;
    const indent = '  '.repeat(depth);
    const label = name === null ? [] : nameSpans(name);
    const comma = last ? '' : ',';
    const used =
      MARGIN + indent.length + comma.length + label.reduce((sum, { text }) => sum + text.length, 0);
    const whole = isParted(value) ? oneLine(value, most - used, view) : [scalarSpan(value, view)];
    if (!isParted(value) || whole !== null) {
      const styled = [span(`   ${indent}`), ...label, ...(whole ?? []), span(comma)];
      const shown = fitLine(styled, MOST_WRAPPED * width, symbols.ellipsis);
      for (const part of wrapLine(shown, width, MARGIN + indent.length + 2)) add(part);
      return;
    }
    const isList = Array.isArray(value);
    const members = membersOf(value);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    const openAtFirst = depth < OPEN_DEPTH && members.length <= OPEN_MEMBERS;
    const isOpen = openAtFirst !== toggled.has(path);
    const sign = span(` ${isOpen ? symbols.unfolded : symbols.folded} ${indent}`, 'dim');
    if (!isOpen) {
      const count = formatQuantity(members.length, isList ? 'item' : 'member');
      add([sign, ...label, span(`${open} `), span(count, 'dim'), span(` ${close}${comma}`)], path);
      return;
    }
    add([sign, ...label, span(open)], path);
    for (const [index, [inner, item]] of members.entries()) {
      visit(inner, item, depth + 1, `${path}/${inner ?? index}`, index === members.length - 1);
    }
    add([span(`   ${indent}${close}${comma}`)]);
  };
  for (const [index, value] of values.entries()) visit(null, value, 0, `json ${index}`, true);
  return lines;
}

type Parted = readonly JsonValue[] | { readonly [name: string]: JsonValue };

function isParted(value: JsonValue): value is Parted {
  return typeof value === 'object' && value !== null && !(value instanceof Secret);
}

function membersOf(value: Parted): readonly (readonly [string | null, JsonValue])[] {
  return Array.isArray(value) ? value.map((item: JsonValue) => [null, item] as const) : Object.entries(value);
}

/** All of a value in at most `room` columns, or null; what is longer is left soon, however deep it goes. */
function oneLine(value: JsonValue, room: number, view: JsonView): readonly Span[] | null {
  let left = room;
  const parts: Span[] = [];
  const put = (part: Span): boolean => {
    // Short texts are measured; a long one is wider than the room, whatever it is made of.
    left -= part.text.length > 2 * room ? part.text.length : textWidth(part.text);
    parts.push(part);
    return left >= 0;
  };
  const visit = (inner: JsonValue): boolean => {
    if (!isParted(inner)) return put(scalarSpan(inner, view));
    const isList = Array.isArray(inner);
    const members = membersOf(inner);
    if (2 * members.length > left) return false;
    const isEmpty = members.length === 0;
    if (!put(span(isList ? '[' : isEmpty ? '{' : '{ '))) return false;
    for (const [index, [name, item]] of members.entries()) {
      if (index > 0 && !put(span(', '))) return false;
      if (name !== null && !nameSpans(name).every(put)) return false;
      if (!visit(item)) return false;
    }
    return put(span(isList ? ']' : isEmpty ? '}' : ' }'));
  };
  return visit(value) ? parts : null;
}

function nameSpans(name: string): readonly Span[] {
  return [span(`"${safeText(name)}"`, 'json.name'), span(': ')];
}

function scalarSpan(
  value: Exclude<JsonValue, object> | Secret | null,
  { revealed, symbols }: JsonView,
): Span {
  if (value instanceof Secret) {
    const text = revealed ? value.reveal() : value.toString().replaceAll(MASK, symbols.mask);
    return span(JSON.stringify(safeText(text)), 'status.warning');
  }
  if (typeof value === 'string') return span(`"${safeText(value)}"`, 'json.text');
  return span(String(value), 'json.number');
}
