import { expect, test } from 'vitest';
import { networkPoolExhausted } from '../../../../src/diagnosis/rules/container/network-pool-exhausted.ts';
import { call } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon that has room for one network', async () => {
  expect(await messagesIn(networkPoolExhausted, 'run-troubles')).toEqual([
    'The daemon has no addresses left for another network.',
  ]);
});

test('by hand: whose the networks are', () => {
  const networks = ['a', 'b', 'a'].map((project) => ({ Labels: { 'com.docker.compose.project': project } }));
  const refused = call('NetworkCreate', {
    id: 2,
    status: 500,
    error: 'all predefined address pools have been fully subnetted',
  });
  expect(
    messagesOf(networkPoolExhausted, call('NetworkList', { id: 1 }, { response: networks }), refused),
  ).toEqual([
    'The daemon has no addresses left for another network: it has 3 networks, of 2 compose projects.',
  ]);
});

test('by hand: a network that is created', () => {
  expect(messagesOf(networkPoolExhausted, call('NetworkCreate', { status: 201 }))).toEqual([]);
});

test('a real capture without networks is not judged', async () => {
  expect(await messagesIn(networkPoolExhausted, 'manage')).toBeNull();
});
