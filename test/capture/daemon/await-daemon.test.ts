import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awaitDaemon } from '../../../src/capture/daemon/await-daemon.ts';
import type { DaemonEnd } from '../../../src/capture/daemon/ping-daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'await-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): DaemonEnd => ({
  kind: 'daemon',
  address: { kind: 'unix', path: join(folder, name) },
  tls: false,
  certificates: null,
});
const never = new AbortController().signal;

test('a daemon that starts later is found, and each change is told once', async () => {
  const server = createHttpServer((_request, response) => {
    response.writeHead(200, { 'Api-Version': '1.47' }).end('OK');
  });
  const changes: string[] = [];
  const waited = await awaitDaemon({
    locate: () => at('late.sock'),
    timeoutMs: 20_000,
    interrupted: never,
    onChange: (_daemon, why) => {
      changes.push(why);
      // Some attempts later.
      setTimeout(() => server.listen(join(folder, 'late.sock')), 700);
    },
  });
  server.close();
  expect(waited).toMatchObject({ kind: 'answers', apiVersion: '1.47', daemon: at('late.sock') });
  expect(changes).toEqual([expect.stringMatching(/no such socket/)]);
});

test('the daemon is located anew for each attempt', async () => {
  const server = createHttpServer((_request, response) => response.end('OK'));
  await new Promise<void>((resolve) => server.listen(join(folder, 'second.sock'), resolve));
  let attempts = 0;
  const waited = await awaitDaemon({
    locate: () => at(++attempts === 1 ? 'first.sock' : 'second.sock'),
    timeoutMs: 20_000,
    interrupted: never,
    onChange: () => {},
  });
  server.close();
  expect(waited).toMatchObject({ kind: 'answers', daemon: at('second.sock') });
});

test('one that does not come up in time: what was seen last', async () => {
  const waited = await awaitDaemon({
    locate: () => at('none.sock'),
    timeoutMs: 300,
    interrupted: never,
    onChange: () => {},
  });
  expect(waited).toMatchObject({ kind: 'silent', why: expect.stringMatching(/no such socket/) });
});

test('who is interrupted does not wait', async () => {
  const interrupt = new AbortController();
  const waiting = awaitDaemon({
    locate: () => at('none.sock'),
    timeoutMs: 600_000,
    interrupted: interrupt.signal,
    onChange: () => interrupt.abort(),
  });
  expect((await waiting).kind).toBe('silent');
});
