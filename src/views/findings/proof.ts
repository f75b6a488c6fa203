import type { Finding } from '../../model/finding.ts';
import { formatQuantity } from '../view-model/format-bytes.ts';
import type { FindingsReport } from './findings-report.ts';

/** Exchanges that are named with their operation; the others are counted. */
const MAX_NAMED = 3;

/** `exchange 2 (build web:latest) and 4 more`; empty for what no exchange or connection proves. */
export function proofWords({ exchanges, connections }: Finding, { operation }: FindingsReport): string {
  if (exchanges.length === 0) {
    const [first] = connections;
    if (first === undefined) return '';
    return `connection ${first}${more(connections.length - 1)}`;
  }
  const named = exchanges.slice(0, MAX_NAMED).map((id) => {
    const words = operation(id);
    return words === null ? `exchange ${id}` : `exchange ${id} (${words})`;
  });
  return `${named.join(', ')}${more(exchanges.length - named.length)}`;
}

function more(count: number): string {
  return count <= 0 ? '' : ` and ${formatQuantity(count, 'other')}`;
}
