import { describe, expect, it } from 'vitest';
import { MultiplexedStream } from '../../src/hijack/multiplexed-stream.ts';
import type { HijackEvent } from '../../src/hijack/stream-event.ts';
import { frame } from '../builders/docker-frames.ts';
import { joined } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

/** `name bytes` for each run of one stream, `gap name count`, or an issue's code. */
function lines(events: readonly HijackEvent[]): readonly string[] {
  const result: string[] = [];
  for (const event of events) {
    if (event.kind === 'stream-bytes') {
      const text = Buffer.from(event.bytes).toString('latin1');
      if (result.at(-1)?.startsWith(`${event.stream} `)) result[result.length - 1] += text;
      else result.push(`${event.stream} ${text}`);
    } else result.push(event.kind === 'stream-gap' ? `gap ${event.stream} ${event.missing}` : event.code);
  }
  return result;
}

/** Reads `bytes` without those from `from` to `to`, the rest after the gap in every split. */
function afterLoss(bytes: Uint8Array, from: number, to: number): readonly string[] {
  return everySplit(bytes.slice(to), (pieces) => {
    const stream = new MultiplexedStream();
    const before = [...stream.push(bytes.slice(0, from), 1), ...stream.gap(to - from, 2)];
    return lines([...before, ...pieces.flatMap((piece) => stream.push(piece, 3)), ...stream.end(4)]);
  });
}

describe('MultiplexedStream after lost bytes', () => {
  const bytes = joined(frame(2, 'abcdef'), frame(1, 'text of many words'), frame(2, 'y'), frame(1, 'z'));

  it.each([
    {
      name: 'inside a payload, by count',
      from: 9,
      to: 12,
      expected: [
        'stderr a',
        'gap stderr 3',
        'stderr ef',
        'stdout text of many words',
        'stderr y',
        'stdout z',
      ],
    },
    {
      name: 'the rest of a payload',
      from: 9,
      to: 14,
      expected: ['stderr a', 'gap stderr 5', 'stdout text of many words', 'stderr y', 'stdout z'],
    },
    {
      name: 'over a header, at the next one',
      from: 9,
      to: 24,
      expected: ['stderr a', 'gap null 15', 'hijack/skipped', 'stderr y', 'stdout z'],
    },
    {
      name: 'inside a header',
      from: 3,
      to: 9,
      expected: ['gap null 6', 'hijack/skipped', 'stdout text of many words', 'stderr y', 'stdout z'],
    },
    {
      name: 'whole frames',
      from: 14,
      to: 40,
      expected: ['stderr abcdef', 'gap null 26', 'stderr y', 'stdout z'],
    },
  ])('goes on: $name', ({ from, to, expected }) => {
    expect(afterLoss(bytes, from, to)).toEqual(expected);
  });
});
