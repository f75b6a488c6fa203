import { expect, test } from 'vitest';
import { tcpPathUnhealthy } from '../../../../src/diagnosis/rules/network/tcp-path-unhealthy.ts';
import { connection, side } from '../../../builders/connection.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messages, messagesIn } from '../../messages.ts';

test('a real build over a cable that loses packets', async () => {
  expect(await messagesIn(tcpPathUnhealthy, 'lossy-build')).toEqual([
    expect.stringMatching(
      /^\d+ kB of \d+ kB between client and 192\.0\.2\.2:2375 had to be sent again \(\d+\.\d %\)/,
    ),
  ]);
});

test('a real build over loopback', async () => {
  expect(await messagesIn(tcpPathUnhealthy, 'classic-build')).toEqual([]);
});

test.each([
  [100_000, 1000, 0],
  [100_000, 1001, 1],
  [99_999, 50_000, 0],
])('by hand, at its thresholds: of %i bytes %i again', (bytes, retransmittedBytes, count) => {
  const one = connection({ fromClient: { ...side(bytes), retransmittedBytes } });
  expect(messages(tcpPathUnhealthy, trafficOf([], [one]))).toHaveLength(count);
});

test('by hand: over loopback nothing is lost on the way', () => {
  const resent = { ...side(100_000), retransmittedBytes: 50_000 };
  const one = connection({ client: '127.0.0.1:40000', server: '127.0.0.1:2375', fromClient: resent });
  expect(messages(tcpPathUnhealthy, trafficOf([], [one]))).toEqual([]);
});

test.each([
  [1000, []],
  [12_000, ['The daemon (172.17.0.2:2375) did not read for 12 s what it was sent (zero window).']],
])('by hand: a window of 0 for %i ms', (stalledMs, expected) => {
  const one = connection({ fromServer: { ...side(400), stalledMs } });
  expect(messages(tcpPathUnhealthy, trafficOf([], [one]))).toEqual(expected);
});

test('by hand: without connections it is not judged', () => {
  expect(messages(tcpPathUnhealthy, trafficOf([]))).toBeNull();
});
