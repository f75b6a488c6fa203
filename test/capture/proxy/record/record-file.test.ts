import { execFileSync } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RecordFile } from '../../../../src/capture/proxy/record/record-file.ts';
import { until } from '../../../builders/proxy-peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'record-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Adds a record of `length` bytes of `value`, by filling in or by handing over. */
function add(file: RecordFile, length: number, value: number, how: 'reserve' | 'append'): void {
  if (how === 'append') file.append(new Uint8Array(length).fill(value));
  else file.reserve(length, (bytes, _view, offset) => bytes.fill(value, offset, offset + length));
  file.commit();
}

describe('what is written', () => {
  test('is in order, however it was handed over', async () => {
    const path = join(folder, 'mixed');
    const file = new RecordFile(path, () => {});
    const expected: Buffer[] = [];
    for (let index = 0; index < 2000; index += 1) {
      const length = 1 + ((index * 7919) % 20_000);
      add(file, length, index & 0xff, index % 3 === 0 ? 'append' : 'reserve');
      expected.push(Buffer.alloc(length, index & 0xff));
      if (index % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await file.close();
    expect(readFileSync(path).equals(Buffer.concat(expected))).toBe(true);
  });

  test('is there without closing', async () => {
    const path = join(folder, 'open');
    const file = new RecordFile(path, () => {});
    add(file, 3, 65, 'reserve');
    await until('the bytes', () => readFileSync(path, 'latin1') === 'AAA');
    await file.close();
  });

  test('replaces what was there, and only this user may read it', async () => {
    const path = join(folder, 'before');
    writeFileSync(path, 'something longer', { mode: 0o644 });
    const file = new RecordFile(path, () => {});
    add(file, 2, 66, 'append');
    await file.close();
    expect(readFileSync(path, 'latin1')).toBe('BB');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

test('a folder that is not there is said at once', () => {
  expect(() => new RecordFile(join(folder, 'no', 'file'), () => {})).toThrow(
    expect.objectContaining({ code: 'cannot-record' }),
  );
});

test('a full disk ends writing, is told once, and holds nobody up', async () => {
  const told: (string | undefined)[] = [];
  const file = new RecordFile('/dev/full', (error) => told.push(error.code));
  add(file, 1_000_000, 1, 'append');
  await until('it is told', () => told.length > 0);
  add(file, 1_000_000, 1, 'append');
  expect(file.queuedBytes).toBe(0);
  await file.close();
  expect(told).toEqual(['ENOSPC']);
});

test('what a slow disk has not taken yet is counted and waited for, and its memory held', async () => {
  const path = join(folder, 'slow');
  execFileSync('mkfifo', [path]);
  // Holds the pipe open and does not read, like a disk that hangs.
  const disk = openSync(path, 'r+');
  const file = new RecordFile(path, () => {});
  let holders = 0;
  const memory = { hold: () => (holders += 1), release: () => (holders -= 1) };
  file.append(new Uint8Array(3_000_000).fill(1), memory);
  file.commit();
  expect([file.wait, holders]).toEqual([null, 1]);
  file.append(new Uint8Array(4_000_000).fill(1), memory);
  add(file, 10, 2, 'reserve');
  await until('the write is under way', () => file.queuedBytes === 7_000_010);
  expect(holders).toBe(2);
  // It does not last, though nothing is written.
  await file.wait;
  expect(file.wait).toBe(null);
  let taken = 0;
  const reading = createReadStream(path, { fd: disk });
  reading.on('data', ({ length }) => {
    taken += length;
  });
  await until('all is written', () => file.queuedBytes === 0 && taken === 7_000_010);
  expect(holders).toBe(0);
  await file.close();
  // The read that is under way ends with the next byte.
  const waker = openSync(path, 'w');
  writeSync(waker, '.');
  reading.destroy();
  closeSync(waker);
});
