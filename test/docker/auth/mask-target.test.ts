import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskQuery, maskTarget } from '../../../src/docker/auth/mask-target.ts';
import { Secret } from '../../../src/model/secret.ts';

const MASK = '••••';

/** As in a query, but for the mask, which stays legible. */
const escaped = (text: string): string => text.split(MASK).map(encodeURIComponent).join(MASK);

describe('maskTarget', () => {
  test.each([
    ['no query', '/v1.41/info'],
    ['no secret', '/v1.41/build?buildargs=%7B%22A%22%3A%22b+c%22%7D&&t=web%3a1&x'],
    ['a secret without a value', '/build?buildargs=%7B%22TOKEN%22%3Anull%7D'],
    ['broken escapes', '/build?a=%zz'],
  ])('%s: the same string', (_, target) => {
    expect(maskTarget(target)).toBe(target);
  });

  test('a secret build arg is masked, everything else is as sent', () => {
    const target =
      '/build?t=web%3a1&buildargs=%7B%22A%22%3A%22b%22%2C%22NPM_TOKEN%22%3A%22hunter2%22%7D&x+y=1';
    const masked = maskTarget(target);
    expect(masked).toBeInstanceOf(Secret);
    expect(String(masked)).toBe(
      `/build?t=web%3a1&buildargs=${escaped('{"A":"b","NPM_TOKEN":"••••"}')}&x+y=1`,
    );
    expect((masked as Secret).reveal()).toBe(target);
  });

  test.each([
    [
      'a URL',
      '/build?remote=https%3A%2F%2Fu%3Apw%40h%2Fa.git',
      `/build?remote=${escaped('https://u:••••@h/a.git')}`,
    ],
    [
      'a variable',
      '/images/create?fromSrc=-&changes=DB_PASSWORD%3Dx',
      `/images/create?fromSrc=-&changes=DB_PASSWORD%3D${MASK}`,
    ],
    [
      'an instruction',
      '/images/create?changes=ENV+API_KEY%3Dx',
      `/images/create?changes=ENV%20API_KEY%3D${MASK}`,
    ],
    ['a parameter', '/x?token=abc', `/x?token=${MASK}`],
    ['cut JSON', '/build?buildargs=%7B%22TOKEN%22%3A%22abc', `/build?buildargs=${MASK}`],
  ])('%s', (_, target, masked) => {
    expect(String(maskTarget(target))).toBe(masked);
  });

  test('nothing makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => String(maskTarget(`/build?${text}`)).startsWith('/build?')));
  });
});

test('maskQuery masks the same values', () => {
  const query = maskQuery({ t: ['web'], buildargs: ['{"TOKEN":"x"}'], remote: ['https://u:pw@h'] });
  expect(JSON.parse(JSON.stringify(query))).toEqual({
    t: ['web'],
    buildargs: ['{"TOKEN":"••••"}'],
    remote: ['https://u:••••@h'],
  });
});
