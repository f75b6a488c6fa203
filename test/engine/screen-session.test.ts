import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import type { EngineMessage } from '../../src/engine/messages.ts';
import { ScreenSession } from '../../src/engine/screen-session.ts';
import { dockerFacts, exchange } from '../builders/exchange.ts';
import { scriptedRun } from './scripted-run.ts';

type Update = Extract<EngineMessage, { kind: 'update' }>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function session(filter: string | null = null) {
  const { run, happens } = scriptedRun();
  const sent: EngineMessage[] = [];
  const made = new ScreenSession(run, filter, {}, (message) => sent.push(message));
  const updates = () => sent.filter((message): message is Update => message.kind === 'update');
  return { made, run, happens, sent, updates };
}

const opened = (id: number, summary = 'ping'): ReadEvent => ({
  kind: 'exchange-opened',
  exchange: exchange({ id, summary }),
});

test('changes are told once for all while the screen is busy', () => {
  const { made, happens, updates } = session();
  happens(opened(1));
  made.step();
  expect(updates().map(({ rows }) => rows.map(({ id }) => id))).toEqual([[1]]);
  happens(opened(2), opened(1, 'build'), opened(2), opened(3));
  made.step();
  vi.advanceTimersByTime(1000);
  expect(updates()).toHaveLength(1);
  made.ready();
  expect(
    updates()[1]
      ?.rows.map(({ id, operation }) => `${id} ${operation}`)
      .sort(),
  ).toEqual(['1 build', '2 ping', '3 ping']);
});

test('a screen that is quick is told a few times a second', () => {
  const { made, happens, updates } = session();
  for (let id = 1; id <= 100; id += 1) {
    happens(opened(id));
    made.step();
    made.ready();
    vi.advanceTimersByTime(10);
  }
  expect(updates().length).toBeLessThan(12);
});

test('nothing changed, nothing is said', () => {
  const { made, updates } = session();
  made.step();
  made.ready();
  vi.advanceTimersByTime(1000);
  made.step();
  expect(updates()).toHaveLength(1);
});

test('many rows go in parts, and the end is told with the last of them', () => {
  const { made, happens, updates } = session();
  for (let id = 1; id <= 2500; id += 1) happens(opened(id));
  made.step();
  made.end();
  for (let part = 0; part < 4; part += 1) made.ready();
  expect(updates().map(({ rows, status }) => [rows.length, status.state])).toEqual([
    [1000, 'live'],
    [1000, 'live'],
    [500, 'ended'],
  ]);
});

test('a filter chooses the rows, and may change', () => {
  const { made, happens, updates } = session('summary == "build"');
  happens(opened(1, 'build'), opened(2, 'ping'));
  made.step();
  expect(updates()[0]?.rows.map(({ id }) => id)).toEqual([1]);
  made.filter('summary == "ping"');
  made.ready();
  expect([updates()[1]?.rows.map(({ id }) => id), updates()[1]?.removed]).toEqual([[2], [1]]);
  made.filter(null);
  made.ready();
  expect(updates()[2]?.rows.map(({ id }) => id)).toEqual([1, 2]);
});

test('an exchange is answered whole, or not at all', async () => {
  const { made, happens, sent } = session();
  happens(opened(1));
  made.step();
  made.answer(5, { kind: 'exchange', id: 1 });
  made.answer(6, { kind: 'exchange', id: 99 });
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  expect(sent.slice(1)).toEqual([
    { kind: 'answer', number: 5, answer: expect.stringContaining('"ping"') },
    { kind: 'answer', number: 6, answer: 'null' },
  ]);
});

test('what cannot be answered is said in words', async () => {
  const { made, happens, sent } = session();
  happens(opened(1));
  made.step();
  made.answer(5, { kind: 'content', id: 1, ref: { kind: 'stream' } });
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({
    kind: 'no-answer',
    why: expect.stringMatching(/cannot be read a second time/),
  });
});

test('calls of one command are told with it, once all of them were', () => {
  const { made, happens, updates } = session();
  const call = (id: number, operation: string): ReadEvent => ({
    kind: 'exchange-opened',
    exchange: exchange({ id, operation, connection: 1 }),
  });
  happens(call(1, 'SystemPing'), call(2, 'ImageList'));
  made.step();
  const [update] = updates();
  expect(update?.rows.map(({ id, command }) => [id, command])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(update?.commands).toMatchObject([{ id: 1, main: 2, calls: 2 }]);
});

test('a name that is told late is that of earlier calls too', () => {
  const { made, run, happens, updates } = session();
  const id = '778c86d27729'.padEnd(64, '0');
  const attach = (name: string | null) =>
    exchange({
      operation: 'ContainerAttach',
      summary: `attach ${name ?? '778c86d27729'}`,
      docker: dockerFacts({ container: { id, name }, images: ['alpine'] }),
    });
  const told = (now: string | null, namings: number) => {
    run.decoder.containerName = () => now;
    Object.defineProperty(run.decoder, 'namings', { value: namings, configurable: true });
  };
  const words = () =>
    updates()
      .at(-1)
      ?.rows.map(({ operation }) => operation);
  happens({ kind: 'exchange-opened', exchange: attach(null) });
  made.step();
  expect(words()).toEqual(['attach 778c86d27729 (alpine)']);
  made.ready();
  told('web', 1);
  made.step();
  vi.advanceTimersByTime(1000);
  expect(words()).toEqual(['attach web']);
  made.ready();
  // Its end comes with what was known at its begin.
  happens({ kind: 'exchange-closed', exchange: attach(null) });
  made.step();
  vi.advanceTimersByTime(1000);
  expect(words()).toEqual(['attach web']);
});
