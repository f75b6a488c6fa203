import { expect, test } from 'vitest';
import { known, tagValues, withoutPort } from '../../../src/views/filter/exchange-values.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

test.each([
  ['172.17.0.2:2375', '172.17.0.2'],
  ['172.17.0.2', '172.17.0.2'],
  ['[fe80::1]:2375', 'fe80::1'],
  ['[fe80::1]', 'fe80::1'],
  ['docker:2375', 'docker'],
  ['/var/run/docker.sock', '/var/run/docker.sock'],
  ['@abstract:1', '@abstract'],
  ['fe80::1', 'fe80::1'],
  ['', ''],
])("'%s' without its port is '%s'", (address, host) => {
  expect(withoutPort(address)).toBe(host);
});

test('what is not known is left out, what is empty or 0 is not', () => {
  expect(known<string | number>(null, '', undefined, 0, 'x')).toEqual(['', 0, 'x']);
});

test.each([
  ['ImageTag', ['web', 'r/web:2'], ['r/web:2']],
  ['ImageCommit', ['saved:1'], ['saved:1']],
  ['ImagePush', ['r/web:2'], []],
])('tags of %s', (operation, images, tags) => {
  expect(tagValues(exchange({ operation, docker: dockerFacts({ images }) }))).toEqual(tags);
});

test('tags of a build are those asked for and those given', () => {
  const build = webBuild();
  const docker =
    build.docker.build === null ? null : { ...build.docker.build, taggedAs: ['web:latest', 'web:2'] };
  expect(tagValues({ ...build, docker: { ...build.docker, build: docker } })).toEqual([
    'web:latest',
    'web:latest',
    'web:2',
  ]);
});
