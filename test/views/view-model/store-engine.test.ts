import { expect, it } from 'vitest';
import { Store } from '../../../src/store/store.ts';
import { StoreEngine } from '../../../src/views/view-model/store-engine.ts';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

it('answers from its store and says when something changed', async () => {
  const engine = new StoreEngine(new Store(), 'build.pcapng', 'reading');
  let calls = 0;
  const end = engine.subscribe(() => {
    calls += 1;
  });
  engine.put(exchange());
  engine.put(webBuild());
  expect(calls).toBe(0);
  engine.changed({ packets: 12 });
  expect(calls).toBe(1);
  expect(engine.status()).toMatchObject({
    source: 'build.pcapng',
    state: 'reading',
    exchanges: 2,
    packets: 12,
  });
  expect(engine.status().findings).toHaveLength(2);
  expect(engine.rows(0, 3).map((row) => row?.operation ?? null)).toEqual(['ping', 'build web:latest', null]);
  expect(await engine.exchange(2)).toMatchObject({ summary: 'build web:latest' });
  expect(await engine.exchange(3)).toBeNull();
  end();
  engine.changed();
  expect(calls).toBe(1);
});

it('makes a row again only when its record was replaced', () => {
  const engine = new StoreEngine(new Store(), 'x', 'live');
  engine.put(exchange({ state: 'open', response: null }));
  const [before] = engine.rows(0, 1);
  expect(engine.rows(0, 1)[0]).toBe(before);
  engine.put(exchange());
  expect(engine.rows(0, 1)[0]).not.toBe(before);
  expect(engine.rows(0, 1)[0]?.status.words).toBe('200');
});
