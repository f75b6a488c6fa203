import { describe, expect, test } from 'vitest';
import { readTarget } from '../../../src/docker/operations/request-target.ts';

describe('path and version', () => {
  test.each([
    ['with a version', '/v1.41/containers/json', '/containers/json', '1.41'],
    ['without one', '/_ping', '/_ping', null],
    ['with a version of three numbers', '/v5.4.0/libpod/info', '/libpod/info', '5.4.0'],
    ['in absolute form', 'http://docker:2375/v1.24/info?x=1', '/info', '1.24'],
    ['with the socket as authority', 'http://%2Fvar%2Frun%2Fdocker.sock/v1.41/info', '/info', '1.41'],
    ['with double slashes', '//v1.41//build', '/build', '1.41'],
    ['of only a version', '/v1.41', '/', '1.41'],
    ['that only looks like a version', '/volumes/create', '/volumes/create', null],
    ['with escapes, kept as sent', '/v1.41/images/a%2Fb/push', '/images/a%2Fb/push', '1.41'],
    ['of an asterisk', '*', '*', null],
    ['empty', '', '/', null],
  ])('%s', (_, target, path, apiVersion) => {
    expect(readTarget(target)).toMatchObject({ path, apiVersion, malformed: false });
  });
});

describe('query, as Go reads it', () => {
  test.each([
    ['repeated names keep their order', 't=a&q=1&t=b', { t: ['a', 'b'], q: ['1'] }, false],
    ['plus is a space', 'labels=%7B%22m%22%3A%22Team+x%22%7D', { labels: ['{"m":"Team x"}'] }, false],
    ['the first = divides', 'changes=ENV+A=b', { changes: ['ENV A=b'] }, false],
    ['no =', 'all&size=', { all: [''], size: [''] }, false],
    ['empty parts', '&&a=1&', { a: ['1'] }, false],
    ['a semicolon is kept and reported', 'a=1;b=2', { a: ['1;b=2'] }, true],
    ['a broken escape is kept and reported', 'a=%zz', { a: ['%zz'] }, true],
  ])('%s', (_, query, values, malformed) => {
    expect(readTarget(`/build?${query}`)).toMatchObject({ query: values, malformed });
  });

  test('a parameter called __proto__ is a parameter', () => {
    const { query } = readTarget('/build?__proto__=x');
    expect(Object.keys(query)).toEqual(['__proto__']);
  });
});
