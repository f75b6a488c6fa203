import type { Content, JsonValue } from './content.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { HEX_ROW, hexLine } from './hex-lines.ts';
import { type JsonLine, type JsonView, jsonLines } from './json-lines.ts';
import { linesPane, type Pane, type PaneView } from './pane.ts';
import { safeLines } from './safe-text.ts';
import { fitLine, line, type StyledLine, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** Of bytes, whether they are a text: no zero byte, and hardly anything that is not UTF-8. */
export function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096);
  if (start.includes(0)) return false;
  // A character that is cut at the end of the sample is no damage.
  const bad = Buffer.from(start).toString('utf8').split('\ufffd').length - 1;
  return bad <= 1 + start.length / 100;
}

/** Bytes as lines in the form that the view asks for; `head` stands above them. */
export function contentPane(content: Content, head: readonly StyledLine[], view: PaneView): Pane {
  const { bytes, cut, json, secret } = content;
  const notes = cut ? [cutNote(bytes)] : [];
  const top = [...head, ...notes];
  const { symbols, width, toggled, revealed, form } = view;
  const fitted = (styled: StyledLine) => fitLine(styled, width - 1, symbols.ellipsis);
  if (form === 'pretty' && json !== null) {
    const lines = shownJson(json, { width: width - 1, toggled, revealed, symbols });
    return {
      ...linesPane([], { head: top, cursor: true, forms: true }),
      count: lines.length,
      line: (index) => fitted(lines[index]?.line ?? []),
      foldKey: (index) => lines[index]?.key ?? null,
    };
  }
  if (secret && !revealed) {
    return linesPane([...top, [], secretNote(json !== null, symbols)], { forms: true });
  }
  if (form === 'hex' || (form === 'pretty' && !isText(bytes))) {
    return {
      ...linesPane([], { head: top, forms: true }),
      count: Math.ceil(bytes.length / HEX_ROW),
      line: (row) => fitted(hexLine(bytes, row)),
    };
  }
  const texts = safeLines(Buffer.from(bytes).toString('utf8'));
  const digits = String(texts.length).length;
  return {
    ...linesPane([], { head: top, forms: true }),
    count: texts.length,
    line: (row) =>
      fitted(line(span(` ${String(row + 1).padStart(digits)}  `, 'dim'), span(texts[row] ?? ''))),
  };
}

/** `masked`: there is a form in which the rest can be seen. */
function secretNote(masked: boolean, { warning }: Symbols): StyledLine {
  if (!masked) return line(` ${warning} It may hold secrets. `, span('p', 'key'), ' shows it.');
  return line(
    ` ${warning} It holds secrets. `,
    span('p', 'key'),
    ' shows them, ',
    span('t', 'key'),
    ' shows the rest.',
  );
}

const made = new WeakMap<
  readonly JsonValue[],
  { readonly view: JsonView; readonly lines: readonly JsonLine[] }
>();

/** The lines of a body, made anew only where it is looked at another way: a stream has thousands. */
function shownJson(json: readonly JsonValue[], view: JsonView): readonly JsonLine[] {
  const known = made.get(json);
  if (known !== undefined && isSame(known.view, view)) return known.lines;
  const lines = jsonLines(json, view);
  made.set(json, { view, lines });
  return lines;
}

function isSame(one: JsonView, other: JsonView): boolean {
  return (Object.keys(one) as (keyof JsonView)[]).every((key) => one[key] === other[key]);
}

function cutNote(bytes: Uint8Array): StyledLine {
  return [
    span(` The first ${formatBytes(bytes.length)} (${formatCount(bytes.length)} bytes); `, 'dim'),
    span('w', 'key'),
    span(' saves all of it.', 'dim'),
  ];
}
