import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { MASK, Secret } from '../../src/model/secret.ts';

test.each([
  ['as text', (secret: Secret) => `${secret}`],
  ['as JSON', (secret: Secret) => JSON.parse(JSON.stringify([secret]))[0] as string],
  ['inspected', (secret: Secret) => inspect({ secret }).replace(/.*secret: (\S+) .*/, '$1')],
])('prints a mask %s', (_, print) => {
  expect(print(new Secret('not-a-real-password'))).toBe(MASK);
});

test('has no property that holds its value', () => {
  const secret = new Secret('not-a-real-password');
  expect(Object.getOwnPropertyNames(secret)).toEqual([]);
  expect(JSON.stringify(Object.entries(secret))).toBe('[]');
  expect(secret.reveal()).toBe('not-a-real-password');
});
