import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { EndpointTable } from '../../../src/capture/proxy/recorded-endpoints.ts';

const unix = {} as Socket;

test('a TCP connection keeps its addresses', () => {
  const socket = { localAddress: '::1', localPort: 2375, remoteAddress: '::1', remotePort: 40_000 } as Socket;
  expect(new EndpointTable().take(socket)).toEqual({
    client: { address: '::1', port: 40_000 },
    server: { address: '::1', port: 2375 },
  });
});

test('no two open connections over a unix socket are one in the capture', () => {
  const table = new EndpointTable();
  const first = table.take(unix);
  expect(first).toEqual({
    client: { address: '127.0.0.1', port: 1024 },
    server: { address: '127.0.0.1', port: 2375 },
  });
  const ports = new Set([first.client.port]);
  for (let count = 0; count < 100_000; count += 1) {
    const endpoints = table.take(unix);
    expect(endpoints.client.port).not.toBe(first.client.port);
    ports.add(endpoints.client.port);
    table.release(endpoints);
  }
  // Ports are used again only after all others.
  expect(ports.size).toBe(32_767 - 1024 + 1);
});
