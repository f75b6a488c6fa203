import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followCapture } from '../../../src/capture/file/follow-capture.ts';

const saved = new Uint8Array(readFileSync('fixtures/classic-build/capture.pcapng'));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follow-capture-'));
  path = join(folder, 'c');
  writeFileSync(path, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Follows a file to which `pieces` are appended, each after everything before it was read. */
async function follow(pieces: readonly Uint8Array[]): Promise<{ kinds: string[]; wholeBytes: number }> {
  const file = { path, descriptor: openSync(path, 'r'), finished: false };
  const follower = followCapture(file);
  const left = [...pieces];
  const kinds: string[] = [];
  for (;;) {
    const step = await follower.next();
    if (step.done) {
      closeSync(file.descriptor);
      return { kinds, wholeBytes: step.value.wholeBytes };
    }
    kinds.push(...step.value.map(({ kind }) => kind));
    if (step.value.length > 0) continue;
    const piece = left.shift();
    if (piece === undefined) file.finished = true;
    else appendFileSync(path, piece);
  }
}

test('a file that grows is read like one that is there', async () => {
  const whole = await follow([saved]);
  expect(whole.kinds.filter((kind) => kind === 'packet').length).toBeGreaterThan(10);
  const middle = saved.length >> 1;
  const grown = await follow([saved.subarray(0, 3), saved.subarray(3, middle), saved.subarray(middle)]);
  rmSync(path);
  expect(grown.wholeBytes).toBe(2 * saved.length);
  expect(grown.kinds.slice(0, whole.kinds.length)).toEqual(whole.kinds);
});

test('where it ends in a record, it is said how much is whole', async () => {
  const { kinds, wholeBytes } = await follow([saved.subarray(0, saved.length - 5)]);
  expect(kinds.at(-1)).toBe('issue');
  expect(wholeBytes).toBeLessThan(saved.length - 5);
  const again = await follow([]);
  expect(again.wholeBytes).toBe(wholeBytes);
});
