import { type Command, type KeyBinding, keyBindings, type Place, places } from './key-bindings.ts';

/** The table of keys as the user has it. */
export interface KeyMap {
  readonly bindings: readonly KeyBinding[];
  /** Key name to command, for one place. */
  readonly commandsOf: (place: Place) => ReadonlyMap<string, Command>;
}

/** Keys that a user chose instead of the table's, by command. */
export type KeyChoices = Readonly<Record<string, readonly string[]>>;

export function makeKeyMap(choices: KeyChoices = {}): KeyMap {
  const bindings = keyBindings.map((binding) => ({
    ...binding,
    keys: choices[binding.command] ?? binding.keys,
  }));
  const tables = new Map(places.map((place) => [place, commandTable(place, bindings)]));
  return { bindings, commandsOf: (place) => tables.get(place) ?? new Map() };
}

export const defaultKeyMap: KeyMap = makeKeyMap();

function commandTable(place: Place, bindings: readonly KeyBinding[]): ReadonlyMap<string, Command> {
  const table = new Map<string, Command>();
  for (const { command, keys, where } of bindings) {
    if (where.includes(place)) for (const key of keys) table.set(key, command);
  }
  return table;
}

/** Keys that would mean two things in one place. */
export function collisions(bindings: readonly KeyBinding[]): readonly string[] {
  const found: string[] = [];
  for (const place of places) {
    const owners = new Map<string, Command>();
    for (const { command, keys, where } of bindings) {
      if (!where.includes(place) && !where.includes('everywhere')) continue;
      for (const key of keys) {
        const owner = owners.get(key);
        if (owner !== undefined && owner !== command) found.push(`${key} is both ${owner} and ${command}`);
        owners.set(key, command);
      }
    }
  }
  return Array.from(new Set(found));
}
