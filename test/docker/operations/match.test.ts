import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchOperation } from '../../../src/docker/operations/match.ts';

describe('matchOperation', () => {
  test.each([
    ['HEAD', '/_ping', 'SystemPingHead', {}],
    ['GET', '/_ping', 'SystemPing', {}],
    ['POST', '/v1.41/build?t=a', 'ImageBuild', {}],
    ['POST', '/session', 'Session', {}],
    ['POST', '/grpc', 'Grpc', {}],
    ['GET', '/v1.41/containers/json?all=1', 'ContainerList', {}],
    ['GET', '/v1.41/containers/json/json', 'ContainerInspect', { id: 'json' }],
    ['GET', '/v1.41/containers/web/attach/ws', 'ContainerAttachWebsocket', { id: 'web' }],
    ['DELETE', '/v1.41/containers/web', 'ContainerDelete', { id: 'web' }],
    ['DELETE', '/v1.41/containers/web/checkpoints/one', 'CheckpointDelete', { id: 'web', checkpoint: 'one' }],
    ['POST', '/v1.41/images/registry.local:5000/a/b/push', 'ImagePush', { name: 'registry.local:5000/a/b' }],
    ['POST', '/v1.41/images/a%2Fb/push', 'ImagePush', { name: 'a/b' }],
    ['POST', '/v1.41/images/push/push', 'ImagePush', { name: 'push' }],
    ['GET', '/v1.41/images/get?names=a', 'ImageGetAll', {}],
    ['GET', '/v1.41/images/a/get', 'ImageGet', { name: 'a' }],
    ['GET', '/v1.41/images/team/json/json', 'ImageInspect', { name: 'team/json' }],
    [
      'GET',
      '/v1.41/distribution/docker.io/library/a:1/json',
      'DistributionInspect',
      { name: 'docker.io/library/a:1' },
    ],
    ['GET', '/v1.24/plugins/vieux/sshfs', 'PluginInspect', { name: 'vieux/sshfs' }],
    ['GET', '/v1.41/plugins/vieux/sshfs/json', 'PluginInspect', { name: 'vieux/sshfs' }],
    ['GET', '/v1.41/networks/', 'NetworkList', {}],
    ['POST', '/v1.19/containers/web/copy', 'ContainerCopy', { id: 'web' }],
    ['PUT', '/containers/web/archive?path=/', 'PutContainerArchive', { id: 'web' }],
    ['GET', 'http://docker:2375//v1.41/info', 'SystemInfo', {}],
    ['GET', '/images//json?', 'ImageList', {}],
  ])('%s %s is %s', (method, target, id, parameters) => {
    const match = matchOperation(method, target);
    expect(match.operation?.id).toBe(id);
    expect(match.parameters).toEqual(parameters);
  });

  test.each([
    ['GET', '/build'],
    ['POST', '/v1.41/libpod/containers/create'],
    ['GET', '/'],
    ['OPTIONS', '*'],
    ['get', '/_ping'],
    ['CONNECT', 'docker:2376'],
  ])('%s %s is none of them', (method, target) => {
    expect(matchOperation(method, target)).toMatchObject({ operation: null, parameters: {} });
  });

  test('every request that a real client made is an operation of the table', () => {
    const unknown = readdirSync('fixtures')
      .map((name) => `fixtures/${name}/witness.json`)
      .filter((path) => existsSync(path))
      .flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).requests ?? [])
      // What the daemon itself does not know is in the fixtures too.
      .filter(({ status }) => status !== 400 && status !== 404)
      .filter(({ method, target }) => matchOperation(method, target).operation === null)
      .map(({ method, target, status }) => `${method} ${target} ${status}`);

    expect(unknown).toEqual([]);
  });

  test('no target makes it throw', () => {
    const piece = fc.constantFrom(
      '/',
      '/v1.41',
      '/images/',
      '/push',
      '%',
      '%2',
      '%2f',
      '?',
      '&',
      '=',
      ';',
      'a',
      '\x00',
      'é',
    );
    const target = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom('GET', 'POST', 'DELETE', ''), target, (method, text) => {
        expect(matchOperation(method, text).path).toBeTypeOf('string');
      }),
    );
  });
});
