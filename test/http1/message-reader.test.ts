import { describe, expect, it } from 'vitest';
import type { HttpEvent } from '../../src/http/events.ts';
import type { Framing } from '../../src/http1/framing.ts';
import { MessageReader } from '../../src/http1/message-reader.ts';
import { head, latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

/** Reads responses of which each might answer a HEAD, and says what its pairing is told. */
function read(framing: Framing, pieces: readonly (Uint8Array | number)[], ends = true): readonly string[] {
  const lines: string[] = [];
  const events: HttpEvent[] = [];
  const reader = new MessageReader('response', {
    head: (bytes) => {
      lines.push(`head of ${bytes.length}`);
      return { stream: 1, framing, mayLackBody: true };
    },
    over: (complete) => {
      lines.push(complete ? 'over' : 'over, cut');
      return 'next';
    },
    lost: () => lines.push('lost'),
  });
  for (const piece of pieces) {
    if (typeof piece === 'number') reader.gap(piece, 1, events);
    else reader.push(piece, 1, events);
  }
  if (ends) reader.end(true, 2, events);
  const data = events.flatMap((event) => (event.kind === 'response-data' ? [event.bytes] : []));
  return [...lines, `data ${Buffer.concat(data).toString('latin1')}`];
}

const HEAD = head('HTTP/1.1 200 OK');

describe('MessageReader, where the request is not known', () => {
  it.each<{ name: string; framing: Framing; text: string; expected: readonly string[] }>([
    {
      name: 'a head in place of a body',
      framing: { kind: 'length', length: 30 },
      text: HEAD + HEAD,
      expected: ['head of 19', 'over', 'head of 19', 'over, cut', 'data '],
    },
    {
      name: 'a head in place of chunks',
      framing: { kind: 'chunked' },
      text: HEAD + HEAD,
      expected: ['head of 19', 'over', 'head of 19', 'over, cut', 'data '],
    },
    {
      name: 'a body that begins like a head',
      framing: { kind: 'length', length: 9 },
      text: `${HEAD}HTTP/2 is`,
      expected: ['head of 19', 'over', 'data HTTP/2 is'],
    },
    {
      name: 'a body up to the end, shorter than what a head begins with',
      framing: { kind: 'until-end' },
      text: `${HEAD}HTT`,
      expected: ['head of 19', 'over', 'data HTT'],
    },
  ])('reads $name', ({ framing, text, expected }) => {
    expect(everySplit(latin1Bytes(text), (pieces) => read(framing, pieces))).toEqual(expected);
  });

  it('takes a gap for the body', () => {
    const framing: Framing = { kind: 'length', length: 6 };
    const lines = read(framing, [latin1Bytes(`${HEAD}HT`), 2, latin1Bytes('ab')]);
    expect(lines).toEqual(['head of 19', 'lost', 'over, cut', 'data HTab']);
  });
});
