import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GrowthWatch } from '../../../src/capture/file/growth-watch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['a file that grows', true],
  ['a file that does not', false],
])('%s is waited for, not for ever', async (_name, grows) => {
  const path = join(folder, 'c');
  writeFileSync(path, '');
  const watch = new GrowthWatch(path);
  const waited = watch.wait();
  if (grows) appendFileSync(path, 'x');
  await waited;
  await watch.wait();
  watch.close();
});

test('what cannot be watched is waited for too', async () => {
  const watch = new GrowthWatch(join(folder, 'nowhere'));
  await expect(watch.wait()).resolves.toBeUndefined();
  watch.close();
});
