import { expect, test } from 'vitest';
import { CaptureOpenError } from '../../src/capture/file/capture-open-error.ts';
import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import { type ReadOptions, readExchanges } from '../../src/engine/read-exchanges.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';

async function events(path: string, options: ReadOptions = {}): Promise<readonly ReadEvent[]> {
  const all: ReadEvent[] = [];
  for await (const batch of readExchanges(path, options)) all.push(...batch);
  return all;
}

test('the capture comes first and the summary last, each once', async () => {
  const kinds = (await events(BUILD)).map(({ kind }) => kind);
  expect([kinds[0], kinds.at(-1)]).toEqual(['capture', 'summary']);
  expect(kinds.filter((kind) => kind === 'capture' || kind === 'summary')).toHaveLength(2);
});

test('the summary counts what was said', async () => {
  const all = await events(BUILD);
  const last = all.at(-1);
  const count = (wanted: ReadEvent['kind']): number => all.filter(({ kind }) => kind === wanted).length;
  expect(last?.kind === 'summary' ? last.summary : null).toMatchObject({
    exchanges: count('exchange-closed'),
    connections: count('connection-closed'),
  });
  expect(count('exchange-opened')).toBe(count('exchange-closed'));
});

test('with a speed the events are the same, in more batches', async () => {
  const batches: number[] = [];
  const paced: ReadEvent[] = [];
  for await (const batch of readExchanges(BUILD, { speed: 1000 })) {
    batches.push(batch.length);
    paced.push(...batch);
  }
  expect(paced).toEqual(await events(BUILD));
  expect(batches).not.toContain(0);
});

test('interrupted before it began, there is still a capture and a summary', async () => {
  const all = await events(BUILD, { interrupted: AbortSignal.abort() });
  expect(all.map(({ kind }) => kind)).toEqual(['capture', 'summary']);
});

test('what is no capture is refused', async () => {
  await expect(events('package.json')).rejects.toThrow(CaptureOpenError);
});
