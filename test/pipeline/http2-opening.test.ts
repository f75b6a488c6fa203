import { expect, test } from 'vitest';
import { Http2Opening } from '../../src/pipeline/http2-opening.ts';
import { everySplit } from '../every-split.ts';

const settings = Buffer.from('000006040000000000000300000064', 'hex');

function told(...pieces: readonly Uint8Array[]): string | null {
  const opening = new Http2Opening();
  for (const piece of pieces) {
    const issue = opening.push(piece, 1);
    if (issue !== null) return issue.message;
  }
  return opening.end(2)?.message ?? null;
}

test.each<readonly [string, string | Buffer, string | null]>([
  ['SETTINGS', settings, null],
  ['a preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', null],
  [
    'an HTTP error',
    'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\nno',
    '"HTTP/1.1 400 Bad Request"',
  ],
  [
    'a sentence',
    'unable to start the helper: no such container',
    '"unable to start the helper: no such container"',
  ],
  ['a TLS record', Buffer.from('1603010200010001fc0303', 'hex'), 'a TLS record'],
  ['what would move a cursor', 'oh no \x1b[2J dear\n', 'other bytes'],
  ['too little to tell', 'HTTP', null],
])('%s, cut anywhere', (_, bytes, said) => {
  const expected = said === null ? null : `where HTTP/2 was agreed on, the daemon's side began with ${said}`;
  expect(everySplit(Buffer.from(bytes), (pieces) => told(...pieces))).toBe(expected);
});

test('behind a hole nobody can tell', () => {
  const opening = new Http2Opening();
  opening.gap();
  expect(opening.push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'), 1)).toBeNull();
});
