import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBase64Json } from '../../../src/docker/auth/base64-json.ts';
import { registryHeader } from '../../builders/registry-header.ts';

// `{"ÿ?>":"û"}` in base64 has characters that the two alphabets write differently.
const value = { 'ÿ?>': 'û~~?' };
const url = registryHeader(value);
const plain = url.replaceAll('-', '+').replaceAll('_', '/');

describe('readBase64Json', () => {
  test('the two alphabets differ in the example', () => {
    expect(url).not.toBe(plain);
  });

  test.each([
    ['URL alphabet, padded', url],
    ['URL alphabet, not padded', url.replace(/=+$/, '')],
    ['plain alphabet, padded', plain],
    ['plain alphabet, not padded', plain.replace(/=+$/, '')],
    ['folded over lines', `${url.slice(0, 8)}\r\n ${url.slice(8)}`],
  ])('%s', (_, header) => {
    expect(readBase64Json(header)).toEqual({ value, trouble: null });
  });

  test.each([
    ['e30=', {}],
    ['e30', {}],
    ['bnVsbA==', {}],
    ['', {}],
  ])('%s is nothing', (header, empty) => {
    expect(readBase64Json(header)).toEqual({ value: empty, trouble: null });
  });

  test.each([
    ['JSON of no object', registryHeader([1]), null, 'is base64 of JSON, but not of an object'],
    ['no JSON', Buffer.from('hello').toString('base64'), null, 'is base64, but not of whole JSON'],
    ['no base64', '{"a":1}', null, 'holds characters that are not base64'],
    ['a tail that is no base64', 'eyJhIjp7fX0=*', { a: {} }, 'holds characters that are not base64'],
  ])('%s', (_, header, read, trouble) => {
    expect(readBase64Json(header)).toEqual({ value: read, trouble });
  });

  test('whole entries of a cut header are kept', () => {
    const header = registryHeader({ 'a.test': { username: '}"{' }, 'b.test': { password: 'x' } });
    expect(readBase64Json(header.slice(0, -14))).toEqual({
      value: { 'a.test': { username: '}"{' } },
      trouble: 'is base64, but not of whole JSON',
    });
  });

  test('bytes behind the JSON value are passed over, as in Go', () => {
    const header = Buffer.from('{"a":{}}{"b"').toString('base64');
    expect(readBase64Json(header).value).toEqual({ a: {} });
  });

  test('nothing makes it throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => void readBase64Json(text)));
  });
});
