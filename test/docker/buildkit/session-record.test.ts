import { expect, test } from 'vitest';
import { readSession, SessionRecord } from '../../../src/docker/buildkit/session-record.ts';

const headers = [
  ['Host', ''],
  ['X-Docker-Expose-Session-Uuid', 't4brn04l8b1ee0t5e48f6x1zv'],
  ['X-Docker-Expose-Session-Name', 'context'],
  ['X-Docker-Expose-Session-Sharedkey', ''],
  ['X-Docker-Expose-Session-Grpc-Method', '/moby.filesync.v1.FileSync/DiffCopy'],
  ['X-Docker-Expose-Session-Grpc-Method', '/grpc.health.v1.Health/Check'],
] as const;

const session = {
  id: 't4brn04l8b1ee0t5e48f6x1zv',
  name: 'context',
  sharedKey: '',
  methods: ['/grpc.health.v1.Health/Check', '/moby.filesync.v1.FileSync/DiffCopy'],
};

test('the headers of POST /session', () => {
  expect(readSession(headers)).toEqual(session);
});

test('the metadata of Control/Session, in small letters', () => {
  expect(readSession(headers.map(([name, value]) => [name.toLowerCase(), value]))).toEqual(session);
});

test('without a name and a key, as newer versions send it', () => {
  expect(readSession([['x-docker-expose-session-uuid', 'id']])).toEqual({
    id: 'id',
    name: null,
    sharedKey: null,
    methods: [],
  });
});

test.each([
  ['no id', []],
  ['an empty one', [['X-Docker-Expose-Session-Uuid', '']]],
] as const)('%s', (_, none) => {
  expect(readSession(none)).toBeNull();
});

test('a session that was not seen to open has its id, and one without end keeps its first thousand calls', () => {
  const record = new SessionRecord('id');
  expect(record.record).toEqual({ id: 'id', name: null, sharedKey: null, methods: [] });
  for (let call = 0; call < 1500; call += 1) record.add(record.credentials, { credentials: null });
  expect(record.credentials).toHaveLength(1000);
  record.open(session, 3);
  expect([record.record, record.exchange]).toEqual([session, 3]);
});
