import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventsReader } from '../../../src/docker/progress/events-reader.ts';
import { jsonStream } from '../../builders/json-stream.ts';

const ID = '3f2a1b4c5d6e'.padEnd(64, '0');

function read(...values: readonly unknown[]) {
  const learnt: unknown[] = [];
  const reader = new EventsReader((event) => learnt.push(event));
  reader.push(jsonStream(...values), 1);
  reader.end(2, false);
  return { learnt, ...reader.rows() };
}

test('a row for each event, which is learnt from as well', () => {
  const event = {
    Type: 'container',
    Action: 'create',
    Actor: { ID, Attributes: { image: 'busybox', name: 'web' } },
    time: 1732435200,
    timeNano: 1732435200123456000,
  };
  expect(read(event)).toEqual({
    learnt: [event],
    count: 1,
    rows: [
      {
        time: '2024-11-24T08:00:00.123456Z',
        text: 'container create 3f2a1b4c5d6e (image=busybox, name=web)',
      },
    ],
  });
});

test('ids among the attributes are short, secrets masked', () => {
  const event = {
    Type: 'network',
    Action: 'connect',
    Actor: { ID, Attributes: { container: ID, api_token: 'x' } },
  };
  expect(read(event).rows[0]?.text).toBe(
    'network connect 3f2a1b4c5d6e (container=3f2a1b4c5d6e, api_token=••••)',
  );
});

test.each([
  [
    'before API 1.22',
    { status: 'start', id: ID, from: 'busybox', time: 1732435200 },
    '2024-11-24T08:00:00.000000Z',
    'start 3f2a1b4c5d6e (image=busybox)',
  ],
  ['without a time', { Type: 'daemon', Action: 'reload' }, null, 'daemon reload'],
  ['with a time beyond any calendar', { Action: 'x', time: 1e300 }, null, 'x'],
])('an event %s', (_, event, time, text) => {
  expect(read(event).rows).toEqual([{ time, text }]);
});

test('no value makes it throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      (values) => void read(...values.map((value) => ({ Actor: value, time: value }))),
    ),
  );
});
