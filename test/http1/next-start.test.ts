import { describe, expect, it } from 'vitest';
import { NextStart, type NextStartFound } from '../../src/http1/next-start.ts';
import type { MessageRole } from '../../src/http1/start-line.ts';
import { TimedBytes } from '../../src/http1/timed-bytes.ts';
import { head, joined, latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

interface Result {
  readonly found: string | number | null;
  readonly skipped: number;
  /** Bytes that were not taken any more. */
  readonly left: string;
}

function seek(role: MessageRole, chunks: boolean, pieces: readonly Uint8Array[]): Result {
  const seeker = new NextStart(role, chunks);
  let left = new Uint8Array(0);
  for (const piece of pieces) {
    const offset = seeker.found === null ? seeker.read(piece, 0, 1) : 0;
    if (seeker.found !== null) left = joined(left, piece.subarray(offset)) as typeof left;
  }
  return {
    found: describeFound(seeker.found),
    skipped: seeker.skipped,
    left: Buffer.from(left).toString('latin1'),
  };
}

function describeFound(found: NextStartFound | null): string | number | null {
  if (found === null) return null;
  return found.kind === 'chunk' ? found.size : Buffer.from(found.bytes).toString('latin1');
}

const GET = head('GET /info HTTP/1.1', 'Host: docker');
const OK = head('HTTP/1.1 200 OK', 'Content-Length: 2');

const cases: readonly {
  readonly name: string;
  readonly role: MessageRole;
  readonly chunks?: boolean;
  readonly text: string;
  readonly expected: Result;
}[] = [
  {
    name: 'a head at once',
    role: 'request',
    text: `${GET}body`,
    expected: { found: GET, skipped: 0, left: 'body' },
  },
  {
    name: 'a head behind other lines',
    role: 'response',
    text: `{"a":1}\n\n${OK}`,
    expected: { found: OK, skipped: 9, left: '' },
  },
  {
    name: 'a head behind a body without a line end',
    role: 'response',
    text: `OK${OK}x`,
    expected: { found: OK, skipped: 2, left: 'x' },
  },
  {
    name: 'a method behind capital letters',
    role: 'request',
    text: `END${GET}`,
    expected: { found: GET, skipped: 3, left: '' },
  },
  {
    name: 'a start line that is quoted by a text',
    role: 'response',
    text: `< HTTP/1.1 200 OK\r\n< Server: x\r\n\r\n${OK}`,
    expected: { found: OK, skipped: 34, left: '' },
  },
  {
    name: 'a start line that ends a text',
    role: 'request',
    text: `log: GET / HTTP/1.1\r\n\r\n${GET}`,
    expected: { found: GET, skipped: 23, left: '' },
  },
  {
    name: 'a head that is broken off by another',
    role: 'request',
    text: `POST /x HTTP/1.1\r\nHost: a\r\n${GET}`,
    expected: { found: GET, skipped: 27, left: '' },
  },
  {
    name: 'a response where requests are sent',
    role: 'request',
    text: OK,
    expected: { found: null, skipped: OK.length, left: '' },
  },
  {
    name: 'a chunk between two line ends',
    role: 'request',
    chunks: true,
    text: 'rest\r\n1f;x=y\r\ndata',
    expected: { found: 31, skipped: 6, left: 'data' },
  },
  {
    name: 'a number that no line end stands before',
    role: 'request',
    chunks: true,
    text: '1f\r\ndata',
    expected: { found: null, skipped: 8, left: '' },
  },
  {
    name: 'the last chunk',
    role: 'request',
    chunks: true,
    text: `rest\r\n0\r\n\r\n${GET}`,
    expected: { found: 0, skipped: 6, left: GET },
  },
  {
    name: 'a zero that is no last chunk',
    role: 'request',
    chunks: true,
    text: 'a\r\n0\r\nz\r\n2\r\nxy',
    expected: { found: 2, skipped: 9, left: 'xy' },
  },
  {
    name: 'a size that no chunk has',
    role: 'request',
    chunks: true,
    text: 'a\r\nfffffff\r\nz\r\n2\r\n',
    expected: { found: 2, skipped: 15, left: '' },
  },
  {
    name: 'a head where a chunk was looked for',
    role: 'response',
    chunks: true,
    text: `lo\r\n${OK}`,
    expected: { found: OK, skipped: 4, left: '' },
  },
];

describe('NextStart', () => {
  it.each(cases)('$name', ({ role, chunks = false, text, expected }) => {
    expect(everySplit(latin1Bytes(text), (pieces) => seek(role, chunks, pieces))).toEqual(expected);
  });
});

/** Bytes that were copied or turned into text while `run` ran. */
function workOf(run: () => void): number {
  let work = 0;
  const text = Buffer.prototype.toString;
  const append = TimedBytes.prototype.append;
  const drop = TimedBytes.prototype.dropFirst;
  Buffer.prototype.toString = function (this: Buffer, ...args: Parameters<typeof text>) {
    work += this.length;
    return text.apply(this, args);
  };
  TimedBytes.prototype.append = function (this: TimedBytes, bytes, at) {
    work += bytes.length;
    append.call(this, bytes, at);
  };
  TimedBytes.prototype.dropFirst = function (this: TimedBytes, count) {
    work += Math.max(0, this.length - count);
    drop.call(this, count);
  };
  try {
    run();
  } finally {
    Buffer.prototype.toString = text;
    TimedBytes.prototype.append = append;
    TimedBytes.prototype.dropFirst = drop;
  }
  return work;
}

describe('the work of seeking', () => {
  it.each([
    { name: 'start lines only', line: 'HTTP/1.1 200 OK\r\n' },
    { name: 'heads that never end', line: 'HTTP/1.1 200 OK\r\nServer: docker\r\n' },
    { name: 'fields behind one start line', line: 'Server: docker\r\n' },
    { name: 'one line that never ends', line: 'HTTP/1.x' },
    { name: 'zeros between line ends', line: '0\r\n' },
    { name: 'line feeds', line: '\n' },
  ])('grows with the bytes, not faster: $name', ({ line }) => {
    for (const chunks of [false, true]) {
      for (const size of [7, 1448]) {
        const work = (bytes: number): number => {
          const all = latin1Bytes(`HTTP/1.1 200 OK\r\n${line.repeat(bytes / line.length)}`);
          const seeker = new NextStart('response', chunks);
          return workOf(() => {
            for (let at = 0; at < all.length && seeker.found === null; at += size) {
              const piece = all.subarray(at, at + size);
              for (let from = 0; from < piece.length; ) from = seeker.read(piece, from, 1);
            }
          });
        };
        expect(work(300_000)).toBeLessThan(12 * 300_000);
      }
    }
  });
});
