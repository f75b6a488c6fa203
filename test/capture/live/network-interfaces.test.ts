import { expect, test } from 'vitest';
import { defaultInterfaces, listInterfaces } from '../../../src/capture/live/network-interfaces.ts';

test('there is a loopback interface with its addresses', () => {
  const loopback = listInterfaces().find(({ kind }) => kind === 'loopback');
  expect(loopback).toMatchObject({ state: 'up', master: null });
  expect(loopback?.addresses).toContain('127.0.0.1');
});

test('Linux captures everywhere, others where a daemon may talk', () => {
  expect(defaultInterfaces('linux')).toEqual(['any']);
  const names = listInterfaces()
    .filter(({ kind }) => kind === 'loopback' || kind === 'docker')
    .map(({ name }) => name);
  expect(defaultInterfaces('darwin')).toEqual(names);
});
