import { nearestWord } from '../../filter/nearest-word.ts';
import { quickFilters } from '../../filter/quick-filters.ts';
import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { KeyMap } from '../keys/key-map.ts';
import type { Advice } from './prompt.ts';

/** Something that can be done by its name. */
export interface PaletteEntry {
  readonly name: string;
  readonly help: string;
}

/** Every command of the table of keys, and the filters that have a name. */
export function paletteEntries({ bindings }: KeyMap): readonly PaletteEntry[] {
  const commands = bindings
    .filter(({ command }) => command !== 'app.palette' && command !== 'tab.select')
    .map(({ command, keys, help }) => ({
      name: command,
      help: keys.length === 0 ? help : `${help} (${keys[0]})`,
    }));
  const filters = quickFilters.map(({ name, title }) => ({ name: `only.${name}`, help: title }));
  return [...commands, ...filters].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Entries whose name, or words, hold what was written so far; those that begin with it first. */
export function paletteAdvice(entries: readonly PaletteEntry[], text: string): Advice {
  const wanted = text.trim().toLowerCase();
  const begins = entries.filter(({ name }) => name.startsWith(wanted));
  const others = entries.filter(
    (entry) => !begins.includes(entry) && `${entry.name} ${entry.help}`.toLowerCase().includes(wanted),
  );
  const found = [...begins, ...others];
  return {
    line: found.length > 0 ? [] : noneLine(wanted, entries),
    valid: found.length > 0,
    wrong: null,
    completions: found.map(({ name }) => name),
    meanings: found.map(({ help }) => help),
    start: 0,
    end: text.length,
  };
}

/** The entry that a text means: its name, the end of it, or else the first that is listed; null for none. */
export function paletteMeaning(entries: readonly PaletteEntry[], text: string): PaletteEntry | null {
  const wanted = text.trim().toLowerCase();
  const exact = entries.find(({ name }) => name === wanted || name.endsWith(`.${wanted}`));
  if (exact !== undefined) return exact;
  if (wanted === '') return null;
  const [first] = paletteAdvice(entries, text).completions;
  return entries.find(({ name }) => name === first) ?? null;
}

function noneLine(wanted: string, entries: readonly PaletteEntry[]): StyledLine {
  const near = nearestWord(
    wanted,
    entries.map(({ name }) => name),
  );
  return [span(` no such command${near === null ? '' : `; did you mean ${near}?`}`, 'status.error')];
}
