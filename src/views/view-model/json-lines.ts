import { MASK, Secret } from '../../model/secret.ts';
import type { JsonValue } from './content.ts';
import { formatQuantity } from './format-bytes.ts';
import { safeText } from './safe-text.ts';
import { type Span, type StyledLine, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

export interface JsonLine {
  readonly line: StyledLine;
  /** What folds or unfolds it; null for a line with nothing beneath. */
  readonly key: string | null;
}

/** Objects and lists below this depth are folded at first, and those with more members than that. */
const OPEN_DEPTH = 3;
const OPEN_MEMBERS = 40;

/** Lines that are shown; a body of 256 KiB that is all brackets has more. */
const MAX_LINES = 50_000;

/** A JSON value one member a line, folded where `toggled` is not as at first; secrets as `revealed` says. */
export function jsonLines(
  values: readonly JsonValue[],
  toggled: ReadonlySet<string>,
  revealed: boolean,
  symbols: Symbols,
): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  const scalar = (value: Exclude<JsonValue, object> | Secret): Span => {
    if (value instanceof Secret) {
      const text = revealed ? value.reveal() : value.toString().replaceAll(MASK, symbols.mask);
      return span(JSON.stringify(safeText(text)), 'status.warning');
    }
    if (typeof value === 'string') return span(`"${safeText(value)}"`, 'json.text');
    return span(String(value), 'json.number');
  };
  const visit = (name: string | null, value: JsonValue, depth: number, path: string, last: boolean) => {
    if (lines.length >= MAX_LINES) return;
    const indent = '  '.repeat(depth);
    const label = name === null ? [] : [span(`"${safeText(name)}"`, 'json.name'), span(': ')];
    const comma = last ? '' : ',';
    if (typeof value !== 'object' || value === null || value instanceof Secret) {
      lines.push({ line: [span(`   ${indent}`), ...label, scalar(value), span(comma)], key: null });
      return;
    }
    const isList = Array.isArray(value);
    const members: readonly (readonly [string | null, JsonValue])[] = isList
      ? value.map((item: JsonValue) => [null, item] as const)
      : Object.entries(value);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (members.length === 0) {
      lines.push({ line: [span(`   ${indent}`), ...label, span(`${open}${close}${comma}`)], key: null });
      return;
    }
    const openAtFirst = depth < OPEN_DEPTH && members.length <= OPEN_MEMBERS;
    const isOpen = openAtFirst !== toggled.has(path);
    const sign = span(` ${isOpen ? symbols.unfolded : symbols.folded} ${indent}`, 'dim');
    if (!isOpen) {
      const count = formatQuantity(members.length, isList ? 'item' : 'member');
      lines.push({
        line: [sign, ...label, span(`${open} `), span(count, 'dim'), span(` ${close}${comma}`)],
        key: path,
      });
      return;
    }
    lines.push({ line: [sign, ...label, span(open)], key: path });
    for (const [index, [inner, item]] of members.entries()) {
      visit(inner, item, depth + 1, `${path}/${inner ?? index}`, index === members.length - 1);
    }
    lines.push({ line: [span(`   ${indent}${close}${comma}`)], key: null });
  };
  for (const [index, value] of values.entries()) visit(null, value, 0, `json ${index}`, true);
  return lines;
}
