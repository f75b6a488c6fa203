import { expect, test } from 'vitest';
import { advance, distance } from '../../src/tcp/sequence.ts';

test.each([
  { name: 'the same', from: 7, to: 7, want: 0 },
  { name: 'later', from: 7, to: 10, want: 3 },
  { name: 'earlier', from: 10, to: 7, want: -3 },
  { name: 'later, over the wrap', from: 0xffff_fffe, to: 3, want: 5 },
  { name: 'earlier, over the wrap', from: 3, to: 0xffff_fffe, want: -5 },
  { name: 'later, over the sign', from: 0x7fff_ffff, to: 0x8000_0001, want: 2 },
  { name: 'as far as can be told', from: 0, to: 0x7fff_ffff, want: 0x7fff_ffff },
])('distance: $name', ({ from, to, want }) => {
  expect(distance(from, to)).toBe(want);
});

test.each([
  { name: 'by nothing', sequence: 7, bytes: 0, want: 7 },
  { name: 'over the sign', sequence: 0x7fff_ffff, bytes: 1, want: 0x8000_0000 },
  { name: 'over the wrap', sequence: 0xffff_ffff, bytes: 2, want: 1 },
])('advance: $name', ({ sequence, bytes, want }) => {
  expect(advance(sequence, bytes)).toBe(want);
});
