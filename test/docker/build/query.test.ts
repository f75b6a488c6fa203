import { describe, expect, test } from 'vitest';
import { readBuildQuery } from '../../../src/docker/build/query.ts';
import { readTarget } from '../../../src/docker/operations/request-target.ts';

function read(query: string) {
  const { build, issues } = readBuildQuery(readTarget(`/build?${query}`).query, 3);
  return { build: JSON.parse(JSON.stringify(build)), issues };
}

const plain = {
  builder: 'classic',
  tags: [],
  dockerfilePath: 'Dockerfile',
  buildArgs: {},
  labels: {},
  target: null,
  platform: null,
  noCache: false,
  pull: false,
  networkMode: null,
  cacheFrom: [],
  remote: null,
  limits: {},
};

describe('readBuildQuery', () => {
  test.each([
    ['nothing', '', plain],
    [
      'what the 20.10 CLI sends when nothing is set',
      'buildargs=%7B%7D&cachefrom=%5B%5D&cgroupparent=&cpuperiod=0&cpuquota=0&cpusetcpus=&cpusetmems=&cpushares=0&dockerfile=Dockerfile&labels=%7B%7D&memory=0&memswap=0&networkmode=default&rm=1&shmsize=0&t=a&target=&ulimits=null&version=1',
      { ...plain, tags: ['a'], networkMode: 'default' },
    ],
    [
      'everything',
      'buildargs=%7B%22A%22%3A%22a%5Cu0026b%22%2C%22U%22%3Anull%7D&cachefrom=%5B%22x%3A1%22%5D&memory=512&memswap=-1&cpusetcpus=0-1&ulimits=%5B%7B%22Name%22%3A%22nofile%22%7D%5D&dockerfile=docker%2FDockerfile.prod&labels=%7B%22m%22%3A%22%C3%BC%22%7D&t=a&t=b%3A1&target=release&platform=linux%2Farm64&nocache=1&pull=1&networkmode=none&remote=https%3A%2F%2Fgit.test%2Fa.git',
      {
        ...plain,
        tags: ['a', 'b:1'],
        dockerfilePath: 'docker/Dockerfile.prod',
        buildArgs: { A: 'a&b', U: null },
        labels: { m: 'ü' },
        target: 'release',
        platform: 'linux/arm64',
        noCache: true,
        pull: true,
        networkMode: 'none',
        cacheFrom: ['x:1'],
        remote: 'https://git.test/a.git',
        limits: { memory: '512', memswap: '-1', cpusetcpus: '0-1', ulimits: '[{"Name":"nofile"}]' },
      },
    ],
    [
      'docker-py',
      't=py%3A1&q=False&nocache=True&rm=True&forcerm=False&pull=False&buildargs=%7B%22G%22%3A+%22b%22%7D',
      { ...plain, tags: ['py:1'], noCache: true, buildArgs: { G: 'b' } },
    ],
    [
      'BuildKit',
      'version=2&remote=client-session',
      { ...plain, builder: 'buildkit', remote: 'client-session' },
    ],
    [
      'secret build args',
      'buildargs=%7B%22NPM_TOKEN%22%3A%22x%22%2C%22PROXY%22%3A%22http%3A%2F%2Fu%3Apw%40h%22%7D',
      { ...plain, buildArgs: { NPM_TOKEN: '••••', PROXY: 'http://u:••••@h' } },
    ],
  ])('%s', (_, query, build) => {
    expect(read(query)).toEqual({ build, issues: [] });
  });

  test.each([
    ['buildargs', 'buildargs=%7B', plain],
    ['labels', 'labels=%5B%22a%22%5D', plain],
    ['cachefrom', 'cachefrom=x', plain],
  ])('a parameter %s that is not its JSON is an issue', (name, query, build) => {
    const { build: got, issues } = read(query);
    expect(got).toEqual(build);
    expect(issues).toEqual([
      {
        kind: 'issue',
        code: 'docker/build-query-unreadable',
        message: `the build's parameter ${name} is not the JSON it should be`,
        at: 3,
      },
    ]);
  });

  test('values of another type are shown as JSON', () => {
    expect(read('buildargs=%7B%22N%22%3A1%2C%22O%22%3A%7B%7D%7D').build.buildArgs).toEqual({
      N: '1',
      O: '{}',
    });
  });
});
