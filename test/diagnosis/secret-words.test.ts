import { expect, test } from 'vitest';
import { secretWords } from '../../src/diagnosis/secret-words.ts';
import { secretPatterns } from '../../src/docker/secrets/secret-patterns.ts';

test('each kind that is looked for has words, and no other', () => {
  expect(new Set(Object.keys(secretWords))).toEqual(new Set(secretPatterns.map(({ kind }) => kind)));
});
