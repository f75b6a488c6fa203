import { expect, test } from 'vitest';
import { registryErrors, toldErrors } from '../../src/diagnosis/told-errors.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { buildKitFacts, built, info, pull, vertex } from '../builders/engine-calls.ts';
import { step } from '../builders/exchange.ts';

test('wherever it stands, and once for each thing that the pattern names', () => {
  const traffic = new Traffic(
    [
      pull('a', { id: 1, error: 'lost one' }),
      pull('a', { id: 2, error: 'lost one again' }),
      built({ steps: [step({ error: 'lost two' })] }, 3),
      built({ buildkit: buildKitFacts({ vertices: [vertex('x', { error: 'lost one' })] }) }, 4),
      pull('a', { id: 5, error: 'found' }),
    ],
    [],
  );
  const told = toldErrors(traffic, /lost (\w+)/);
  expect(told.map(({ match, exchanges }) => [match[1], exchanges.map(({ id }) => id)])).toEqual([
    ['one', [1, 2, 4]],
    ['two', [3]],
  ]);
});

test('without anything that asks a registry nobody can tell', () => {
  expect(registryErrors(new Traffic([info({})], []), /x/)).toBeNull();
  expect(registryErrors(new Traffic([pull('a')], []), /x/)).toEqual([]);
});
