import { describe, expect, test } from 'vitest';
import { ConnectionKey, connectionHash } from '../../src/tcp/connection-key.ts';
import { readSegment } from '../../src/tcp/segment.ts';
import { tcpIpPayload, tcpSegment } from '../builders/tcp-segment.ts';

type End = readonly [address: readonly number[], port: number];

function packet([source, sourcePort]: End, [destination, destinationPort]: End) {
  const ip = tcpIpPayload(
    source,
    destination,
    tcpSegment({ sourcePort, destinationPort, sequence: 0, flags: 'S' }),
  );
  return [ip, readSegment(ip)!] as const;
}

const v6 = (last: number) => [0xfd, ...Array<number>(14).fill(0), last];

describe.each<{ name: string; client: End; server: End; others: readonly (readonly [End, End])[] }>([
  {
    name: 'IPv4',
    client: [[10, 0, 0, 1], 40_000],
    server: [[10, 0, 0, 2], 2375],
    others: [
      [
        [[10, 0, 0, 1], 40_001],
        [[10, 0, 0, 2], 2375],
      ],
      [
        [[10, 0, 0, 1], 2375],
        [[10, 0, 0, 2], 40_000],
      ],
      [
        [[10, 0, 0, 3], 40_000],
        [[10, 0, 0, 2], 2375],
      ],
      [
        [v6(1), 40_000],
        [v6(2), 2375],
      ],
    ],
  },
  {
    name: 'IPv6',
    client: [v6(1), 40_000],
    server: [v6(2), 2375],
    others: [
      [
        [v6(3), 40_000],
        [v6(2), 2375],
      ],
      [
        [v6(1), 40_000],
        [v6(3), 2375],
      ],
    ],
  },
])('$name', ({ client, server, others }) => {
  test.each([true, false])('both directions are told apart, whether side a sent first: %s', (aIsSource) => {
    const key = new ConnectionKey(...packet(client, server), aIsSource);
    const [forth, back] = aIsSource ? ['a-to-b', 'b-to-a'] : ['b-to-a', 'a-to-b'];
    expect(key.directionOf(...packet(client, server))).toBe(forth);
    expect(key.directionOf(...packet(server, client))).toBe(back);
    expect(key.a.port).toBe(aIsSource ? 40_000 : 2375);
    expect(key.b.port).toBe(aIsSource ? 2375 : 40_000);
  });

  test('both directions have one hash', () => {
    const hash = connectionHash(...packet(client, server));
    expect(connectionHash(...packet(server, client))).toBe(hash);
    expect(new ConnectionKey(...packet(client, server), true).hash).toBe(hash);
  });

  test.each(others)('%o to %o is another connection', (source, destination) => {
    const key = new ConnectionKey(...packet(client, server), true);
    expect(key.directionOf(...packet(source, destination))).toBeNull();
  });
});

test('the ends of a dual-stack socket are IPv4 addresses', () => {
  const mapped = (last: number) => [...Array<number>(10).fill(0), 0xff, 0xff, 192, 0, 2, last];
  const key = new ConnectionKey(...packet([mapped(1), 40_000], [mapped(2), 2375]), true);
  expect([key.a, key.b]).toEqual([
    { address: '192.0.2.1', port: 40_000 },
    { address: '192.0.2.2', port: 2375 },
  ]);
});
