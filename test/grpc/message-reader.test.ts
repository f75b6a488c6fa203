import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_MESSAGE_BYTES, MessageReader } from '../../src/grpc/message-reader.ts';
import { ascii, concat, counting, zeros } from '../builders/bytes.ts';
import { grpcMessage, u32 } from '../builders/http2-frames.ts';
import { everySplit } from '../every-split.ts';

/** A frame's content, a piece that goes on in it, a hole, or the end. */
type Step =
  | { readonly frame: Uint8Array }
  | { readonly more: Uint8Array }
  | { readonly gap: number }
  | { readonly end: true };

function read(steps: readonly Step[], encoding: string | null = null): readonly string[] {
  const said: string[] = [];
  const reader = new MessageReader(encoding, {
    message: (bytes) => said.push(Buffer.from(bytes).toString('latin1')),
    gap: () => said.push('gap'),
    issue: (code) => said.push(code),
  });
  for (const step of steps) {
    if ('gap' in step) reader.gap(step.gap, 1);
    else if ('end' in step) reader.end(1);
    else {
      const bytes = ('frame' in step ? step.frame : step.more).slice();
      reader.push(bytes, 1, 'frame' in step);
      bytes.fill(0xee);
    }
  }
  return said;
}

const two = concat(grpcMessage('first'), grpcMessage(''), grpcMessage('second'));

test('messages across pieces, wherever they are cut', () => {
  expect(everySplit(two, (pieces) => read(pieces.map((more) => ({ more }))))).toEqual([
    'first',
    '',
    'second',
  ]);
});

test('a message of several frames, and a large one', () => {
  const large = grpcMessage(counting(300_000));
  const frames = Array.from({ length: Math.ceil(large.length / 16_384) }, (_, at) => ({
    frame: large.subarray(at * 16_384, (at + 1) * 16_384),
  }));
  const [message, next] = read([...frames, { frame: grpcMessage('next') }]);
  expect(message).toBe(Buffer.from(counting(300_000)).toString('latin1'));
  expect(next).toBe('next');
});

describe('compression', () => {
  const text = 'words '.repeat(20);
  test.each<[string, Uint8Array, string | null, readonly string[]]>([
    ['gzip', grpcMessage(gzipSync(text), true), 'gzip', [text]],
    ['deflate', grpcMessage(deflateSync(text), true), 'deflate', [text]],
    ['a message that is not compressed among those that are', grpcMessage(text), 'gzip', [text]],
    ['a coding that nobody here knows', grpcMessage('x', true), 'snappy', ['grpc/compression', 'gap']],
    ['a flag without a coding', grpcMessage('x', true), null, ['grpc/compression', 'gap']],
    ['broken gzip', grpcMessage('x', true), 'gzip', ['grpc/compression', 'gap']],
    [
      'a few bytes that would be very many',
      grpcMessage(gzipSync(zeros(MAX_MESSAGE_BYTES + 1)), true),
      'gzip',
      ['grpc/compression', 'gap'],
    ],
  ])('%s', (_, message, encoding, expected) => {
    expect(read([{ frame: concat(message, grpcMessage('next')) }], encoding)).toEqual([...expected, 'next']);
  });
});

describe('lost bytes', () => {
  const message = grpcMessage('0123456789');
  test.each<[string, readonly Step[], readonly string[]]>([
    [
      'inside of a message it goes on by count',
      [
        { frame: message.subarray(0, 8) },
        { gap: 4 },
        { more: concat(message.subarray(12), grpcMessage('next')) },
      ],
      ['gap', 'next'],
    ],
    [
      'to the very end of a message',
      [{ frame: message.subarray(0, 8) }, { gap: 7 }, { more: grpcMessage('next') }],
      ['gap', 'next'],
    ],
    [
      'over the end of a message it goes on with the next frame',
      [
        { frame: message.subarray(0, 8) },
        { gap: 9 },
        { more: ascii('rest') },
        { frame: grpcMessage('next') },
      ],
      ['gap', 'next'],
    ],
    [
      'nobody knows how many',
      [
        { frame: message.subarray(0, 8) },
        { gap: 0 },
        { more: message.subarray(8) },
        { frame: grpcMessage('next') },
      ],
      ['gap', 'next'],
    ],
    [
      'a frame that goes on with a message is not taken for the beginning of one',
      [{ gap: 0 }, { frame: ascii('text of a file') }, { frame: zeros(40) }, { frame: grpcMessage('next') }],
      ['gap', 'next'],
    ],
    [
      'twice in one message',
      [
        { frame: message.subarray(0, 8) },
        { gap: 1 },
        { more: message.subarray(9, 10) },
        { gap: 5 },
        { frame: two },
      ],
      ['gap', 'gap', 'first', '', 'second'],
    ],
    ['the end', [{ frame: message.subarray(0, 8) }, { end: true }], ['grpc/message-cut', 'gap']],
    ['the end of what is whole', [{ frame: message }, { end: true }], ['0123456789']],
  ])('%s', (_, steps, expected) => {
    expect(read(steps)).toEqual(expected);
  });
});

describe('peers that break the rules', () => {
  test('a message that is too large is passed over by count', () => {
    const prefix = concat(zeros(1), u32(MAX_MESSAGE_BYTES + 1));
    const said = read([
      { frame: prefix },
      { more: zeros(MAX_MESSAGE_BYTES) },
      { more: concat(zeros(1), grpcMessage('next')) },
    ]);
    expect(said).toEqual(['grpc/message-too-large', 'gap', 'next']);
  });

  test('a flag that is none goes on at the next frame', () => {
    const said = read([
      { frame: concat(Uint8Array.of(7), u32(3), ascii('abc')) },
      { frame: grpcMessage('next') },
    ]);
    expect(said).toEqual(['grpc/bad-message', 'gap', 'next']);
  });

  test('no bytes whatever make it throw', () => {
    const step = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((frame): Step => ({ frame })),
      fc.uint8Array({ maxLength: 40 }).map((more): Step => ({ more })),
      fc.nat(60).map((gap): Step => ({ gap })),
      fc.constant<Step>({ frame: two }),
      fc.constant<Step>({ end: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom(null, 'gzip'), (steps, encoding) => {
        read(steps, encoding);
      }),
      { numRuns: 300 },
    );
  });
});
