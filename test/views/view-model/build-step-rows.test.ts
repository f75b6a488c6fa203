import { expect, it } from 'vitest';
import { buildStepRows } from '../../../src/views/view-model/build-step-rows.ts';
import { build, step } from '../../builders/exchange.ts';

const rows = (fields: Parameters<typeof build>[0]) =>
  buildStepRows(build(fields)).map(({ number, instruction, cache, error, step: ran }) => [
    number,
    instruction,
    ran === null ? 'not reached' : cache,
    error,
  ]);

it('names the first miss, the step that failed, and what was not reached', () => {
  const dockerfile = 'FROM node:20\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nCMD ["a"]\n';
  expect(rows({ dockerfile })).toEqual([
    [1, 'FROM node:20', 'hit', null],
    [2, 'WORKDIR /app', 'hit', null],
    [3, 'COPY package*.json ./', 'first-miss', null],
    [4, 'RUN npm ci', 'none', 'exit code 1'],
    [5, 'COPY . .', 'not reached', null],
    [6, 'CMD ["a"]', 'not reached', null],
  ]);
});

it.each([
  ['FROM itself is neither hit nor miss', {}, ['none', 'first-miss', 'none']],
  ['without the cache nothing is a first miss', { noCache: true }, ['none', 'none', 'none']],
])('%s', (_, fields, expected) => {
  const steps = ['FROM a', 'RUN b', 'RUN c'].map((instruction, index) =>
    step({ number: index + 1, total: 3, instruction, cached: false }),
  );
  expect(rows({ ...fields, steps, error: null }).map(([, , cache]) => cache)).toEqual(expected);
});

it('does not guess at what was not reached without the Dockerfile', () => {
  expect(rows({ dockerfile: null })).toHaveLength(4);
  expect(rows({ dockerfile: 'FROM other' })).toHaveLength(4);
  expect(rows({ steps: [], error: { code: null, message: 'no' } })).toEqual([]);
});
