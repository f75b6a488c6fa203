import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCapture } from '../../src/capture/file/open-capture.ts';
import { copyPart, selectPart } from '../../src/engine/capture-part.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { compileFilter } from '../../src/views/filter/compile-filter.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'part-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fixture(scenario: string): string {
  const name = readdirSync(`fixtures/${scenario}`).find((file) => file.startsWith('capture.'))!;
  return `fixtures/${scenario}/${name}`;
}

function matches(text: string): (exchange: Exchange) => boolean {
  const filter = compileFilter(text);
  if (filter.kind === 'filter-error') throw new Error(filter.message);
  return filter.matches;
}

/** Saves the part of a capture that passes; gives its file, and the connections that it was made of. */
async function save(path: string, filter: string) {
  const place = { path, decoding: {} };
  const selection = await selectPart(place, matches(filter));
  const pieces: Uint8Array[] = [];
  let packets = 0;
  for await (const piece of copyPart(place, selection)) {
    pieces.push(new Uint8Array(piece.bytes));
    packets += piece.packets;
  }
  const file = join(folder, `${path.replaceAll('/', '-')}.pcapng`);
  writeFileSync(file, Buffer.concat(pieces));
  return { file, packets, ...selection };
}

async function passing(path: string, filter: string): Promise<readonly Exchange[]> {
  const passes = matches(filter);
  const all: Exchange[] = [];
  for await (const events of readExchanges(path, { hash: true })) {
    for (const event of events) {
      if (event.kind === 'exchange-closed' && passes(event.exchange)) all.push(event.exchange);
    }
  }
  return all.sort((one, other) => one.id - other.id);
}

/** What is told of exchanges, without the numbers that count what else is in a capture. */
function meaning(exchanges: readonly Exchange[]): readonly unknown[] {
  const numbers = new Set(['connection', 'exchange', 'exchanges', 'carrier']);
  return exchanges.map(({ id: _, ...exchange }) =>
    JSON.parse(JSON.stringify(exchange, (key, value: unknown) => (numbers.has(key) ? undefined : value))),
  );
}

function tshark(path: string, ...args: readonly string[]): readonly string[] {
  const read = ['-n', '-r', path, ...args, '-T', 'fields', '-e', 'frame.time_epoch', '-e', 'frame.len'];
  const lines = execFileSync('tshark', read, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 << 20,
  });
  return lines.trimEnd().split('\n');
}

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

describe.each([
  ['classic-build', 'op == build'],
  ['lossy-build', 'op == build'],
  ['any-bridge', 'op == build'],
  ['snapped', 'op == build'],
  ['gaps', 'op == build'],
  ['buildkit-stages', 'op == build'],
  ['buildkit-two-at-once', 'op == build and tag contains "one"'],
  ['buildkit-container', 'op == build'],
  ['run', 'op == wait'],
  ['exec', 'op == exec'],
])('%s, %s', (scenario, filter) => {
  const path = fixture(scenario);

  let saved: Awaited<ReturnType<typeof save>>;
  beforeAll(async () => {
    saved = await save(path, filter);
  });

  test('tells the same calls again', async () => {
    const before = await passing(path, filter);
    expect(before.length).toBeGreaterThan(0);
    expect(meaning(await passing(saved.file, filter))).toEqual(meaning(before));
  });

  test.skipIf(!hasTshark)('has the packets that tshark (needed here) has of these connections', () => {
    const streams = Array.from(saved.connections, (connection) => connection - 1).join(',');
    const theirs = tshark(path, '-Y', `tcp.stream in {${streams}}`);
    expect(tshark(saved.file)).toEqual(theirs);
    expect(saved.packets).toBe(theirs.length);
  });
});

test('nothing is left of what does not pass', async () => {
  const path = fixture('classic-build');
  const { connections, passed } = await save(path, 'op == nothing');
  expect([connections.size, passed]).toEqual([0, 0]);
});

test('of a gzip of it the same packets are saved', async () => {
  const path = fixture('classic-build');
  const packed = join(folder, 'packed.pcapng.gz');
  writeFileSync(packed, gzipSync(readFileSync(path)));
  const [plain, gzipped] = [await save(path, 'op == build'), await save(packed, 'op == build')];
  expect(readFileSync(gzipped.file)).toEqual(readFileSync(plain.file));
});

test.skipIf(!hasTshark)('nanoseconds of a pcap file keep all their digits', async () => {
  const path = join(folder, 'nano.pcap');
  execFileSync('editcap', ['-F', 'nsecpcap', fixture('classic-build'), path]);
  const { file } = await save(path, 'op == build');
  const whole = new Set(tshark(path));
  const part = tshark(file);
  expect(part.every((line) => whole.has(line))).toBe(true);
  // Finer than the quarter of a microsecond that times are kept with otherwise.
  expect(part.some((line) => Number(/\.(\d{9})\s/.exec(line)?.[1]) % 250 !== 0)).toBe(true);
});

test('interfaces, keys and names stay, and what a proxy noted', async () => {
  const path = fixture('http-proxy');
  const kinds = async (file: string) => {
    const found: Record<string, number> = {};
    for await (const events of readCapture(file)) {
      for (const { kind } of events) found[kind] = (found[kind] ?? 0) + 1;
    }
    return found;
  };
  const { file } = await save(path, 'has request');
  expect((await kinds(file))['capture-interface']).toBe((await kinds(path))['capture-interface']);
});
