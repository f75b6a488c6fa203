import { lineWidth, type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import type { Command, Place } from './key-bindings.ts';
import type { KeyMap } from './key-map.ts';

/**
 * The keys of a place that are worth naming, as a screen's last line: as many as fit, and always how to leave
 * and where the help is. `without` are of no use just now.
 */
export function keyHints(
  place: Place,
  { bindings }: KeyMap,
  symbols: Symbols,
  width: number,
  without: readonly Command[] = [],
): StyledLine {
  const hints = bindings.flatMap(({ command, keys, where, hint }) => {
    if (hint === undefined || keys.length === 0 || without.includes(command)) return [];
    if (!where.includes(place) && !where.includes('everywhere')) return [];
    const isLast = command === 'app.help' || command === 'go.back' || command === 'list.quit';
    const line = [span(` ${keyLabel(keys[0]!, symbols)}`, 'key'), span(` ${hint} `, 'dim')];
    return [{ line, isLast }];
  });
  const last = hints.filter(({ isLast }) => isLast).flatMap(({ line }) => line);
  const shown: StyledLine[number][] = [];
  for (const { line, isLast } of hints) {
    if (isLast || lineWidth(shown) + lineWidth(line) + lineWidth(last) > width) continue;
    shown.push(...line);
  }
  return [...shown, ...last];
}

/** How a key is written on the screen. */
export function keyLabel(key: string, symbols: Symbols): string {
  return key === 'enter' ? symbols.enter : key;
}
