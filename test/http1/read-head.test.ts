import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFieldLines,
  readRequestHead,
  readResponseHead,
  readTrailers,
} from '../../src/http1/read-head.ts';
import { head, latin1Bytes } from '../builders/http1-messages.ts';

describe('readRequestHead', () => {
  it('keeps order, case and repetition, and trims values', () => {
    const bytes = latin1Bytes(
      head('POST /v1.41/build?t=a HTTP/1.1', 'hOST:  docker \t', 'X-A: 1', 'x-a:2', 'Empty:'),
    );
    expect(readRequestHead(bytes)).toEqual({
      method: 'POST',
      target: '/v1.41/build?t=a',
      httpVersion: '1.1',
      headers: [
        ['hOST', 'docker'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['Empty', ''],
      ],
    });
  });

  it.each([
    {
      name: 'a folded value',
      lines: ['A: one', '  two', 'B: 3'],
      headers: [
        ['A', 'one two'],
        ['B', '3'],
      ],
    },
    { name: 'bytes above 127', lines: ['A: \u00fc\u00ff'], headers: [['A', '\u00fc\u00ff']] },
    { name: 'a bare CR', lines: ['A: one\rtwo'], headers: [['A', 'one two']] },
    { name: 'a line that is no field', lines: ['nonsense', 'B: 3'], headers: [['B', '3']] },
    {
      name: 'lengths that differ',
      lines: ['Content-Length: 1', 'Content-Length: 2'],
      headers: [
        ['Content-Length', '1'],
        ['Content-Length', '2'],
      ],
    },
    {
      name: 'a value of 200 KiB',
      lines: [`X-Registry-Config: ${'a'.repeat(200 * 1024)}`],
      headers: [['X-Registry-Config', 'a'.repeat(200 * 1024)]],
    },
  ])('reads $name', ({ lines, headers }) => {
    expect(readRequestHead(latin1Bytes(head('GET / HTTP/1.1', ...lines)))?.headers).toEqual(headers);
  });

  it('reads a head that broke off behind a whole line', () => {
    const read = readRequestHead(latin1Bytes('GET /x HTTP/1.0\r\nA: 1\r\n'));
    expect(read).toEqual({ method: 'GET', target: '/x', httpVersion: '1.0', headers: [['A', '1']] });
  });

  it.each(['', '\r\n\r\n', 'GET /\r\n\r\n', 'BREW / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'])(
    'takes %j for no head',
    (text) => {
      expect(readRequestHead(latin1Bytes(text))).toBeNull();
    },
  );
});

describe('readResponseHead', () => {
  it.each([
    { line: 'HTTP/1.1 200 OK', status: 200, reason: 'OK' },
    { line: 'HTTP/1.0 404 Not  Found', status: 404, reason: 'Not  Found' },
    { line: 'HTTP/1.1 101', status: 101, reason: '' },
    { line: 'HTTP/1.1 500 ', status: 500, reason: '' },
  ])('reads $line', ({ line, status, reason }) => {
    expect(readResponseHead(latin1Bytes(head(line, 'A: b')))).toMatchObject({
      status,
      reason,
      headers: [['A', 'b']],
    });
  });
});

describe('readTrailers', () => {
  it('reads fields without a start line', () => {
    expect(readTrailers(latin1Bytes('X-Sum: 1\r\n\r\n'))).toEqual([['X-Sum', '1']]);
    expect(readTrailers(latin1Bytes('\r\n'))).toEqual([]);
  });
});

describe('countFieldLines', () => {
  it.each([
    { lines: [], count: 0 },
    { lines: ['A: 1', 'B: 2'], count: 2 },
    { lines: ['A: 1', ' folded', 'nonsense'], count: 2 },
  ])('$lines', ({ lines, count }) => {
    expect(countFieldLines(latin1Bytes(head('GET / HTTP/1.1', ...lines)))).toBe(count);
  });
});

describe('any bytes', () => {
  it('are no head, or one', () => {
    const line = fc.string({ unit: fc.constantFrom(...'aZ: \t\r\n\u0000\u00ff'), maxLength: 40 });
    fc.assert(
      fc.property(line, (text) => {
        readRequestHead(latin1Bytes(`GET / HTTP/1.1\r\n${text}`));
        readResponseHead(latin1Bytes(`HTTP/1.1 200 OK\r\n${text}`));
        readTrailers(latin1Bytes(text));
        readRequestHead(latin1Bytes(text));
      }),
      { numRuns: 300 },
    );
  });
});
