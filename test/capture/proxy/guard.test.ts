import { describe, expect, test } from 'vitest';
import { guardNotices, refuseUnguarded } from '../../../src/capture/proxy/guard.ts';
import { tcpEnd, unixEnd } from '../../builders/proxy-peers.ts';

const guarded = { demandsCertificate: true, speaksHttp2: false };
const open = { demandsCertificate: false, speaksHttp2: false };

describe('refuseUnguarded', () => {
  test.each([
    ['TLS for other machines', tcpEnd(2376, '0.0.0.0', true), guarded],
    ['plain on loopback', tcpEnd(2375), guarded],
    ['a unix socket', unixEnd('/run/p.sock'), guarded],
    ['plain for other machines, before a daemon that is open', tcpEnd(2375, '0.0.0.0'), open],
    ['plain for other machines, before a daemon without TLS', tcpEnd(2375, '0.0.0.0'), null],
  ])('lets pass: %s', (_title, end, daemon) => {
    expect(() => refuseUnguarded(end, daemon)).not.toThrow();
  });

  test('does not let other machines in where the daemon demands certificates', () => {
    expect(() => refuseUnguarded(tcpEnd(2375, '0.0.0.0'), guarded)).toThrow(
      expect.objectContaining({ code: 'remote-not-allowed' }),
    );
  });
});

test('guardNotices tells who can come in, and nothing where all is as it was', () => {
  const codes = (...ends: Parameters<typeof guardNotices>[0]) =>
    guardNotices(ends, guarded).map(({ code }) => code);
  expect(codes(unixEnd('/run/p.sock'), tcpEnd(2376, '127.0.0.1', true))).toEqual([]);
  expect(codes(tcpEnd(2375), tcpEnd(2376, '0.0.0.0', true))).toEqual(['guard-lowered', 'remote-listener']);
  expect(guardNotices([tcpEnd(2375, 'localhost')], null)).toEqual([]);
});
