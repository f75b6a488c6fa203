import { expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import { ConnectionOutput } from '../../src/tcp/connection-output.ts';
import { MAX_ISSUES } from '../../src/tcp/limits.ts';

function output(): { output: ConnectionOutput; events: StreamEvent[] } {
  const events: StreamEvent[] = [];
  return { output: new ConnectionOutput(7, (event) => events.push(event)), events };
}

test('every event carries the number of its connection', () => {
  const { output: connection, events } = output();
  const bytes = Uint8Array.of(1, 2);
  connection.chunk('a-to-b', bytes, 10);
  connection.gap('b-to-a', 5, 'lost', 11);
  connection.issue('tcp/urgent-data', 'something', 12, 99);
  connection.end('a-to-b', 13);
  expect(events).toEqual([
    { kind: 'stream-chunk', connection: 7, direction: 'a-to-b', bytes, at: 10 },
    { kind: 'stream-gap', connection: 7, direction: 'b-to-a', missing: 5, cause: 'lost', at: 11 },
    { kind: 'issue', connection: 7, code: 'tcp/urgent-data', message: 'something', at: 12, offset: 99 },
    { kind: 'stream-end', connection: 7, direction: 'a-to-b', at: 13 },
  ]);
});

test('issues are said only so often', () => {
  const { output: connection, events } = output();
  for (let count = 0; count < 2 * MAX_ISSUES; count += 1) connection.issue('tcp/jump', 'again', 0, 0);
  expect(events).toHaveLength(MAX_ISSUES);
});
