import { expect, test } from 'vitest';
import { intermediaryInPath } from '../../../../src/diagnosis/rules/network/intermediary-in-path.ts';
import { call } from '../../../builders/engine-calls.ts';
import { body, response } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real HTTP proxy', async () => {
  expect(await messagesIn(intermediaryInPath, 'http-proxy')).toEqual([
    expect.stringMatching(/^Answers come through "tinyproxy\/[\d.]+", not straight from the daemon\.$/),
  ]);
});

test.each(['classic-build', 'run-daemon-26', 'buildkit-buildx-registry'])(
  'real daemons: %s',
  async (fixture) => {
    expect(await messagesIn(intermediaryInPath, fixture)).toEqual([]);
  },
);

const answered = (headers: [string, string][], status = 200, mediaType = 'application/json') =>
  call('SystemInfo', { exchange: { response: response(status, { headers, body: body(10, mediaType) }) } });

test.each([
  [
    answered([['Server', 'nginx/1.25']]),
    ['Answers come through "nginx/1.25", not straight from the daemon.'],
  ],
  [answered([['Via', '1.1 lb.test']]), ['Answers come through "lb.test", not straight from the daemon.']],
  [answered([], 502, 'text/html'), ['Answers come through a proxy, not straight from the daemon.']],
  [answered([['Server', 'Libpod/5.4.0 (linux)']]), []],
  [answered([], 503), []],
])('by hand: %#', (exchange, expected) => {
  expect(messagesOf(intermediaryInPath, exchange)).toEqual(expected);
});
