import { readExchanges } from '../../../src/engine/read-exchanges.ts';
import { NdjsonExporter } from '../../../src/views/export/ndjson.ts';

/** What the NDJSON of a capture says, as far as a report shows it too. */
export interface ExportedExchange {
  readonly id: number;
  readonly request: { readonly body: { readonly bytes: number } } | null;
  readonly response: { readonly body: { readonly bytes: number } } | null;
  readonly hijack: { readonly clientBytes: number; readonly serverBytes: number } | null;
  readonly timing: { readonly totalMs: number | null };
  readonly docker: {
    readonly grpc: unknown;
    readonly build: {
      readonly steps: readonly { readonly startMs: number; readonly durationMs: number | null }[];
      readonly context: {
        readonly fileBytes: number;
        readonly entries: readonly { readonly path: string; readonly type: string; readonly size: number }[];
      } | null;
      readonly buildkit: {
        readonly vertices: readonly { readonly name: string; readonly intervals: readonly unknown[] }[];
      } | null;
    } | null;
  } | null;
}

/** Exchanges of a capture in the order of their ids, from its NDJSON. */
export async function exportedRecords(path: string): Promise<readonly ExportedExchange[]> {
  const exporter = new NdjsonExporter({ showSecrets: false, toolVersion: '1.2.3' });
  const records: ExportedExchange[] = [];
  for await (const events of readExchanges(path)) {
    for (const event of events) {
      if (event.kind !== 'exchange-closed') continue;
      records.push(JSON.parse(exporter.exchange(event.exchange)) as ExportedExchange);
    }
  }
  return records.sort((one, other) => one.id - other.id);
}
