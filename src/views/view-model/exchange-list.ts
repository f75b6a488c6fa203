import type { CommandRow } from './command-row.ts';
import type { ExchangeRow } from './exchange-row.ts';
import { compareRows, type SortKey } from './list-sort.ts';

/** A row of an exchange, and the id of the command that it belongs to: that of the command's first call. */
export interface ListedExchange extends ExchangeRow {
  readonly command: number;
}

/** One line of the list: a command with what can be unfolded below it, or a call. */
export type ListEntry =
  | { readonly kind: 'command'; readonly row: CommandRow; readonly shown: number; readonly unfolded: boolean }
  | { readonly kind: 'exchange'; readonly row: ListedExchange; readonly inside: boolean };

export interface Arrangement {
  readonly sort: SortKey;
  readonly reverse: boolean;
}

interface Command {
  readonly id: number;
  /** Null where the command is a single call. */
  row: CommandRow | null;
  /** Ids of its calls that are here, in order. */
  readonly calls: number[];
}

/**
 * The rows of a capture as a list that folds and can be sorted: rows are put in as they come and change, and
 * lines are taken out for what is on the screen. Made for 100,000 rows of which thousands change a second.
 */
export class ExchangeList {
  readonly #rows = new Map<number, ListedExchange>();
  readonly #commands = new Map<number, Command>();
  /** Commands in the order that is shown. */
  #order: Command[] = [];
  /** Ids, as `#order` unfolded: a command's own, or below it the negative id of a call. */
  #lines: number[] = [];
  #stale = false;
  #unsorted = false;
  #arrangement: Arrangement = { sort: 'time', reverse: false };
  /** Whether commands are unfolded at first, and those that are the other way. */
  #unfolded = false;
  readonly #toggled = new Set<number>();

  put(row: ListedExchange): void {
    const isNew = !this.#rows.has(row.id);
    this.#rows.set(row.id, row);
    if (!isNew) {
      this.#changed();
      return;
    }
    const command = this.#commands.get(row.command);
    if (command === undefined) this.#begin(row);
    else {
      insert(command.calls, row.id);
      if (this.#isUnfolded(command)) this.#stale = true;
      this.#changed();
    }
  }

  putCommand(row: CommandRow): void {
    const command = this.#commands.get(row.id);
    if (command === undefined) return;
    // A second call turns a line of its own into one that folds.
    if (command.row === null && this.#isUnfolded(command)) this.#stale = true;
    command.row = row;
    this.#changed();
  }

  remove(id: number): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    const command = this.#commands.get(row.command);
    if (command === undefined) return;
    command.calls.splice(command.calls.indexOf(id), 1);
    if (command.calls.length === 0) this.#commands.delete(command.id);
    this.#stale = true;
  }

  /** Exchanges with lower ids were let go. */
  forgetBefore(oldest: number): void {
    for (const [id] of this.#rows) {
      // Ids come nearly in order, and one that is late is let go with the next ones.
      if (id >= oldest) break;
      this.remove(id);
    }
  }

  /** Exchanges that are here, folded away or not. */
  get size(): number {
    return this.#rows.size;
  }

  get length(): number {
    return this.#settled().length;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#unsorted = true;
  }

  /** Folds or unfolds a command. */
  toggle(command: number): void {
    if (!this.#toggled.delete(command)) this.#toggled.add(command);
    this.#stale = true;
  }

  /** Unfolds all commands, or folds them. */
  toggleAll(): void {
    this.#unfolded = !this.#unfolded;
    this.#toggled.clear();
    this.#stale = true;
  }

  row(id: number): ListedExchange | null {
    return this.#rows.get(id) ?? null;
  }

  /** In order of arrival. */
  rows(): Iterable<ListedExchange> {
    return this.#rows.values();
  }

  /** Lines `start` to `end` (exclusive), as far as there are any. */
  entries(start: number, end: number): readonly ListEntry[] {
    return this.#settled()
      .slice(Math.max(0, start), Math.max(0, end))
      .flatMap((line) => this.#entry(line) ?? []);
  }

  /** What is at a line, for finding it again after the list has changed; null where there is no line. */
  anchorAt(place: number): number | null {
    return this.#settled()[place] ?? null;
  }

  /** Where it is now, or the command that it is folded away in; null where it is not listed. */
  placeOf(anchor: number): number | null {
    const lines = this.#settled();
    let place = lines.indexOf(anchor);
    if (place === -1) place = lines.indexOf(this.#rows.get(Math.abs(anchor))?.command ?? 0);
    return place === -1 ? null : place;
  }

  /** The next line after `start` that is so, `by` 1 or -1; null where there is none. */
  find(start: number, by: 1 | -1, isSo: (entry: ListEntry) => boolean): number | null {
    const lines = this.#settled();
    for (let place = start + by; place >= 0 && place < lines.length; place += by) {
      const entry = this.#entry(lines[place] as number);
      if (entry !== null && isSo(entry)) return place;
    }
    return null;
  }

  /** The command that an exchange belongs to; null where it is a command by itself. */
  commandOf(id: number): CommandRow | null {
    return this.#commands.get(this.#rows.get(id)?.command ?? 0)?.row ?? null;
  }

  /** What is `by` lines from an exchange, or from its command, as the list is ordered; null beyond its ends. */
  neighbour(id: number, isCommand: boolean, by: 1 | -1): ListEntry | null {
    const place = this.placeOf(isCommand ? (this.#rows.get(id)?.command ?? 0) : -id);
    return place === null ? null : (this.entries(place + by, place + by + 1)[0] ?? null);
  }

  #entry(line: number): ListEntry | null {
    if (line < 0) {
      const row = this.#rows.get(-line);
      return row === undefined ? null : { kind: 'exchange', row, inside: true };
    }
    const command = this.#commands.get(line);
    if (command === undefined) return null;
    if (command.row !== null) {
      const shown = command.calls.length;
      return { kind: 'command', row: command.row, shown, unfolded: this.#isUnfolded(command) };
    }
    const row = this.#rows.get(command.calls[0] ?? 0);
    return row === undefined ? null : { kind: 'exchange', row, inside: false };
  }

  #begin(row: ListedExchange): void {
    const command: Command = { id: row.command, row: null, calls: [row.id] };
    this.#commands.set(command.id, command);
    const last = this.#order.at(-1);
    this.#order.push(command);
    const { sort, reverse } = this.#arrangement;
    if (sort !== 'time' || reverse || (last !== undefined && last.id > command.id)) this.#unsorted = true;
    else if (!this.#stale) this.#lines.push(command.id);
  }

  #changed(): void {
    if (this.#arrangement.sort !== 'time') this.#unsorted = true;
  }

  #isUnfolded({ id }: Command): boolean {
    return this.#unfolded !== this.#toggled.has(id);
  }

  #settled(): readonly number[] {
    if (this.#unsorted) {
      const { sort, reverse } = this.#arrangement;
      const way = reverse ? -1 : 1;
      const rowOf = ({ row, calls }: Command) => row ?? this.#rows.get(calls[0] ?? 0);
      // Nearly in order already, which is what the engine's sort is fastest with.
      this.#order.sort((one, other) => {
        const order = compareRows(rowOf(one), rowOf(other), sort);
        return way * (order === 0 ? one.id - other.id : order);
      });
      this.#unsorted = false;
      this.#stale = true;
    }
    if (this.#stale) {
      this.#stale = false;
      this.#order = this.#order.filter((command) => this.#commands.get(command.id) === command);
      const lines: number[] = [];
      for (const command of this.#order) {
        lines.push(command.id);
        if (command.row !== null && this.#isUnfolded(command)) {
          for (const id of command.calls) lines.push(-id);
        }
      }
      this.#lines = lines;
    }
    return this.#lines;
  }
}

/** Into a short list of ids in order; what comes is nearly always the newest. */
function insert(ids: number[], id: number): void {
  let place = ids.length;
  while (place > 0 && (ids[place - 1] as number) > id) place -= 1;
  ids.splice(place, 0, id);
}
