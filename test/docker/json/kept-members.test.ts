import { describe, expect, test } from 'vitest';
import { readKeptMembers } from '../../../src/docker/json/kept-members.ts';

describe('members that are kept of small JSON bodies', () => {
  test.each([
    ['one of the top', 'SystemInfo', 'response', { Driver: 'vfs', SystemTime: 'x' }, { Driver: 'vfs' }],
    [
      'one of an object within, beside another of it',
      'ContainerInspect',
      'response',
      { State: { OOMKilled: true, ExitCode: 137, Pid: 4 } },
      { State: { OOMKilled: true, ExitCode: 137 } },
    ],
    [
      'each object of a list',
      'ImageList',
      'response',
      [{ Id: 'sha256:1', Created: 1 }, 'no object'],
      [{ Id: 'sha256:1' }, null],
    ],
    ['nothing of other operations', 'ImagePrune', 'response', { Id: 1 }, null],
    ['nothing of a name that objects inherit', 'constructor', 'response', { Id: 1 }, null],
    ['nothing of the other side', 'SystemInfo', 'request', { Driver: 'vfs' }, null],
    ['nothing of what is no object', 'SystemInfo', 'response', undefined, null],
  ] as const)('%s', (_name, operation, side, body, expected) => {
    expect(readKeptMembers(operation, side, body)).toEqual(expected);
  });

  test('secrets are masked', () => {
    const body = { Env: ['DB_PASSWORD=hunter2', 'A=b'], HostConfig: { Privileged: true } };
    const kept = readKeptMembers('ContainerCreate', 'request', body);
    expect(JSON.stringify(kept)).not.toContain('hunter2');
    expect(kept).toMatchObject({ HostConfig: { Privileged: true } });
  });

  test('lists and texts are bounded', () => {
    const body = Array.from({ length: 5000 }, () => ({ Id: 'x'.repeat(10_000) }));
    expect(JSON.stringify(readKeptMembers('ImageList', 'response', body)).length).toBeLessThan(1_000_000);
  });
});
