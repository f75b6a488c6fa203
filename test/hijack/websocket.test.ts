import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WebsocketEvent, WebsocketFrames } from '../../src/hijack/websocket.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

function lines(events: readonly WebsocketEvent[]): readonly string[] {
  const result: string[] = [];
  for (const event of events) {
    if (event.kind === 'websocket-bytes') {
      const text = Buffer.from(event.bytes).toString('latin1');
      if (result.at(-1)?.startsWith(`${event.opcode} `)) result[result.length - 1] += text;
      else result.push(`${event.opcode} ${text}`);
    } else result.push(event.kind === 'issue' ? event.code : `gap ${event.missing}`);
  }
  return result;
}

function readAll(pieces: readonly Uint8Array[]): readonly string[] {
  const frames = new WebsocketFrames();
  return lines(pieces.flatMap((piece) => frames.push(piece, 1)));
}

describe('WebsocketFrames', () => {
  // The byte sequences of RFC 6455, section 5.7.
  it.each([
    { name: 'an unmasked text', bytes: hex('81 05 48 65 6c 6c 6f'), expected: ['text Hello'] },
    { name: 'a masked text', bytes: hex('81 85 37 fa 21 3d 7f 9f 4d 51 58'), expected: ['text Hello'] },
    { name: 'fragments', bytes: hex('01 03 48 65 6c 80 02 6c 6f'), expected: ['text Hello'] },
    {
      name: 'a ping between fragments, and its masked pong',
      bytes: hex('01 03 48 65 6c 89 05 48 65 6c 6c 6f 80 02 6c 6f 8a 85 37 fa 21 3d 7f 9f 4d 51 58'),
      expected: ['text Hel', 'ping Hello', 'text lo', 'pong Hello'],
    },
    {
      name: '256 bytes in one binary frame',
      bytes: new Uint8Array([...hex('82 7E 01 00'), ...latin1Bytes('x'.repeat(256))]),
      expected: [`binary ${'x'.repeat(256)}`],
    },
    {
      name: 'a length of eight bytes',
      bytes: new Uint8Array([...hex('82 7F 00 00 00 00 00 00 00 02'), ...latin1Bytes('ab')]),
      expected: ['binary ab'],
    },
    { name: 'a reserved opcode', bytes: hex('83 01 00 81 01 41'), expected: ['hijack/websocket-broken'] },
  ])('$name', ({ bytes, expected }) => {
    expect(everySplit(bytes, readAll)).toEqual(expected);
  });

  it('goes on by count after a gap inside a payload, mask included', () => {
    const frames = new WebsocketFrames();
    const events = [
      ...frames.push(hex('81 85 37 fa 21 3d 7f'), 1),
      ...frames.gap(3, 2),
      ...frames.push(hex('58 81 01 41'), 3),
    ];
    expect(lines(events)).toEqual(['text H', 'gap 3', 'text oA']);
  });

  it('takes any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 10 }), (pieces) => {
        readAll(pieces);
      }),
      { numRuns: 200 },
    );
  });
});
