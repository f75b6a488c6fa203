import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDaemon } from '../../builders/fake-daemon.ts';
import { runBin } from '../run-bin.ts';

let daemon: FakeDaemon;
beforeAll(async () => {
  daemon = await FakeDaemon.start();
});
afterAll(() => daemon.stop());

test('a daemon that answers', async () => {
  const { code, stdout, stderr } = await runBin(['wait'], { env: { DOCKER_HOST: daemon.host } });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^dind-sniff: unix:\S+ answers after \d+(\.\d+)? m?s \(API 1\.41\)\n$/);
});

test('one that does not: what is seen, then a rule says what to do', async () => {
  const host = `unix://${join(daemon.folder, 'none.sock')}`;
  const { code, stderr } = await runBin(['wait', '--timeout', '300ms', '--target', host]);
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    `dind-sniff: waiting for ${host}: there is no such socket; is the daemon running, and its socket mounted here?`,
    expect.stringMatching(/ did not answer within 300 ms: There is no socket .*; to do: Start the daemon/),
  ]);
});

test('who is interrupted has the exit code of a shell', async () => {
  const { code } = await runBin(['wait', '--target', 'unix:///no.sock'], {
    during: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  });
  expect(code).toBe(130);
});

test('a time that is none', async () => {
  const { code, stderr } = await runBin(['wait', '--timeout', 'soon']);
  expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
});
