import { describe, expect, it } from 'vitest';
import {
  isStartLine,
  type MessageRole,
  startLineOffset,
  withoutLineEnd,
} from '../../src/http1/start-line.ts';

describe('startLineOffset', () => {
  it.each<{ role: MessageRole; line: string; offset: number }>([
    { role: 'request', line: 'GET /_ping HTTP/1.1', offset: 0 },
    { role: 'request', line: 'OPTIONS * HTTP/1.0', offset: 0 },
    { role: 'request', line: 'CONNECT docker:2376 HTTP/1.1', offset: 0 },
    { role: 'request', line: '{"a":1}POST /build HTTP/1.1', offset: 7 },
    { role: 'request', line: 'UNLOCK /x HTTP/1.1', offset: 0 },
    { role: 'request', line: 'ENDPOST /x HTTP/1.1', offset: 3 },
    { role: 'request', line: 'PRI * HTTP/2.0', offset: -1 },
    { role: 'request', line: 'GET  HTTP/1.1', offset: -1 },
    { role: 'request', line: 'get /x HTTP/1.1', offset: -1 },
    { role: 'request', line: '"GET /x HTTP/1.1" 200', offset: -1 },
    { role: 'request', line: ' HTTP/1.1', offset: -1 },
    { role: 'request', line: '', offset: -1 },
    { role: 'response', line: 'HTTP/1.1 200 OK', offset: 0 },
    { role: 'response', line: 'HTTP/1.0 404', offset: 0 },
    { role: 'response', line: 'OKHTTP/1.1 200 OK', offset: 2 },
    { role: 'response', line: 'HTTP/1.1 20 OK', offset: -1 },
    { role: 'response', line: 'HTTP/1.1 2000', offset: -1 },
    { role: 'response', line: 'HTTP/2.0 200 OK', offset: -1 },
    { role: 'response', line: 'GET /x HTTP/1.1', offset: -1 },
  ])('$role: $line', ({ role, line, offset }) => {
    expect(startLineOffset(role, line)).toBe(offset);
    expect(isStartLine(role, line)).toBe(offset === 0);
  });
});

describe('withoutLineEnd', () => {
  it.each([
    ['a\r\n', 'a'],
    ['a\n', 'a'],
    ['a\r', 'a\r'],
    ['\r\n', ''],
    ['a', 'a'],
  ])('%j', (line, text) => {
    expect(withoutLineEnd(line)).toBe(text);
  });
});
