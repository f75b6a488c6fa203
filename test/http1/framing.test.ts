import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../src/http/events.ts';
import { isInterim, offersSwitch, requestFraming, responseFraming } from '../../src/http1/framing.ts';

const request = (headers: HeaderList, httpVersion = '1.1') => ({
  method: 'POST',
  target: '/x',
  httpVersion,
  headers,
});
const response = (status: number, headers: HeaderList) => ({
  status,
  reason: '',
  httpVersion: '1.1',
  headers,
});
const length = (count: number) => ({ kind: 'length', length: count });
const CHUNKED = { kind: 'chunked' };
const UNTIL_END = { kind: 'until-end' };
const LENGTH_5 = [['Content-Length', '5']] as const;
const TE = [['Transfer-Encoding', 'chunked']] as const;

// By the steps of RFC 9112, section 6.3.
describe('requestFraming', () => {
  it.each([
    {
      name: '3: both fields',
      headers: [...TE, ...LENGTH_5],
      framing: CHUNKED,
      issue: 'http1/length-and-chunked',
    },
    { name: '4: chunked', headers: TE, framing: CHUNKED, issue: null },
    {
      name: '4: chunked as the last of several lines',
      headers: [
        ['transfer-encoding', 'gzip'],
        ['Transfer-Encoding', 'Chunked'],
      ],
      framing: CHUNKED,
      issue: null,
    },
    {
      name: '4: chunked is not last',
      headers: [['Transfer-Encoding', 'chunked, gzip']],
      framing: UNTIL_END,
      issue: 'http1/unknown-transfer-coding',
    },
    {
      name: '5: two numbers',
      headers: [...LENGTH_5, ['Content-Length', '6']],
      framing: length(0),
      issue: 'http1/conflicting-length',
    },
    {
      name: '5: no number',
      headers: [['Content-Length', '-5']],
      framing: length(0),
      issue: 'http1/conflicting-length',
    },
    {
      name: '5: an empty number',
      headers: [['Content-Length', '']],
      framing: length(0),
      issue: 'http1/conflicting-length',
    },
    {
      name: '5: a number beyond counting',
      headers: [['Content-Length', '9'.repeat(30)]],
      framing: length(0),
      issue: 'http1/conflicting-length',
    },
    {
      name: '5: one number several times',
      headers: [['Content-Length', '5, 5'], ...LENGTH_5],
      framing: length(5),
      issue: null,
    },
    { name: '6: a number', headers: LENGTH_5, framing: length(5), issue: null },
    { name: '7: neither field', headers: [], framing: length(0), issue: null },
  ] as const)('$name', ({ headers, framing, issue }) => {
    expect(requestFraming(request(headers))).toEqual({ framing, issue });
  });

  it('names chunked coding in HTTP/1.0', () => {
    expect(requestFraming(request(TE, '1.0'))).toEqual({
      framing: CHUNKED,
      issue: 'http1/transfer-encoding-in-1.0',
    });
  });
});

describe('responseFraming', () => {
  it.each([
    { name: '1: to HEAD', method: 'HEAD', status: 200, headers: LENGTH_5, framing: length(0) },
    { name: '1: 204', method: 'GET', status: 204, headers: TE, framing: length(0) },
    { name: '1: 304', method: 'GET', status: 304, headers: LENGTH_5, framing: length(0) },
    { name: '1: 100', method: 'GET', status: 100, headers: [], framing: length(0) },
    { name: '4: chunked', method: 'GET', status: 200, headers: TE, framing: CHUNKED },
    { name: '6: a number', method: 'GET', status: 404, headers: LENGTH_5, framing: length(5) },
    { name: '8: neither field', method: 'GET', status: 200, headers: [], framing: UNTIL_END },
    {
      name: '6: a number, to an unknown request',
      method: null,
      status: 200,
      headers: LENGTH_5,
      framing: length(5),
    },
  ] as const)('$name', ({ method, status, headers, framing }) => {
    expect(responseFraming(method, response(status, headers))).toEqual({ framing, issue: null });
  });
});

describe('isInterim', () => {
  it.each([
    [100, true],
    [103, true],
    [101, false],
    [200, false],
  ])('%i is %s', (status, interim) => {
    expect(isInterim(status)).toBe(interim);
  });
});

describe('offersSwitch', () => {
  it.each([
    { name: 'an Upgrade field', head: { ...request([['upgrade', 'h2c']]) }, offers: true },
    { name: 'CONNECT', head: { ...request([]), method: 'CONNECT' }, offers: true },
    { name: 'neither', head: request([['Connection', 'keep-alive']]), offers: false },
  ])('$name', ({ head, offers }) => {
    expect(offersSwitch(head)).toBe(offers);
  });
});
