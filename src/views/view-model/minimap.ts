import type { ExchangeRow } from './exchange-row.ts';

/** How much happened when, over the time of a capture in equal parts. */
export interface Minimap {
  readonly requests: readonly number[];
  readonly bytes: readonly number[];
}

/** Counts rows into `parts` of the time from the first to the last of them. `rows` are gone through twice. */
export function minimap(rows: () => Iterable<ExchangeRow>, parts: number): Minimap {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { at } of rows()) {
    if (at === null) continue;
    start = Math.min(start, at);
    end = Math.max(end, at);
  }
  const requests = new Array<number>(parts).fill(0);
  const bytes = new Array<number>(parts).fill(0);
  const span = Math.max(1, end - start);
  for (const { at, up, down } of rows()) {
    if (at === null) continue;
    const part = Math.min(parts - 1, Math.floor(((at - start) / span) * parts));
    requests[part]! += 1;
    bytes[part]! += up + down;
  }
  return { requests, bytes };
}

/** One column a value, the highest of them full; what is not nothing is seen. */
export function sparkline(values: readonly number[], levels: readonly string[]): string {
  const most = Math.max(...values, 1);
  const steps = levels.length - 1;
  return values
    .map((value) => levels[value <= 0 ? 0 : Math.max(1, Math.round((value / most) * steps))])
    .join('');
}
