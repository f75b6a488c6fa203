import { describe, expect, test } from 'vitest';
import { Names } from '../../../src/docker/names/names.ts';
import { matchOperation } from '../../../src/docker/operations/match.ts';
import { operationTable } from '../../../src/docker/operations/operation-table.ts';
import { summarise } from '../../../src/docker/operations/summaries.ts';

const ID = '3f2a1b4c5d6e'.padEnd(64, '0');
const EXEC = 'e1'.padEnd(64, '2');

function summary(method: string, target: string, request?: unknown, names = new Names()): string {
  return summarise({ match: matchOperation(method, target), request, names });
}

describe('summaries', () => {
  test.each([
    ['HEAD', '/_ping', undefined, 'ping'],
    ['POST', '/build?t=web%3Alatest&t=web%3A1', undefined, 'build web:latest web:1'],
    ['POST', '/build?t=', undefined, 'build (no tag)'],
    ['POST', '/build?buildid=upload-request%3Aab&version=2', undefined, 'upload build context'],
    ['POST', '/images/create?fromImage=alpine&tag=3.19', undefined, 'pull alpine:3.19'],
    ['POST', '/images/create?fromImage=alpine&tag=sha256%3Aab', undefined, 'pull alpine@sha256:ab'],
    ['POST', '/images/create?fromSrc=-&repo=web&tag=1', undefined, 'import an archive as web:1'],
    ['POST', '/images/create?fromSrc=https://u:pw@h/x', undefined, 'import https://u:••••@h/x'],
    [
      'POST',
      '/images/registry.local:5000/web/push?tag=latest',
      undefined,
      'push registry.local:5000/web:latest',
    ],
    ['POST', '/containers/create?name=web', { Image: 'nginx' }, 'create web from nginx'],
    ['POST', '/containers/create', { Image: 'nginx' }, 'create container from nginx'],
    ['POST', `/containers/${ID}/start`, undefined, 'start 3f2a1b4c5d6e'],
    ['GET', `/containers/${ID}/logs?follow=1`, undefined, 'logs -f 3f2a1b4c5d6e'],
    ['DELETE', '/containers/web?force=1&v=1', undefined, 'remove -f web'],
    ['POST', '/containers/web/exec', { Cmd: ['sh', '-c', 'ls\n-l'] }, "create exec web sh -c 'ls -l'"],
    [
      'POST',
      '/containers/web/exec',
      { Cmd: ['env', 'API_TOKEN=x1', 'run'] },
      'create exec web env API_TOKEN=•••• run',
    ],
    ['POST', `/exec/${EXEC}/start`, undefined, 'exec e12222222222'],
    ['GET', '/containers/web/archive?path=/etc', undefined, 'copy out web:/etc'],
    ['PUT', '/containers/web/archive?path=/etc', undefined, 'copy in web:/etc'],
    ['GET', '/images/get?names=a&names=b', undefined, 'save a b'],
    ['POST', '/auth', { username: 'alice', serveraddress: 'r.test' }, 'login alice@r.test'],
    ['POST', '/auth', undefined, 'login'],
    ['POST', '/auth', { identitytoken: 't' }, 'login https://index.docker.io/v1/'],
    ['POST', '/commit?container=web&repo=r&tag=1', undefined, 'commit web as r:1'],
    ['POST', '/networks/create', { Name: 'front' }, 'create network front'],
    ['GET', '/nowhere?x', undefined, 'GET /nowhere'],
  ])('%s %s', (method, target, request, expected) => {
    expect(summary(method, target, request)).toBe(expected);
  });

  test('use the names that traffic told', () => {
    const names = new Names();
    names.setContainer(ID, { name: '/web' });
    names.setExec(EXEC, { container: ID, command: ['sh', '-c', 'ls'] });
    expect(summary('POST', `/containers/${ID}/start`, undefined, names)).toBe('start web');
    expect(summary('POST', `/exec/${EXEC}/start`, undefined, names)).toBe('exec web sh -c ls');
  });

  test('a rename shows the new name once', () => {
    const names = new Names();
    names.setContainer(ID, { name: 'crate' });
    expect(summary('POST', `/containers/${ID}/rename?name=crate`, undefined, names)).toBe(
      'rename 3f2a1b4c5d6e to crate',
    );
    expect(summary('POST', '/containers/box/rename?name=crate', undefined, names)).toBe(
      'rename box to crate',
    );
  });

  test('exist for every operation, are one line and bounded', () => {
    for (const row of operationTable) {
      const target = row.path.replaceAll(/\{\w+\}/g, 'n'.repeat(300));
      const text = summary(row.method, target);
      expect(text, row.id).not.toMatch(/^(GET|POST|PUT|DELETE|HEAD) /);
      expect(text.length, row.id).toBeLessThanOrEqual(120);
    }
  });
});
