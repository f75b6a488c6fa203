import { expect, test } from 'vitest';
import { pairBuilds } from '../../../src/diagnosis/rebuild/pair-builds.ts';
import { Traffic } from '../../../src/diagnosis/traffic.ts';
import type { Build } from '../../../src/model/build.ts';
import { built } from '../../builders/engine-calls.ts';
import { step } from '../../builders/exchange.ts';

const traffic = (...builds: readonly Partial<Build>[]) =>
  new Traffic(
    builds.map((fields, index) => built({ steps: [step()], ...fields }, index + 1)),
    [],
  );

const pairs = (before: Traffic, after: Traffic) =>
  pairBuilds(after, before).map((pair) => [pair.before.id, pair.after.id]);

test.each<readonly [string, Traffic, Traffic, readonly (readonly number[])[]]>([
  [
    'by tags, in whatever order',
    traffic({ tags: ['b'] }, { tags: ['a', 'c'] }),
    traffic({ tags: ['c', 'a'] }),
    [[2, 1]],
  ],
  [
    'by names, where the tag is a version',
    traffic({ tags: ['r.test:5000/a:1'] }, { tags: ['b:1'] }),
    traffic({ tags: ['r.test:5000/a:2'] }),
    [[1, 1]],
  ],
  [
    'by Dockerfile and target',
    traffic({ dockerfilePath: 'x' }, { dockerfilePath: 'y', target: 'z' }),
    traffic({ tags: ['new'], dockerfilePath: 'y', target: 'z' }),
    [[2, 1]],
  ],
  [
    'the n-th of alike ones with the n-th, or the last',
    traffic({}, {}),
    traffic({}, {}, {}),
    [
      [1, 1],
      [2, 2],
      [2, 3],
    ],
  ],
  ['not with that of another builder', traffic({ builder: 'classic' }), traffic({ builder: 'buildkit' }), []],
  ['none alike', traffic({ dockerfilePath: 'x' }), traffic({ dockerfilePath: 'y' }), []],
  ['without steps there is nothing to compare', traffic({ steps: [] }), traffic({}), []],
])('%s', (_, before, after, expected) => {
  expect(pairs(before, after)).toEqual(expected);
});
