import { expect, test } from 'vitest';
import { nearestWord } from '../../../src/views/filter/nearest-word.ts';

const words = ['status', 'step', 'stream', 'op', 'up', 'operation'];

test.each([
  ['stauts', 'status', 'two letters swapped'],
  ['statu', 'status', 'one left out'],
  ['statuss', 'status', 'one put in'],
  ['STATUS', 'status', 'another case'],
  ['opperatoin', 'operation', 'two changes'],
  ['stap', 'step', 'one replaced'],
  ['ap', 'op', 'the first of the nearest'],
  ['x', null, 'a letter is near to nothing'],
  ['', null, 'nothing'],
  ['container', null, 'another word'],
])("'%s' is taken for %s: %s", (word, nearest, _) => {
  expect(nearestWord(word, words)).toBe(nearest);
});
