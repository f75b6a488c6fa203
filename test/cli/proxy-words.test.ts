import { describe, expect, test } from 'vitest';
import type { DaemonEnd } from '../../src/capture/daemon/ping-daemon.ts';
import type { ProxyEnd } from '../../src/capture/proxy/proxy-address.ts';
import { ProxyError } from '../../src/capture/proxy/proxy-error.ts';
import { ProgramError, UsageError } from '../../src/cli/exit.ts';
import { exportLine, openListenerWarnings, proxyFailure, proxyWarning } from '../../src/cli/proxy-words.ts';

test('what a user types: variables that are to be unset are left out, and a path is quoted where it must be', () => {
  expect(
    exportLine({ DOCKER_HOST: 'tcp://[::1]:2376', DOCKER_TLS_VERIFY: '', DOCKER_CERT_PATH: "/a b/it's" }),
  ).toBe("export DOCKER_HOST=tcp://[::1]:2376 DOCKER_CERT_PATH='/a b/it'\\''s'");
});

test('a wrong address is wrong usage, all else a failure', () => {
  expect(proxyFailure(new ProxyError('bad-address', 'x'))).toBeInstanceOf(UsageError);
  expect(proxyFailure(new ProxyError('address-in-use', 'x'))).toBeInstanceOf(ProgramError);
  expect(proxyFailure(new ProxyError('address-in-use', 'x'))).not.toBeInstanceOf(UsageError);
  const other = new Error('x');
  expect(proxyFailure(other)).toBe(other);
});

test('a failed handshake says what was seen and what to do', () => {
  const detail = 'the certificate has expired';
  const event = { kind: 'handshake-failed', connection: 1, side: 'daemon', reason: 'expired' } as const;
  expect(proxyWarning({ ...event, detail, fix: 'make a new one' })).toBe(
    'TLS failed: the certificate has expired; make a new one',
  );
});

describe('who listens wider than the daemon', () => {
  const daemon = (address: DaemonEnd['address']): DaemonEnd => ({
    kind: 'daemon',
    address,
    tls: false,
    certificates: null,
  });
  const port: ProxyEnd = { address: { kind: 'tcp', host: '127.0.0.1', port: 2375 }, tls: false };
  const socket: ProxyEnd = { address: { kind: 'unix', path: '/s' }, tls: false };

  test('a port before a socket', () => {
    expect(openListenerWarnings([socket, port], daemon(socket.address))).toEqual([
      expect.stringMatching(/tcp:\/\/127\.0\.0\.1:2375 .*root on its host/),
    ]);
  });

  test('with TLS it is guarded, and a port before a port is no wider', () => {
    expect(openListenerWarnings([{ ...port, tls: true }], daemon(socket.address))).toEqual([]);
    expect(openListenerWarnings([port], daemon(port.address))).toEqual([]);
  });
});
