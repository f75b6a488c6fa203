import { expect, test } from 'vitest';
import { causeWords } from '../../../src/diagnosis/rebuild/cause-words.ts';
import { changedArgs, firstMiss, rebuildCause } from '../../../src/diagnosis/rebuild/rebuild-cause.ts';
import type { Build, BuildStep } from '../../../src/model/build.ts';
import { Secret } from '../../../src/model/secret.ts';
import { buildKitFacts, vertex } from '../../builders/engine-calls.ts';
import { build, step } from '../../builders/exchange.ts';

const from = step({ instruction: 'FROM node:20', imageId: 'aa', cached: false });
const run = (fields: Partial<BuildStep> = {}) =>
  step({ number: 2, instruction: 'RUN make', cached: false, ...fields });
const made = (fields: Partial<Build> = {}) =>
  build({ steps: [from, run()], error: null, buildArgs: {}, context: null, dockerfile: null, ...fields });
const words = (before: Build, after: Build) => causeWords(rebuildCause(before, after, firstMiss(after)!));

test('a FROM is no miss, and a build that is cached has none', () => {
  expect(firstMiss(made({ steps: [from] }))).toBeNull();
  expect(firstMiss(made({ steps: [from, run({ cached: true })] }))).toBeNull();
});

test('secret build args are compared without being shown', () => {
  const before = made({ buildArgs: { A: new Secret('x'), B: new Secret('y'), C: 'same', D: null } });
  const after = made({ buildArgs: { A: new Secret('x'), B: new Secret('z'), C: 'same', E: '1' } });
  expect(changedArgs(before, after)).toEqual(['B', 'D', 'E']);
  expect(words(before, after)).toBe('the build args B, D and E changed');
});

test('by hand: a digest of a registry that moved, and another image', () => {
  const on = (image: string) =>
    made({ builder: 'buildkit', steps: [step({ instruction: `FROM ${image}`, imageId: null }), run()] });
  expect(words(on('node:20@sha256:aaaa'), on('node:20@sha256:bbbb'))).toBe(
    'the base image node:20 is another one (aaaa -> bbbb)',
  );
  expect(words(on('node:20'), on('node:22'))).toBe('its instruction changed (it was "FROM node:20")');
});

test('by hand: a cache import that failed, where nothing else changed', () => {
  const failed = vertex('importing cache manifest from r.test/c', { error: 'not found' });
  const after = made({ builder: 'buildkit', buildkit: buildKitFacts({ vertices: [failed] }) });
  expect(words(made(), after)).toBe('the cache r.test/c could not be imported');
});

test('by hand: a cache that was pruned in the midst', () => {
  const cached = step({ number: 2, instruction: 'RUN a' });
  const after = made({ steps: [from, cached, run({ number: 3 })] });
  expect(words(made({ steps: [from, cached, run({ number: 3, cached: true })] }), after)).toBe(
    'its cache is gone: nothing that was captured of it changed',
  );
});
