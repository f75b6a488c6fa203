import type { Timestamp } from '../../layer/origin.ts';
import type { EventRows } from '../../model/docker-facts.ts';
import { JsonStreamReader } from '../json/json-stream-reader.ts';
import { isObject, member, numberMember, textMember } from '../json/parse-json.ts';
import { EventRowList } from './event-row-list.ts';

/** Reads `GET /containers/{id}/stats` into rows with the columns of `docker stats`. */
export class StatsReader extends JsonStreamReader {
  readonly #list = new EventRowList();

  protected override take(sample: unknown, _at: Timestamp): void {
    const memory = memoryUse(sample);
    const network = networkBytes(sample);
    const columns = [
      `CPU ${cpuPercent(sample).toFixed(2)}%`,
      `memory ${binary(memory.used)} of ${binary(memory.limit)}`,
      `network ${decimal(network.received)} in ${decimal(network.sent)} out`,
      `block ${decimal(blockBytes(sample, 'read'))} read ${decimal(blockBytes(sample, 'write'))} written`,
      `PIDs ${numberMember(member(sample, 'pids_stats'), 'current') ?? 0}`,
    ];
    this.#list.add(textMember(sample, 'read'), columns.join(', '));
  }

  rows(): EventRows {
    return this.#list.rows();
  }
}

/** As the CLI computes it on Linux: the container's share of the system's CPU time, times the CPUs. */
function cpuPercent(sample: unknown): number {
  const now = member(sample, 'cpu_stats');
  const before = member(sample, 'precpu_stats');
  const total = (stats: unknown) => numberMember(member(stats, 'cpu_usage'), 'total_usage') ?? 0;
  const used = total(now) - total(before);
  const system =
    (numberMember(now, 'system_cpu_usage') ?? 0) - (numberMember(before, 'system_cpu_usage') ?? 0);
  const each = member(member(now, 'cpu_usage'), 'percpu_usage');
  const cpus = numberMember(now, 'online_cpus') || (Array.isArray(each) ? each.length : 1);
  return system > 0 && used > 0 ? (used / system) * cpus * 100 : 0;
}

/** Without the page cache, as the CLI: `total_inactive_file` of cgroup v1, `inactive_file` of v2. */
function memoryUse(sample: unknown): { readonly used: number; readonly limit: number } {
  const memory = member(sample, 'memory_stats');
  const usage = numberMember(memory, 'usage') ?? 0;
  const stats = member(memory, 'stats');
  const cache = numberMember(stats, 'total_inactive_file') ?? numberMember(stats, 'inactive_file') ?? 0;
  return { used: cache < usage ? usage - cache : usage, limit: numberMember(memory, 'limit') ?? 0 };
}

function networkBytes(sample: unknown): { readonly received: number; readonly sent: number } {
  const networks = member(sample, 'networks');
  let received = 0;
  let sent = 0;
  for (const network of isObject(networks) ? Object.values(networks) : []) {
    received += numberMember(network, 'rx_bytes') ?? 0;
    sent += numberMember(network, 'tx_bytes') ?? 0;
  }
  return { received, sent };
}

function blockBytes(sample: unknown, operation: 'read' | 'write'): number {
  const entries = member(member(sample, 'blkio_stats'), 'io_service_bytes_recursive');
  if (!Array.isArray(entries)) return 0;
  return entries
    .filter((entry) => textMember(entry, 'op')?.toLowerCase() === operation)
    .reduce((sum: number, entry) => sum + (numberMember(entry, 'value') ?? 0), 0);
}

function binary(bytes: number): string {
  return scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']);
}

function decimal(bytes: number): string {
  return scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB']);
}

function scaled(bytes: number, base: number, units: readonly string[]): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toPrecision(4)} ${units[unit]}`;
}
