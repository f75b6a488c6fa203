import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaptureOpenError } from '../../../src/capture/file/capture-open-error.ts';
import { readCapture } from '../../../src/capture/file/open-capture.ts';
import { ascii, concat, counting } from '../../builders/bytes.ts';
import { pcapFile } from '../../builders/pcap.ts';
import { digests, outline, readPieces, withOwnBytes } from './read-pieces.ts';

const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small = pcapFile(
  ['one', 'two', 'three'].map((text) => ({ seconds: 5, fraction: 0, bytes: ascii(text) })),
);
/** Several times what is read at once, so that packets straddle reads. */
const large = pcapFile(
  Array.from({ length: 60 }, (_, index) => ({
    seconds: index,
    fraction: 0,
    bytes: counting(60_000 + index, index),
  })),
);

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function readAll(path: string) {
  const events = [];
  for await (const some of readCapture(path)) events.push(...some.map(withOwnBytes));
  return events;
}

async function refusal(path: string): Promise<CaptureOpenError> {
  try {
    await readAll(path);
  } catch (error) {
    if (error instanceof CaptureOpenError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('a regular file gives what its bytes give', async () => {
  expect(await readAll(file('small.pcap', small))).toEqual(readPieces([small]));
  const events = await readAll(file('large.pcap', large));
  expect(events.length).toBe(61);
  expect(digests(events)).toEqual(digests(readPieces([large])));
});

test('gzip is known by its first bytes, of one member or several', async () => {
  const expected = digests(readPieces([large]));
  expect(digests(await readAll(file('large.gz', gzipSync(large))))).toEqual(expected);
  const members = concat(gzipSync(large.subarray(0, 100_000)), gzipSync(large.subarray(100_000)));
  expect(digests(await readAll(file('members', members)))).toEqual(expected);
});

test('a cut gzip file gives the whole packets in it and one issue', async () => {
  const stored = gzipSync(large, { level: 0 });
  const events = await readAll(file('cut.gz', stored.subarray(0, 500_000)));
  expect(outline(events).filter((name) => !name.startsWith('packet'))).toEqual([
    'capture-interface',
    'capture/gzip-cut',
  ]);
  expect(events.length).toBe(10);
  expect(events.at(-1)).toMatchObject({ at: 7_000_000 });
});

test('a damaged gzip file gives the packets before the damage and one issue', async () => {
  const damaged = gzipSync(large, { level: 0 });
  damaged.fill(0, damaged.length - 8);
  const events = await readAll(file('damaged.gz', damaged));
  expect(outline(events).filter((name) => !name.startsWith('packet'))).toEqual([
    'capture-interface',
    'capture/gzip-corrupt',
  ]);
  expect(events.length).toBeGreaterThan(50);
});

test('an empty file and a file of something else are issues, not exceptions', async () => {
  expect(outline(await readAll(file('empty', ascii(''))))).toEqual(['capture/empty']);
  expect(outline(await readAll(file('text', ascii('hello, world'))))).toEqual(['capture/not-a-capture']);
});

test('the reader can stop early and the file is closed', async () => {
  for await (const events of readCapture(file('stop.pcap', large))) {
    expect(events.length).toBeGreaterThan(0);
    break;
  }
});

test('a named pipe is read as it is written', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const writer = spawn('sh', ['-c', 'cat > "$0"', path], { stdio: ['pipe', 'inherit', 'inherit'] });
  writer.stdin.write(small.subarray(0, 50));
  const events = [];
  for await (const some of readCapture(path)) {
    events.push(...some.map(withOwnBytes));
    if (events.length === 2) writer.stdin.end(small.subarray(50));
  }
  expect(outline(events)).toEqual(outline(readPieces([small])));
});

const unreadable = [
  { name: 'a missing file', path: join(folder, 'no-such-file'), reason: 'missing' },
  { name: 'a path through a file', path: '/etc/passwd/x', reason: 'missing' },
  { name: 'a directory', path: folder, reason: 'directory' },
] as const;

test.each(unreadable)('$name', async ({ path, reason }) => {
  const error = await refusal(path);
  expect(error.reason).toBe(reason);
  expect(error.message).toMatch(/^cannot read [^\n]+; [^\n]+$/);
});

describe('standard input', () => {
  let script: string;
  beforeAll(() => {
    const source = new URL('../../../src/capture/file/open-capture.ts', import.meta.url).pathname;
    script = file(
      'stdin.mts',
      ascii(`
        import { readCapture } from ${JSON.stringify(source)};
        try {
          for await (const events of readCapture('-')) console.log(events.map((event) => event.kind).join());
        } catch (error) {
          console.log(error.reason);
        }
      `),
    );
  });
  const start = (stdin: 'pipe' | number) =>
    spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
      stdio: [stdin, 'pipe', 'inherit'],
    });
  const text = async (child: ReturnType<typeof start>): Promise<string> => {
    let all = '';
    child.stdout!.on('data', (bytes) => (all += bytes));
    await once(child, 'close');
    return all;
  };

  test('is read as it grows', async () => {
    const child = start('pipe');
    child.stdin!.write(small.subarray(0, 50));
    const [first] = await once(child.stdout!, 'data');
    expect(String(first)).toBe('capture-interface,packet\n');
    const rest = text(child);
    child.stdin!.end(small.subarray(50));
    expect(await rest).toBe('packet,packet\n');
  });

  test('may be a file, or a gzip stream', async () => {
    expect(await text(start(openSync(file('in.pcap', small), 'r')))).toBe(
      'capture-interface,packet,packet,packet\n',
    );
    const child = start('pipe');
    child.stdin!.end(gzipSync(small));
    expect(await text(child)).toBe('capture-interface,packet,packet,packet\n');
  });

  test('may be a directory', async () => {
    expect(await text(start(openSync(folder, 'r')))).toBe('directory\n');
  });
});
