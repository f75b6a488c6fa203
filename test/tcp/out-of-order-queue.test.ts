import { describe, expect, test } from 'vitest';
import { PIECE_OVERHEAD } from '../../src/tcp/limits.ts';
import { OutOfOrderQueue, type Piece } from '../../src/tcp/out-of-order-queue.ts';
import { ascii } from '../builders/bytes.ts';

function piece(sequence: number, text: string, missing = 0): Piece {
  return { sequence, bytes: ascii(text), missing, acknowledgment: null, arrival: 0, at: 0 };
}

/** What lies in the queue, in order: `3:abc`, and `+2` for bytes that were cut off. */
function contents(queue: OutOfOrderQueue): string[] {
  const pieces: string[] = [];
  for (let head = queue.head; head !== undefined; head = queue.head) {
    const cut = head.missing > 0 ? `+${head.missing}` : '';
    pieces.push(`${head.sequence}:${Buffer.from(head.bytes).toString()}${cut}`);
    queue.shift();
  }
  return pieces;
}

describe('pieces go in', () => {
  test.each<{ name: string; pieces: Piece[]; want: string[] }>([
    {
      name: 'in any order',
      pieces: [piece(6, 'ef'), piece(0, 'ab'), piece(3, 'cd')],
      want: ['0:ab', '3:cd', '6:ef'],
    },
    { name: 'twice', pieces: [piece(3, 'abc'), piece(3, 'abc')], want: ['3:abc'] },
    { name: 'over the end of another', pieces: [piece(3, 'abc'), piece(5, 'cde')], want: ['3:abc', '6:de'] },
    {
      name: 'over the start of another',
      pieces: [piece(5, 'cde'), piece(3, 'abc')],
      want: ['3:ab', '5:cde'],
    },
    { name: 'inside another', pieces: [piece(3, 'abcdef'), piece(5, 'cd')], want: ['3:abcdef'] },
    { name: 'around another', pieces: [piece(5, 'cd'), piece(3, 'abcdef')], want: ['3:ab', '5:cd', '7:ef'] },
    {
      name: 'around several',
      pieces: [piece(2, 'c'), piece(4, 'e'), piece(1, 'bcdefg')],
      want: ['1:b', '2:c', '3:d', '4:e', '5:fg'],
    },
    { name: 'cut', pieces: [piece(3, 'ab', 2)], want: ['3:ab', '5:+2'] },
    {
      name: 'cut, then whole',
      pieces: [piece(3, 'ab', 2), piece(3, 'abcd')],
      want: ['3:ab', '5:+2', '5:cd'],
    },
    { name: 'whole, then cut', pieces: [piece(3, 'abcd'), piece(3, 'ab', 2)], want: ['3:abcd'] },
    {
      name: 'cut behind what is whole',
      pieces: [piece(3, 'abc'), piece(3, 'a', 4)],
      want: ['3:abc', '6:+2'],
    },
    {
      name: 'cut before what is whole',
      pieces: [piece(5, 'cd'), piece(3, 'a', 4)],
      want: ['3:a', '4:+4', '5:cd'],
    },
    {
      name: 'without any captured byte',
      pieces: [piece(3, 'abc'), piece(4, '', 4)],
      want: ['3:abc', '6:+2'],
    },
  ])('$name', ({ pieces, want }) => {
    const queue = new OutOfOrderQueue({ bytes: 0, arrivals: 0 });
    for (const each of pieces) queue.insert(each);
    expect(contents(queue)).toEqual(want);
  });
});

test.each([
  { name: 'a new piece', second: piece(9, 'xy'), want: { added: 2, differsAt: null } },
  { name: 'an equal copy', second: piece(3, 'abc'), want: { added: 0, differsAt: null } },
  { name: 'an equal part and more', second: piece(4, 'bcd'), want: { added: 1, differsAt: null } },
  { name: 'another copy', second: piece(2, '_aBc_'), want: { added: 2, differsAt: 3 } },
])('it tells of $name', ({ second, want }) => {
  const queue = new OutOfOrderQueue({ bytes: 0, arrivals: 0 });
  queue.insert(piece(3, 'abc'));
  expect(queue.insert(second)).toEqual(want);
});

test('its size counts what pieces cost, and the total follows it', () => {
  const total = { bytes: 1000, arrivals: 0 };
  const queue = new OutOfOrderQueue(total);
  queue.insert(piece(3, 'abc'));
  queue.insert(piece(9, 'xy'));
  expect(queue.size).toBe(5 + 2 * PIECE_OVERHEAD);
  expect(total.bytes).toBe(1000 + queue.size);
  queue.shift();
  expect(queue.size).toBe(2 + PIECE_OVERHEAD);
  queue.clear();
  queue.shift();
  expect([queue.size, queue.empty, total.bytes]).toEqual([0, true, 1000]);
});

test('it keeps copies, also of a Buffer', () => {
  const queue = new OutOfOrderQueue({ bytes: 0, arrivals: 0 });
  const bytes = Buffer.from('abc');
  queue.insert({ ...piece(3, ''), bytes });
  bytes.fill(0);
  expect(contents(queue)).toEqual(['3:abc']);
});
