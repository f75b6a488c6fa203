import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDaemon } from '../../builders/fake-daemon.ts';
import { runBin } from '../run-bin.ts';

let daemon: FakeDaemon;
beforeAll(async () => {
  daemon = await FakeDaemon.start();
});
afterAll(() => daemon.stop());

test('a daemon that works', async () => {
  const { code, stdout, stderr } = await runBin(['doctor'], { env: { DOCKER_HOST: daemon.host } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    `A docker client here would use  ${daemon.host}\n  because DOCKER_HOST is ${daemon.host}\n`,
  );
  expect(stdout).toMatch(/✓ ping +answered in /);
});

test('one that is not there: what to do, and exit code 1', async () => {
  const target = `unix://${join(daemon.folder, 'none.sock')}`;
  const { code, stdout } = await runBin(['doctor', '--target', target]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/because --target says so\n {2}✗ \S+ +There is no socket .*\n {6}Start the daemon/);
});

test('JSON', async () => {
  const { code, stdout } = await runBin(['doctor', '--format', 'json', '--target', daemon.host]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ type: 'doctor', works: true, daemon: { address: daemon.host } });
});

test('what cannot be used is one line, and no password is in it', async () => {
  const { code, stdout, stderr } = await runBin(['doctor'], { env: { DOCKER_HOST: 'ssh://me:pa55@host' } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^dind-sniff: the daemon is at ssh:\/\/me:••••@host, /);
  expect(stderr.trimEnd()).not.toContain('\n');
});
