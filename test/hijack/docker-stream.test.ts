import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DaemonStream, type DockerStreamFormat, DockerStreamLayer } from '../../src/hijack/docker-stream.ts';
import type { HijackEvent } from '../../src/hijack/stream-event.ts';
import { frame } from '../builders/docker-frames.ts';
import { joined, latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

const TTY = latin1Bytes('\u001b[H/ # ls\r\nbin\r\n');
const FRAMES = joined(
  frame(1, 'hello\n'),
  frame(2, 'oh no\n'),
  frame(1, ''),
  frame(3, 'daemon'),
  frame(0, 'in'),
);
const FROM_FRAMES = ['stdout hello\n', 'stderr oh no\n', 'system-error daemon', 'stdin in'];

/** `name bytes` for each run of one stream, `gap name count`, or an issue's code. */
function lines(events: readonly HijackEvent[]): readonly string[] {
  const result: string[] = [];
  let last = '';
  for (const event of events) {
    if (event.kind === 'stream-bytes') {
      const text = Buffer.from(event.bytes).toString('latin1');
      if (last === event.stream) result[result.length - 1] += text;
      else result.push(`${event.stream} ${text}`);
      last = event.stream;
    } else {
      result.push(event.kind === 'stream-gap' ? `gap ${event.stream} ${event.missing}` : event.code);
      last = '';
    }
  }
  return result;
}

function readAll(format: DockerStreamFormat, pieces: readonly Uint8Array[]): readonly string[] {
  const stream = new DaemonStream(format);
  const events = pieces.flatMap((piece) => {
    const copy = piece.slice();
    const seen = stream.push(copy, 1).map(kept);
    copy.fill(0xee);
    return seen;
  });
  return lines([...events, ...stream.end(2)]);
}

/** Bytes in events are valid until the next call only. */
function kept(event: HijackEvent): HijackEvent {
  return event.kind === 'stream-bytes' ? { ...event, bytes: event.bytes.slice() } : event;
}

describe('DaemonStream', () => {
  it.each<{ name: string; format: DockerStreamFormat; bytes: Uint8Array; expected: readonly string[] }>([
    { name: 'frames, known', format: 'multiplexed', bytes: FRAMES, expected: FROM_FRAMES },
    {
      name: 'frames, told by the first eight bytes',
      format: 'unknown',
      bytes: FRAMES,
      expected: FROM_FRAMES,
    },
    {
      name: 'a terminal, known',
      format: 'raw',
      bytes: FRAMES,
      expected: [`raw ${Buffer.from(FRAMES).toString('latin1')}`],
    },
    {
      name: 'a terminal, told',
      format: 'unknown',
      bytes: TTY,
      expected: [`raw ${Buffer.from(TTY).toString('latin1')}`],
    },
    {
      name: 'a terminal with less than a header',
      format: 'unknown',
      bytes: Uint8Array.of(1, 0),
      expected: ['raw \u0001\u0000'],
    },
    { name: 'nothing at all', format: 'unknown', bytes: new Uint8Array(0), expected: [] },
    {
      name: 'a bad header: the rest is raw',
      format: 'multiplexed',
      bytes: joined(frame(1, 'a'), latin1Bytes('not a frame')),
      expected: ['stdout a', 'hijack/bad-frame-header', 'raw not a frame'],
    },
    {
      name: 'an end inside a frame',
      format: 'multiplexed',
      bytes: frame(1, 'abcdef').slice(0, 10),
      expected: ['stdout ab', 'hijack/frame-cut'],
    },
  ])('$name', ({ format, bytes, expected }) => {
    expect(everySplit(bytes, (pieces) => readAll(format, pieces))).toEqual(expected);
  });

  it('reads any frames, however they are cut', () => {
    const frames = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.uint8Array({ minLength: 1, maxLength: 40 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 50 }), (list, size) => {
        const bytes = joined(...list.map(([type, payload]) => frame(type, payload)));
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
        const expected: HijackEvent[] = list.map(([type, payload]) => ({
          kind: 'stream-bytes',
          stream: type === 1 ? 'stdout' : 'stderr',
          bytes: payload,
          at: 1,
        }));
        expect(readAll('multiplexed', pieces)).toEqual(lines(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('takes any bytes and gaps without throwing', () => {
    const step = fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 1, max: 50 }));
    const format = fc.constantFrom<DockerStreamFormat>('multiplexed', 'raw', 'unknown');
    fc.assert(
      fc.property(format, fc.array(step, { maxLength: 20 }), (known, steps) => {
        const stream = new DaemonStream(known);
        for (const item of steps) {
          if (typeof item === 'number') stream.gap(item, 1);
          else stream.push(item, 1);
        }
        stream.end(2);
      }),
      { numRuns: 200 },
    );
  });
});

describe('DockerStreamLayer', () => {
  it('takes the client side as stdin and the daemon side as frames', () => {
    const layer = new DockerStreamLayer({ daemonDirection: 'b-to-a', format: 'unknown' });
    const client = { direction: 'a-to-b', at: 1 } as const;
    const daemon = { direction: 'b-to-a', at: 2 } as const;
    const events = [
      ...layer.push(latin1Bytes('input'), client),
      ...layer.gap(3, client),
      ...layer.end(client),
      ...layer.push(frame(1, 'output'), daemon),
      ...layer.end(daemon),
    ];
    expect(lines(events)).toEqual(['stdin input', 'gap stdin 3', 'stdout output']);
  });
});
