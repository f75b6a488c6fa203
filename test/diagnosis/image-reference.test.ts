import { expect, test } from 'vitest';
import { hostIn, registryOf, registryWords } from '../../src/diagnosis/image-reference.ts';

test.each([
  ['alpine', 'docker.io', 'Docker Hub'],
  ['library/alpine:3', 'docker.io', 'Docker Hub'],
  ['registry-1.docker.io/library/alpine', 'registry-1.docker.io', 'Docker Hub'],
  ['localhost/app', 'localhost', 'localhost'],
  ['registry:5000/app', 'registry:5000', 'registry:5000'],
  ['ghcr.io/team/app@sha256:ab', 'ghcr.io', 'ghcr.io'],
])('%s is at %s', (reference, registry, words) => {
  expect(registryOf(reference)).toBe(registry);
  expect(registryWords(registry)).toBe(words);
});

test.each([
  ['Get "https://r.test:5000/v2/": x', 'r.test:5000'],
  ['Get "https://bob:pw@r.test/v2/": x', 'r.test'],
  ['no address', null],
])('%s', (text, host) => {
  expect(hostIn(text)).toBe(host);
});
