import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import { openFollowed } from '../../src/engine/follow-run.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';

test('a file that another part of the program writes is read until it is told that this is all', async () => {
  const saved = readFileSync('fixtures/classic-build/capture.pcapng');
  const folder = mkdtempSync(join(tmpdir(), 'follow-run-'));
  const path = join(folder, 'c.pcapng');
  writeFileSync(path, '');
  const run = openFollowed({ kind: 'follow', path, name: 'c.pcapng', source: 'a proxy' }, {});
  const events: ReadEvent[] = [];
  let steps = 0;
  for await (const _step of run.steps()) {
    events.push(...run.decoder.takeBatch());
    steps += 1;
    if (steps === 1) appendFileSync(path, saved);
    if (events.some(({ kind }) => kind === 'exchange-closed')) run.stop();
  }
  run.close();
  rmSync(folder, { recursive: true });
  const read: ReadEvent[] = [];
  for await (const batch of readExchanges('fixtures/classic-build/capture.pcapng')) read.push(...batch);
  expect(events.slice(1)).toEqual(read.slice(1));
  expect(events[0]).toMatchObject({ kind: 'capture', capture: { file: 'c.pcapng', format: 'proxy' } });
});
