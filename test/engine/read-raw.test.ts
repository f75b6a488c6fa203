import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { saveContent } from '../../src/engine/read-content.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';
import { readRaw } from '../../src/engine/read-raw.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Secret } from '../../src/model/secret.ts';
import type { Raw } from '../../src/views/view-model/raw.ts';

function fixture(scenario: string): string {
  const name = readdirSync(`fixtures/${scenario}`).find((file) => file.startsWith('capture.'))!;
  return `fixtures/${scenario}/${name}`;
}

async function exchangesOf(path: string): Promise<readonly Exchange[]> {
  const all: Exchange[] = [];
  for await (const events of readExchanges(path)) {
    for (const event of events) if (event.kind === 'exchange-closed') all.push(event.exchange);
  }
  return all.sort((one, other) => one.id - other.id);
}

function carries(record: Exchange, all: readonly Exchange[]): boolean {
  return record.hijack?.protocol === 'h2c' || all.some(({ docker }) => docker.grpc?.carrier === record.id);
}

async function rawOf(path: string, record: Exchange, all: readonly Exchange[]): Promise<Raw> {
  return await readRaw({ path, decoding: {}, record, carries: carries(record, all) });
}

/** Bytes of one side as text of one character a byte. */
function sent({ pieces }: Raw, from: 'client' | 'server'): string {
  const bytes = pieces.flatMap((piece) =>
    piece.kind === 'bytes' && piece.from === from ? [piece.bytes] : [],
  );
  return Buffer.concat(bytes).toString('latin1');
}

/** What is shown of all before anybody asks for secrets. */
function shown({ pieces }: Raw): string {
  const bytes = pieces.flatMap((piece) => (piece.kind === 'bytes' ? [piece.masked ?? piece.bytes] : []));
  return Buffer.concat(bytes).toString('latin1');
}

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

/** Bytes of both ends of a connection, by the port of the end. */
function follow(path: string, connection: number): ReadonlyMap<string, string> {
  const output = execFileSync('tshark', ['-n', '-r', path, '-q', '-z', `follow,tcp,raw,${connection - 1}`], {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 << 20,
  });
  const port = (node: number) => new RegExp(`^Node ${node}: .*:(\\d+)$`, 'm').exec(output)?.[1] ?? '';
  const ends = new Map([
    [port(0), ''],
    [port(1), ''],
  ]);
  for (const line of output.split('\n')) {
    if (!/^\t?[0-9a-f]+$/.test(line)) continue;
    const end = port(line.startsWith('\t') ? 1 : 0);
    ends.set(end, ends.get(end) + Buffer.from(line.trim(), 'hex').toString('latin1'));
  }
  return ends;
}

describe.skipIf(!hasTshark)(
  'the exchanges of a connection are together what tshark (needed here) follows',
  () => {
    test.each(['attach', 'exec', 'cp', 'http-client', 'registry', 'buildkit-20'])('%s', async (scenario) => {
      const path = fixture(scenario);
      const all = await exchangesOf(path);
      const connections = new Set(all.map(({ connection }) => connection));
      let compared = 0;
      for (const connection of [...connections].slice(0, 3)) {
        // What is inside of another exchange are bytes of that one too.
        const mine = all.filter((one) => one.connection === connection && one.stream === null);
        const raws = await Promise.all(mine.map((record) => rawOf(path, record, all)));
        if (mine.length === 0 || raws.some(({ left }) => left.client + left.server > 0)) continue;
        const ends = follow(path, connection);
        const { client, server } = mine[0]!;
        const port = (end: string) => end.split(':').at(-1) ?? '';
        expect(raws.map((raw) => sent(raw, 'client')).join('')).toBe(ends.get(port(client)));
        expect(raws.map((raw) => sent(raw, 'server')).join('')).toBe(ends.get(port(server)));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(0);
    });
  },
);

/** Values of all secrets that a record holds. */
function secrets(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (value instanceof Secret) found.add(value.reveal());
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) secrets(one, found);
  return found;
}

describe('secrets are not in what is shown before anybody asks for them', () => {
  test.each(['registry-config', 'registry', 'buildkit-stages', 'buildkit-container'])(
    '%s',
    async (scenario) => {
      const path = fixture(scenario);
      const all = await exchangesOf(path);
      const secret = new Set(all.flatMap((record) => [...secrets(record)]).filter((one) => one.length > 5));
      expect(secret.size).toBeGreaterThan(0);
      const looked = all.filter(
        (record) => secrets(record).size > 0 || carries(record, all) || record.docker.grpc !== null,
      );
      let masked = 0;
      for (const record of looked.slice(0, 12)) {
        const raw = await rawOf(path, record, all);
        const text = shown(raw);
        for (const value of secret) expect(text.includes(value)).toBe(false);
        masked += raw.pieces.filter((piece) => piece.kind === 'bytes' && piece.masked !== null).length;
      }
      expect(masked).toBeGreaterThan(0);
    },
    60_000,
  );
});

test('a context without secrets in it is shown, its head with the logins masked', async () => {
  const path = fixture('classic-build');
  const all = await exchangesOf(path);
  const build = all.find(({ docker }) => docker.build !== null)!;
  const raw = await rawOf(path, build, all);
  const text = shown(raw);
  expect(text).toContain('Dockerfile');
  expect(Buffer.from(text, 'latin1').toString('utf8')).toContain('X-Registry-Config: ••••\r\n');
  expect(raw.left.client).toBeGreaterThan(0);
});

test('a gap stands where bytes are missing', async () => {
  const path = fixture('gaps');
  const all = await exchangesOf(path);
  const damaged = all.find(({ gaps }) => gaps.length > 0)!;
  const { pieces } = await rawOf(path, damaged, all);
  const missing = pieces.flatMap((piece) => (piece.kind === 'gap' ? [piece.missing] : []));
  expect(missing.length).toBeGreaterThan(0);
  expect(missing.reduce((sum, bytes) => sum + bytes, 0)).toBe(
    damaged.gaps.reduce((sum, gap) => sum + gap.missing, 0),
  );
});

test('all of it is saved', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'raw-'));
  try {
    const path = fixture('classic-build');
    const all = await exchangesOf(path);
    const build = all.find(({ docker }) => docker.build !== null)!;
    const raw = await rawOf(path, build, all);
    const target = join(folder, 'raw.bin');
    const place = { path, decoding: {}, record: build, ref: { kind: 'raw' } } as const;
    const size = await saveContent(place, target);
    expect(size).toBe(
      sent(raw, 'client').length + sent(raw, 'server').length + raw.left.client + raw.left.server,
    );
    expect(readFileSync(target).subarray(0, 4).toString()).toBe('POST');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
