import { expect, test } from 'vitest';
import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import type { EngineMessage } from '../../src/engine/messages.ts';
import { decodeRecord } from '../../src/engine/record-encoding.ts';
import { RecordSession } from '../../src/engine/record-session.ts';
import { exchange } from '../builders/exchange.ts';
import { scriptedRun } from './scripted-run.ts';

type Records = Extract<EngineMessage, { kind: 'records' }>;

function session(message: string | null = null) {
  const { run, happens } = scriptedRun(message);
  const sent: Records[] = [];
  return { made: new RecordSession(run, (said) => sent.push(said as Records)), happens, sent };
}

const closed = (id: number): ReadEvent => ({ kind: 'exchange-closed', exchange: exchange({ id }) });
const ids = (records: readonly string[]) =>
  records.map((text) => {
    const event = decodeRecord<ReadEvent>(text);
    return event.kind === 'exchange-closed' ? event.exchange.id : event.kind;
  });

test('a record goes when it was asked for, each once', () => {
  const { made, happens, sent } = session();
  happens(closed(1), { kind: 'exchange-opened', exchange: exchange({ id: 2 }) });
  made.step();
  expect(sent).toEqual([]);
  made.ready();
  expect(sent.map(({ records }) => ids(records))).toEqual([[1]]);
  happens(closed(2));
  made.step();
  expect(sent).toHaveLength(1);
  made.ready();
  expect(sent.map(({ records }) => ids(records))).toEqual([[1], [2]]);
});

test('who asks before there is anything gets it when it comes', () => {
  const { made, happens, sent } = session();
  made.ready();
  made.step();
  expect(sent).toEqual([]);
  happens(closed(1));
  made.step();
  expect(sent).toHaveLength(1);
});

test('the end is told with the last records', () => {
  const { made, happens, sent } = session('the disk is full');
  for (let id = 1; id <= 201; id += 1) happens(closed(id));
  made.step();
  made.end();
  made.ready();
  made.ready();
  expect(sent.map(({ records, ended }) => [records.length, ended])).toEqual([
    [200, null],
    [1, { message: 'the disk is full' }],
  ]);
});

test('nobody reads: the oldest go and are counted, but for the first record', () => {
  const { made, happens, sent } = session();
  happens({
    kind: 'capture',
    capture: { file: null, format: 'live', application: null, os: null, interfaces: [], start: null },
  });
  for (let id = 1; id <= 20_010; id += 1) happens(closed(id));
  made.step();
  made.ready();
  expect(sent[0]?.lost).toBe(11);
  expect(ids(sent[0]?.records ?? []).slice(0, 2)).toEqual(['capture', 12]);
  made.ready();
  expect(sent[1]?.lost).toBe(0);
});
