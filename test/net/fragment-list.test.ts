import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FragmentList } from '../../src/net/fragment-list.ts';
import { ascii } from '../builders/bytes.ts';

type Row = readonly [offset: number, text: string, captured?: number];

function add(list: FragmentList, [offset, text, captured]: Row): string {
  return list.add(offset, text.length, ascii(text).subarray(0, captured));
}

function content(list: FragmentList): string {
  const target = new Uint8Array(64);
  return Buffer.from(target.subarray(0, list.copyTo(target, 0))).toString();
}

const cases: readonly {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly outcomes: readonly string[];
  readonly content: string;
}[] = [
  {
    name: 'in order',
    rows: [
      [0, 'abcd'],
      [4, 'efgh'],
    ],
    outcomes: ['new', 'new'],
    content: 'abcdefgh',
  },
  {
    name: 'backwards',
    rows: [
      [8, 'ij'],
      [4, 'efgh'],
      [0, 'abcd'],
    ],
    outcomes: ['new', 'new', 'new'],
    content: 'abcdefghij',
  },
  {
    name: 'the same again',
    rows: [
      [0, 'abcd'],
      [0, 'ABCD'],
    ],
    outcomes: ['new', 'repeated'],
    content: 'abcd',
  },
  {
    name: 'over the end',
    rows: [
      [0, 'abcd'],
      [2, 'CDEF'],
    ],
    outcomes: ['new', 'overlaps'],
    content: 'abcdEF',
  },
  {
    name: 'over the beginning',
    rows: [
      [2, 'cdef'],
      [0, 'ABCD'],
    ],
    outcomes: ['new', 'overlaps'],
    content: 'ABcdef',
  },
  {
    name: 'over several',
    rows: [
      [2, 'c'],
      [4, 'e'],
      [0, 'ABCDEFG'],
    ],
    outcomes: ['new', 'new', 'overlaps'],
    content: 'ABcDeFG',
  },
  {
    name: 'inside another',
    rows: [
      [0, 'abcdef'],
      [2, 'XY'],
    ],
    outcomes: ['new', 'overlaps'],
    content: 'abcdef',
  },
  {
    name: 'cut by the snap length',
    rows: [
      [0, 'abcd', 3],
      [4, 'efgh'],
    ],
    outcomes: ['new', 'new'],
    content: 'abc',
  },
];

test.each(cases)('$name', ({ rows, outcomes, content: expected }) => {
  const list = new FragmentList();
  expect(rows.map((row) => add(list, row))).toEqual(outcomes);
  const end = Math.max(...rows.map(([offset, text]) => offset + text.length));
  expect(list.covers(end)).toBe(true);
  expect(list.end).toBe(end);
  expect(content(list)).toBe(expected);
});

test('a hole is not covered', () => {
  const list = new FragmentList();
  add(list, [0, 'ab']);
  add(list, [4, 'ef']);
  expect([list.covers(6), list.end, list.count]).toEqual([false, 6, 2]);
});

test('of any fragments in any order the first copy of each byte is kept', () => {
  const fragment = fc.tuple(fc.nat(30), fc.uint8Array({ minLength: 1, maxLength: 12 }));
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 12 }), (fragments) => {
      const list = new FragmentList();
      // Written down the simplest way: one slot for each byte, filled once.
      const slots = new Array<number | undefined>(64).fill(undefined);
      for (const [offset, bytes] of fragments) {
        list.add(offset, bytes.length, bytes);
        for (const [index, byte] of bytes.entries()) slots[offset + index] ??= byte;
      }
      const known = slots.filter((slot) => slot !== undefined);
      expect(list.covers(known.length)).toBe(true);
      const target = new Uint8Array(64);
      expect(Array.from(target.subarray(0, list.copyTo(target, 0)))).toEqual(known);
    }),
    { numRuns: 300 },
  );
});
