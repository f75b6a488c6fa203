import { expect, test } from 'vitest';
import { joinReference } from '../../../src/docker/names/join-reference.ts';

test.each([
  ['alpine', '3.20', 'alpine:3.20'],
  ['alpine', '', 'alpine'],
  ['', 'latest', ''],
  ['alpine', 'sha256:a1b2', 'alpine@sha256:a1b2'],
])('%s and %s are %s', (image, tag, reference) => {
  expect(joinReference(image, tag)).toBe(reference);
});
