import { buildFseTable, type FseTable } from './fse.ts';

/** What the codes of a sequence's three numbers stand for (RFC 8878 section 3.1.1.3.2.1.1). */
export interface SequenceCodes {
  readonly maxAccuracy: number;
  readonly maxSymbol: number;
  /** Table of the predefined distribution (section 3.1.1.3.2.2). */
  readonly predefined: FseTable;
  readonly baselines: readonly number[];
  readonly bitCounts: readonly number[];
}

function codes(
  maxAccuracy: number,
  accuracy: number,
  counts: readonly number[],
  first: number,
  bitCounts: readonly number[],
): SequenceCodes {
  const baselines: number[] = [];
  let baseline = first;
  for (const bits of bitCounts) {
    baselines.push(baseline);
    baseline += 2 ** bits;
  }
  const predefined = buildFseTable(counts, accuracy);
  return { maxAccuracy, maxSymbol: bitCounts.length - 1, predefined, baselines, bitCounts };
}

const zeros = (count: number): number[] => Array<number>(count).fill(0);
const ones = (count: number): number[] => Array<number>(count).fill(1);
const minusOnes = (count: number): number[] => Array<number>(count).fill(-1);

export const literalLengthCodes = codes(
  9,
  6,
  [
    4,
    3,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    1,
    1,
    1,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    2,
    3,
    2,
    1,
    1,
    1,
    1,
    1,
    ...minusOnes(4),
  ],
  0,
  [...zeros(16), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
);

export const matchLengthCodes = codes(9, 6, [1, 4, 3, 2, 2, 2, 2, 2, 2, ...ones(37), ...minusOnes(7)], 3, [
  ...zeros(32),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);

/** An offset's code is the number of bits below its highest one. */
export const offsetCodes = codes(
  8,
  5,
  [...ones(6), 2, 2, 2, ...ones(15), ...minusOnes(5)],
  1,
  Array.from({ length: 32 }, (_, code) => code),
);
