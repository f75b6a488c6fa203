import { expect, test } from 'vitest';
import { hijackUpgradeRefused } from '../../../../src/diagnosis/rules/container/hijack-upgrade-refused.ts';
import { call } from '../../../builders/engine-calls.ts';
import { request, response } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const asked = (
  operation: string,
  path: string,
  protocol: string,
  status: number,
  server: string,
  error?: string,
) =>
  call(operation, {
    status,
    ...(error === undefined ? {} : { error }),
    exchange: {
      request: request({
        path,
        headers: [
          ['Connection', 'Upgrade'],
          ['Upgrade', protocol],
        ],
      }),
      response: response(status, { headers: [['Server', server]] }),
      hijack: null,
    },
  });

test.each([
  [
    'a proxy that answers 200',
    asked('ExecStart', '/exec/ab/start', 'tcp', 200, 'haproxy'),
    'The upgrade of /exec/ab/start to tcp was answered with 200 (Server: haproxy): something between client and daemon does not pass it on.',
  ],
  [
    'a proxy that knows no h2c',
    asked('Grpc', '/grpc', 'h2c', 200, 'haproxy'),
    'The upgrade of /grpc to h2c was answered with 200 (Server: haproxy): something between client and daemon does not pass it on.',
  ],
])('by hand: %s', (_, exchange, message) => {
  expect(messagesOf(hijackUpgradeRefused, exchange)).toEqual([message]);
});

test('by hand: the daemon itself says that there is no such exec', () => {
  const exchange = asked('ExecStart', '/exec/ab/start', 'tcp', 404, 'Docker/28.5.2 (linux)', 'No such exec');
  expect(messagesOf(hijackUpgradeRefused, exchange)).toEqual([]);
});

test('real streams and sessions, all upgraded', async () => {
  expect(await messagesIn(hijackUpgradeRefused, 'exec')).toEqual([]);
  expect(await messagesIn(hijackUpgradeRefused, 'buildkit-stages')).toEqual([]);
});

test('a real capture in which nobody asks for it is not judged', async () => {
  expect(await messagesIn(hijackUpgradeRefused, 'classic-build')).toBeNull();
});
