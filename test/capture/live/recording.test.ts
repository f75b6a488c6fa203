import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveError } from '../../../src/capture/live/live-error.ts';
import { Recording } from '../../../src/capture/live/recording.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const four = Uint8Array.of(1, 2, 3, 4);

test('a file without a name is private, and gone at the end', () => {
  const recording = new Recording({ path: null, rotation: null });
  const { path } = recording.current;
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(recording.privateFolder as string).mode & 0o777).toBe(0o700);
  recording.remove();
  expect(existsSync(recording.privateFolder as string)).toBe(false);
});

test("a named one is its owner's alone, even where it was there before, and stays", () => {
  const path = join(folder, 'c.pcap');
  writeFileSync(path, 'something older and longer', { mode: 0o644 });
  const recording = new Recording({ path, rotation: null });
  recording.write(four);
  recording.finish();
  recording.close(recording.current, 4);
  recording.remove();
  expect([statSync(path).mode & 0o777, statSync(path).size]).toEqual([0o600, 4]);
});

test('what is behind the last whole record goes', () => {
  const path = join(folder, 'c.pcap');
  const recording = new Recording({ path, rotation: null });
  recording.write(four);
  recording.close(recording.current, 3);
  expect(readFileSync(path)).toEqual(Buffer.of(1, 2, 3));
});

test.each([
  ['a folder that is not there', 'no/c.pcap', 'there is no such directory'],
  ['a folder', 'folder', 'it is a directory'],
])('%s is said in words', (_name, name, words) => {
  mkdirSync(join(folder, 'folder'));
  const path = join(folder, name);
  const open = (): Recording => new Recording({ path, rotation: null });
  expect(open).toThrow(LiveError);
  expect(open).toThrow(`cannot write ${path}: ${words}`);
});

test('a device is no place for a capture', () => {
  const open = (): Recording => new Recording({ path: '/dev/null', rotation: null });
  expect(open).toThrow('cannot write /dev/null: it is no regular file; name one with -w');
});

test('files follow one another by size, and the oldest is replaced', () => {
  const rotation = { bytes: 10, seconds: null, files: 2 };
  const recording = new Recording({ path: join(folder, 'c'), rotation });
  const seen: string[] = [];
  for (let number = 1; number <= 5; number += 1) {
    if (recording.mustRotate(4, 0)) expect(recording.rotate()).toBe(true);
    recording.write(Uint8Array.of(number, 0, 0, 0));
  }
  recording.finish();
  // The first is replaced by the third, and can still be read by who follows.
  for (const file of recording.files()) {
    seen.push(`${file.path.slice(-2)} ${file.finished}`);
    recording.close(file, 8);
  }
  expect(seen).toEqual(['c0 true', 'c1 true', 'c0 true']);
  expect(readdirSync(folder).sort()).toEqual(['c0', 'c1']);
  expect(readFileSync(join(folder, 'c0'))[0]).toBe(5);
});

test('by seconds with a count, there is an end', () => {
  const rotation = { bytes: null, seconds: 1, files: 2 };
  const recording = new Recording({ path: join(folder, 'c'), rotation });
  const soon = Date.now() + 1500;
  expect([recording.mustRotate(4, Date.now()), recording.mustRotate(4, soon)]).toEqual([false, true]);
  expect([recording.rotate(), recording.rotate()]).toEqual([true, false]);
});
