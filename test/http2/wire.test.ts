import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HttpEvent } from '../../src/http/events.ts';
import { Http2Layer } from '../../src/http2/http2-layer.ts';
import { concat } from '../builders/bytes.ts';
import {
  block,
  continuation,
  data,
  frame,
  frameType,
  headers,
  preface,
  request,
  response,
  settings,
  windowUpdate,
} from '../builders/http2-frames.ts';
import { everySplit } from '../every-split.ts';

const up = {
  1: concat(
    headers(1, request('/a.B/C')),
    data(1, 'ask'),
    windowUpdate(1, 100),
    data(1, '', { endStream: true }),
  ),
  3: concat(headers(3, request('/a.B/D')), data(3, 'other', { endStream: true })),
};
const down = {
  1: concat(
    headers(1, response(200)),
    data(1, 'answer'),
    headers(1, [['grpc-status', '0']], { endStream: true }),
  ),
  3: headers(3, response(204), { endStream: true }),
};
const client = concat(preface, settings(), up[1], up[3]);
const server = concat(settings(), down[3], down[1]);

function frames(events: readonly HttpEvent[], told: Record<string, string>): void {
  const ended = new Set<number | null>();
  for (const event of events) {
    if (event.kind === 'exchange-end') ended.add(event.stream);
    if (event.kind !== 'wire') continue;
    expect(ended.has(event.stream)).toBe(false);
    const name = `${event.stream} ${event.side}`;
    told[name] = (told[name] ?? '') + Buffer.from(event.bytes).toString('hex');
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const expected = {
  '1 request': hex(up[1]),
  '3 request': hex(up[3]),
  '1 response': hex(down[1]),
  '3 response': hex(down[3]),
};

test('the frames of each stream, and of no other, however they are cut', () => {
  const play = (clientPieces: readonly Uint8Array[], serverPieces: readonly Uint8Array[]) => {
    const layer = new Http2Layer({ clientDirection: 'a-to-b', wire: true });
    const told: Record<string, string> = {};
    for (const piece of clientPieces) frames(layer.push(piece, { direction: 'a-to-b', at: 1 }), told);
    for (const piece of serverPieces) frames(layer.push(piece, { direction: 'b-to-a', at: 2 }), told);
    expect(told).toEqual(expected);
    return told;
  };
  everySplit(client, (pieces) => play(pieces, [server]));
  everySplit(server, (pieces) => play([client], pieces));
});

test('a header block of several frames', () => {
  const fields = block(request('/long'));
  const sent = concat(
    frame(frameType.headers, 1, 1, fields.subarray(0, 5)),
    continuation(1, fields.subarray(5), true),
  );
  everySplit(concat(preface, settings(), sent), (pieces) => {
    const layer = new Http2Layer({ clientDirection: 'a-to-b', wire: true });
    const told: Record<string, string> = {};
    for (const piece of pieces) frames(layer.push(piece, { direction: 'a-to-b', at: 1 }), told);
    expect(told).toEqual({ '1 request': hex(sent) });
    return told;
  });
});

test('nobody is told who did not ask', () => {
  const layer = new Http2Layer({ clientDirection: 'a-to-b' });
  const events = layer.push(client, { direction: 'a-to-b', at: 1 });
  expect(events.some(({ kind }) => kind === 'wire')).toBe(false);
});

test('no bytes whatever change what is said otherwise', () => {
  const parts = [preface, settings(), up[1], up[3], down[1], down[3], windowUpdate(1, 5)];
  const piece = fc.oneof(
    fc.constantFrom(...parts),
    fc.uint8Array({ maxLength: 30 }),
    fc.integer({ min: 1, max: 50 }),
  );
  const turns = fc.array(fc.tuple(fc.constantFrom('a-to-b' as const, 'b-to-a' as const), piece), {
    maxLength: 12,
  });
  const others = (said: readonly (readonly ['a-to-b' | 'b-to-a', Uint8Array | number])[], wire: boolean) => {
    const layer = new Http2Layer({ clientDirection: 'a-to-b', joinedLate: true, wire });
    const events: HttpEvent[] = [];
    for (const [direction, bytes] of said) {
      const origin = { direction, at: 1 };
      events.push(
        ...(typeof bytes === 'number' ? layer.gap(bytes, origin) : layer.push(bytes.slice(), origin)),
      );
    }
    events.push(...layer.finish(2, 'closed'));
    return events.filter(({ kind }) => kind !== 'wire').map(({ kind, stream }) => `${kind} ${stream}`);
  };
  fc.assert(
    fc.property(turns, (said) => {
      expect(others(said, true)).toEqual(others(said, false));
    }),
    { numRuns: 200 },
  );
});
