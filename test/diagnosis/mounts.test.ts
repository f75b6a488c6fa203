import { expect, test } from 'vitest';
import { allBoundSources, boundSources } from '../../src/diagnosis/mounts.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { call } from '../builders/engine-calls.ts';

const request = (...binds: string[]) => ({ HostConfig: { Binds: binds } });

test('paths, and no volumes', () => {
  expect(boundSources(request('/a/:/x:ro', 'volume:/y', '/:/z'))).toEqual(['/a', '/']);
  const mounts = [
    { Type: 'bind', Source: '/b', Target: '/x' },
    { Type: 'volume', Source: '/c' },
  ];
  expect(boundSources({ HostConfig: { Mounts: mounts } })).toEqual(['/b']);
});

test('of all containers, each once', () => {
  const create = (id: number, bind: string) => call('ContainerCreate', { id }, { request: request(bind) });
  const traffic = new Traffic([create(1, '/a:/x'), create(2, '/b:/x'), create(3, '/a:/y')], []);
  expect(allBoundSources(traffic)).toEqual(['/a', '/b']);
});
