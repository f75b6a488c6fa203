import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ProgramError, UsageError } from '../../src/cli/exit.ts';
import { FileOutput } from '../../src/cli/output.ts';

const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function written(path: string, texts: readonly string[], input = '/nonexistent'): Promise<void> {
  const output = new FileOutput(path, input);
  try {
    for (const text of texts) await output.write(text);
  } finally {
    await output.close();
  }
}

test('a new file is readable by its owner alone', async () => {
  const path = join(folder, 'new');
  await written(path, ['one\n', 'two\n']);
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('an older file is replaced and made private', async () => {
  const path = join(folder, 'old');
  writeFileSync(path, 'something longer');
  chmodSync(path, 0o644);
  await written(path, ['x']);
  expect(readFileSync(path, 'utf8')).toBe('x');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('where nothing is written, an older file stays', async () => {
  const path = join(folder, 'kept');
  writeFileSync(path, 'kept');
  await written(path, []);
  expect(readFileSync(path, 'utf8')).toBe('kept');
});

test('the capture that is read is not overwritten', async () => {
  const path = join(folder, 'capture');
  writeFileSync(path, 'packets');
  await expect(written(path, ['x'], join(folder, '.', 'capture'))).rejects.toThrow(UsageError);
  expect(readFileSync(path, 'utf8')).toBe('packets');
});

test.each([
  ['a directory', '.', 'it is a directory'],
  ['no such directory', 'missing/x', 'there is no such directory'],
  ['a file in its path', 'new/x', 'a part of its path is no directory'],
])('%s', async (_name, path, words) => {
  await expect(written(join(folder, path), ['x'])).rejects.toThrow(words);
});

test.runIf(process.platform === 'linux')('a full disk says that the file holds only a part', async () => {
  const failure = written('/dev/full', ['x']);
  await expect(failure).rejects.toThrow(ProgramError);
  await expect(failure).rejects.toThrow('/dev/full: no space left on the device; it holds only a part');
});
