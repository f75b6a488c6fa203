import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isLoopback, listen } from '../../../src/capture/proxy/listener.ts';
import type { ProxyEnd } from '../../../src/capture/proxy/proxy-address.ts';
import { tcpEnd, unixEnd } from '../../builders/proxy-peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'listener-'));
afterAll(() => rmSync(folder, { recursive: true }));

const quiet = { allowRemote: false, accept: (): void => {} };

async function refused(end: ProxyEnd, wishes = quiet): Promise<{ code: string; message: string }> {
  const failure: unknown = await listen(end, wishes).then(
    (listener) => listener.close(),
    (error: unknown) => error,
  );
  return failure as { code: string; message: string };
}

describe('a TCP address', () => {
  test('gets the port that the system chooses, and connections', async () => {
    let accepted: ProxyEnd | null = null;
    const listener = await listen(tcpEnd(0), {
      allowRemote: false,
      accept: (socket, end) => {
        accepted = end;
        socket.end();
      },
    });
    const { address } = listener.end;
    expect(address).toMatchObject({ kind: 'tcp', host: '127.0.0.1' });
    const client = connect(address.kind === 'tcp' ? address.port : 0, '127.0.0.1');
    client.resume();
    await once(client, 'close');
    expect(accepted).toEqual(listener.end);
    await listener.close();
  });

  test('that is in use', async () => {
    const first = await listen(tcpEnd(0), quiet);
    const failure = await refused(first.end);
    expect(failure.code).toBe('address-in-use');
    expect(failure.message).toMatch(/^cannot listen on tcp:\/\/127\.0\.0\.1:\d+: it is in use; /);
    await first.close();
  });

  test.each(['0.0.0.0', '::'])('%s is for other machines too, which has to be wanted', async (host) => {
    expect(await refused(tcpEnd(0, host))).toMatchObject({ code: 'remote-not-allowed' });
    const listener = await listen(tcpEnd(0, host), { ...quiet, allowRemote: true });
    await listener.close();
  });

  test('of another machine', async () => {
    // RFC 5737: nobody has it.
    const failure = await refused(tcpEnd(0, '192.0.2.1'), { ...quiet, allowRemote: true });
    expect(failure).toMatchObject({ code: 'cannot-listen' });
    expect(failure.message).toContain('this machine has no such address');
  });

  test('whose name does not resolve', async () => {
    expect(await refused(tcpEnd(0, 'no-such-name.invalid'))).toMatchObject({ code: 'cannot-listen' });
  });
});

describe('a unix socket', () => {
  test('is only for this user, whatever the umask, and goes when the listener does', async () => {
    const path = join(folder, 'private.sock');
    const mask = process.umask(0);
    const listener = await listen(unixEnd(path), quiet);
    expect(process.umask(mask)).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await listener.close();
    expect(existsSync(path)).toBe(false);
  });

  test('with a path that is too long', async () => {
    const failure = await refused(unixEnd(`/tmp/${'x'.repeat(103)}`));
    expect(failure.code).toBe('socket-path-too-long');
    expect(failure.message).toContain('108 bytes and the system takes 107');
    const fits = join(folder, 'y'.repeat(107 - folder.length - 1));
    const listener = await listen(unixEnd(fits), quiet);
    expect(existsSync(fits)).toBe(true);
    await listener.close();
  });

  test('that nobody listens on any more is replaced', async () => {
    const path = join(folder, 'stale.sock');
    const crash = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', crash]);
    expect(statSync(path).isSocket()).toBe(true);
    const listener = await listen(unixEnd(path), quiet);
    await listener.close();
  });

  test('that somebody listens on', async () => {
    const path = join(folder, 'live.sock');
    const other = createServer().listen(path);
    await once(other, 'listening');
    expect(await refused(unixEnd(path))).toMatchObject({ code: 'address-in-use' });
    expect(existsSync(path)).toBe(true);
    other.close();
  });

  test('where a file is', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'mine');
    expect(await refused(unixEnd(path))).toMatchObject({ code: 'socket-path-taken' });
    expect(existsSync(path)).toBe(true);
  });

  test('in a folder that is not there', async () => {
    const failure = await refused(unixEnd(join(folder, 'no', 'p.sock')));
    expect(failure).toMatchObject({ code: 'cannot-listen' });
    expect(failure.message).toContain('there is no folder');
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.9.8.7', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.1', false],
  ['1270.0.0.1', false],
])('%s is loopback: %s', (address, loopback) => {
  expect(isLoopback(address)).toBe(loopback);
});
