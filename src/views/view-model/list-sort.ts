import type { ExchangeRow } from './exchange-row.ts';
import type { Sign } from './status.ts';

/** What a list can be ordered by: the names of its columns. */
export type SortKey = 'time' | 'client' | 'operation' | 'status' | 'up' | 'down' | 'took';

/** In the order that a key goes through them. */
export const sortKeys: readonly SortKey[] = ['time', 'took', 'up', 'down', 'status', 'operation', 'client'];

/** What one looks for comes first: what is largest, longest or worst. */
const WORST_FIRST: Readonly<Record<Sign, number>> = { failed: 0, warning: 1, open: 2, ok: 3, quiet: 4 };

/** Below 0 where `one` comes before `other`. A row that is not here comes last. */
export function compareRows(
  one: ExchangeRow | undefined,
  other: ExchangeRow | undefined,
  key: SortKey,
): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  switch (key) {
    case 'time':
      return 0;
    case 'took':
      return (other.tookMs ?? -1) - (one.tookMs ?? -1);
    case 'up':
      return other.up - one.up;
    case 'down':
      return other.down - one.down;
    case 'status':
      return WORST_FIRST[one.status.sign] - WORST_FIRST[other.status.sign];
    case 'operation':
      return compareText(one.operation, other.operation);
    case 'client':
      return compareText(one.client, other.client);
  }
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
