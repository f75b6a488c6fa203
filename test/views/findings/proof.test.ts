import { expect, test } from 'vitest';
import { proofWords } from '../../../src/views/findings/proof.ts';
import { finding, findingsReport } from '../../builders/finding.ts';

test.each([
  ['exchange 2 (build web:latest)', [2], []],
  ['exchange 2 (build web:latest), exchange 3, exchange 4 and 2 others', [2, 3, 4, 5, 6], []],
  ['connection 7 and 1 other', [], [7, 8]],
  ['', [], []],
])('%s', (expected, exchanges, connections) => {
  expect(proofWords(finding({ exchanges, connections }), findingsReport([]))).toBe(expected);
});
