import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** An `exchange` line, as far as tests look into it; the whole shape is docs/ndjson.schema.json. */
export interface NdjsonExchange {
  readonly type: 'exchange';
  readonly id: number;
  readonly stream: number | null;
  readonly operation: string | null;
  readonly summary: string;
  readonly state: string;
  readonly request: NdjsonMessage & { readonly method: string; readonly target: string } & Record<
      string,
      unknown
    >;
  readonly response: (NdjsonMessage & { readonly status: number }) | null;
  readonly hijack: {
    readonly protocol: string | null;
    readonly clientBytes: number;
    readonly serverBytes: number;
    readonly streams: unknown;
  } | null;
  readonly gaps: readonly { readonly side: string; readonly missing: number }[];
  readonly issues: readonly { readonly code: string }[];
  readonly docker: {
    readonly build: {
      readonly builder: string;
      readonly tags: readonly string[];
      readonly dockerfile: string | null;
      readonly context: { readonly entries: readonly Record<string, unknown>[] } | null;
      readonly registries: readonly { readonly server: string; readonly secret: string }[];
      readonly steps: readonly Record<string, unknown>[];
      readonly imageId: string | null;
      readonly taggedAs: readonly string[];
      readonly error: { readonly code: number | null; readonly message: string } | null;
    } | null;
    readonly grpc: { readonly caller: string; readonly carrier: number | null } | null;
    readonly archive: { readonly entries: readonly Record<string, unknown>[] } | null;
    readonly streams: unknown;
    readonly exitCode: number | null;
    readonly error: { readonly code: number | null; readonly message: string } | null;
  };
}

interface NdjsonMessage {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: { readonly bytes: number; readonly complete: boolean; readonly sha256: string | null };
}

const run = promisify(execFile);

/** Path of a fixture's capture, whichever format it has. */
export function fixtureCapture(name: string): string {
  const file = readdirSync(`fixtures/${name}`).find((entry) => entry.startsWith('capture.'));
  return `fixtures/${name}/${file}`;
}

/** Lines of `export --format ndjson`, of the program as it is shipped. */
export async function exportLines(
  path: string,
  ...options: readonly string[]
): Promise<Record<string, unknown>[]> {
  const args = ['bin/dind-sniff.js', 'export', path, '--format', 'ndjson', '--hash', ...options];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 256 << 20 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The exchanges of a fixture, in order of their ids. */
export async function exportNdjson(name: string): Promise<readonly NdjsonExchange[]> {
  const lines = await exportLines(fixtureCapture(name));
  const exchanges = lines.filter((line) => line.type === 'exchange') as unknown as NdjsonExchange[];
  return exchanges.sort((a, b) => a.id - b.id);
}
