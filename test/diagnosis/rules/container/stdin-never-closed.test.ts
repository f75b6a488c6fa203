import { expect, test } from 'vitest';
import { stdinNeverClosed } from '../../../../src/diagnosis/rules/container/stdin-never-closed.ts';
import { connection } from '../../../builders/connection.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { AT } from '../../../builders/exchange.ts';
import { messages, messagesIn } from '../../messages.ts';

const stream = { bytes: 10, sha256: null };
const attach = (raw: typeof stream | null) =>
  call('ContainerAttach', {
    exchange: {
      summary: 'attach sorter',
      state: 'open',
      hijack: {
        protocol: 'tcp',
        clientBytes: 10,
        serverBytes: 0,
        clientPauses: [],
        serverPauses: [],
        streams: { stdin: stream, stdout: null, stderr: null, raw },
      },
    },
  });
const quiet = (seconds: number, ended: number | null) =>
  connection({
    closedBy: 'capture-end',
    lastByteAt: { client: AT, server: null },
    endedAt: { client: ended, server: null },
    closedAt: AT + seconds * 1_000_000,
  });

test.each([
  ['30 s', quiet(30, null), null, 0],
  ['31 s', quiet(31, null), null, 1],
  ['31 s after a FIN', quiet(31, AT + 5), null, 0],
  ['31 s at a terminal, where somebody thinks', quiet(31, null), stream, 0],
])('by hand, at its threshold: quiet for %s', (_, one, raw, count) => {
  expect(messages(stdinNeverClosed, trafficOf([attach(raw)], [one]))).toHaveLength(count);
});

test('real input that is piped, and closed', async () => {
  expect(await messagesIn(stdinNeverClosed, 'run')).toEqual([]);
});

test('a real capture without streams is not judged', async () => {
  expect(await messagesIn(stdinNeverClosed, 'classic-build')).toBeNull();
});
