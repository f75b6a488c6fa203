import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import { type Command, keyBindings, type Place } from './key-bindings.ts';

/** The keys of a place that are worth naming, as a screen's last line. `without` are of no use just now. */
export function keyHints(place: Place, symbols: Symbols, without: readonly Command[] = []): StyledLine {
  return keyBindings.flatMap(({ command, keys, where, hint }) => {
    if (hint === undefined || without.includes(command)) return [];
    if (!where.includes(place) && !where.includes('everywhere')) return [];
    return [span(` ${keyLabel(keys[0]!, symbols)}`, 'key'), span(` ${hint} `, 'dim')];
  });
}

/** How a key is written on the screen. */
export function keyLabel(key: string, symbols: Symbols): string {
  return key === 'enter' ? symbols.enter : key;
}
