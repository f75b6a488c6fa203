import { describe, expect, test } from 'vitest';
import { addNote, NOT_PROXIED, unixEnds } from '../../src/pipeline/proxy-facts.ts';

const at = 1_760_000_000_000_000;
const opening = { listener: 'unix:///run/p.sock', target: 'tcp://docker:2376', targetTls: true };

test('each note adds to those before', () => {
  const opened = addNote(NOT_PROXIED, opening, at);
  const named = addNote(opened, { pid: 7, command: '/usr/bin/docker build -t web .' }, at);
  expect(named).toEqual({
    proxied: {
      listener: '/run/p.sock',
      target: 'docker:2376',
      listenerTls: false,
      targetTls: true,
      pid: 7,
      command: '/usr/bin/docker build',
    },
    tlsFailure: null,
  });
});

test('TLS that failed', () => {
  const failed = { side: 'daemon', reason: 'expired', detail: 'it has expired', fix: 'restart it' };
  expect(addNote(NOT_PROXIED, { handshakeFailed: failed }, at).tlsFailure).toEqual({ ...failed, at });
});

describe('a command is shown without what may hold a secret', () => {
  test.each([
    ['docker', 'docker'],
    ['docker login -u bob -p hunter2', 'docker login'],
    ['docker -H tcp://bob:hunter2@docker build .', 'docker'],
    ['python3 job.py hunter2', 'python3 job.py'],
    ['', ''],
  ])('%s', (command, shown) => {
    expect(addNote(NOT_PROXIED, { command }, at).proxied?.command).toBe(shown);
  });
});

test('only packets of a unix socket have made-up addresses', () => {
  expect(unixEnds(NOT_PROXIED)).toBe(null);
  expect(unixEnds(addNote(NOT_PROXIED, { ...opening, listener: 'tcp://127.0.0.1:2375' }, at))).toBe(null);
  expect(unixEnds(addNote(NOT_PROXIED, opening, at))).toEqual({
    client: '/run/p.sock',
    server: 'docker:2376',
  });
});
