import { lineWidth, type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import type { Command, Place } from './key-bindings.ts';
import type { KeyMap } from './key-map.ts';

/**
 * The keys of a place that are worth naming, as a screen's last line: as many as fit, those first that are used
 * most, and always how to leave and where the help is. `without` are of no use just now.
 */
export function keyHints(
  place: Place,
  { bindings }: KeyMap,
  symbols: Symbols,
  width: number,
  without: readonly Command[] = [],
): StyledLine {
  const hints = bindings.flatMap(({ command, keys, where, hint }) => {
    const [key] = keys;
    if (hint === undefined || key === undefined || without.includes(command)) return [];
    if (!where.includes(place) && !where.includes('everywhere')) return [];
    const { words, use, upTo } = hint;
    const last = bindings.find((other) => other.command === upTo)?.keys[0];
    const label = last === undefined ? keyLabel(key, symbols) : `${key}${rangeSign(key, last)}${last}`;
    const line = [span(` ${label}`, 'key'), span(` ${words} `, 'dim')];
    return [{ line, use }];
  });
  const sorted = hints.toSorted((one, other) => one.use - other.use);
  const last = sorted.filter(({ use }) => use === ALWAYS).flatMap(({ line }) => line);
  const shown: StyledLine[number][] = [];
  for (const { line, use } of sorted) {
    if (use === ALWAYS || lineWidth(shown) + lineWidth(line) + lineWidth(last) > width) continue;
    shown.push(...line);
  }
  return [...shown, ...last];
}

/** How to leave, and where the help is. */
const ALWAYS = 0;

/** Two keys beside each other are both named. */
function rangeSign(first: string, last: string): string {
  return /^\d$/.test(first) && /^\d$/.test(last) ? '-' : ' ';
}

/** How a key is written on the screen. */
export function keyLabel(key: string, symbols: Symbols): string {
  return key === 'enter' ? symbols.enter : key;
}
