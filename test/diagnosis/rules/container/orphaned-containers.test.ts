import { expect, test } from 'vitest';
import { orphanedContainers } from '../../../../src/diagnosis/rules/container/orphaned-containers.ts';
import { call } from '../../../builders/engine-calls.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real job that leaves three containers and a network', async () => {
  expect(await messagesIn(orphanedContainers, 'run-troubles')).toEqual([
    '3 containers and 1 network that this job created are still there at its end.',
  ]);
});

test('a real job that removes all of its own', async () => {
  expect(await messagesIn(orphanedContainers, 'run')).toEqual([]);
});

const volume = call(
  'VolumeCreate',
  { id: 1, exchange: { server: '/var/run/docker.sock' } },
  { request: { Name: 'data' }, response: { Name: 'data' } },
);

test('by hand: a volume, and a prune that takes it', () => {
  expect(messagesOf(orphanedContainers, volume)).toEqual([
    '1 volume that this job created is still there at its end.',
  ]);
  expect(messagesOf(orphanedContainers, volume, call('VolumePrune', { id: 2 }))).toEqual([]);
});

test('by hand: on a daemon that ends with its job it does no harm', () => {
  const given = trafficOf([volume]);
  expect(orphanedContainers.judge(given)).toMatchObject([{ severity: 'warn' }]);
  const daemon = {
    address: 'tcp://docker:2375',
    tls: false,
    certificates: null,
    skipsVerify: false,
    reasons: [],
  };
  const environment = {
    variables: {},
    files: {},
    uid: 0,
    gids: [],
    hostname: null,
    daemon,
    context: null,
    command: null,
  };
  expect(orphanedContainers.judge({ ...given, environment })).toMatchObject([{ severity: 'info' }]);
});

test('a real capture in which nothing is created is not judged', async () => {
  expect(await messagesIn(orphanedContainers, 'registry')).toBeNull();
});
