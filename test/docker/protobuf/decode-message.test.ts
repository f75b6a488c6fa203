import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage } from '../../../src/docker/protobuf/decode-message.ts';
import {
  bool,
  boolMap,
  byteStrings,
  bytes,
  bytesMap,
  exact,
  inner,
  type MessageType,
  message,
  messageMap,
  messages,
  messageType,
  signed,
  signeds,
  text,
  textMap,
  texts,
  timestamp,
  unknownFields,
  unsigned,
} from '../../../src/docker/protobuf/message-type.ts';
import { concat } from '../../builders/bytes.ts';
import { mapEntry, protobuf, protobufTime, varint } from '../../builders/protobuf.ts';

const child = messageType('Child', { name: text(1) });

const everything: MessageType = messageType('Everything', { again: inner(1, (): MessageType => everything) });

const kinds = messageType('Kinds', {
  name: text(1),
  names: texts(2),
  data: bytes(3),
  pieces: byteStrings(4),
  size: signed(5),
  id: unsigned(6),
  time: exact(7),
  done: bool(8),
  started: timestamp(9),
  child: message(10, child),
  children: messages(11, child),
  labels: textMap(12),
  metadata: bytesMap(13),
  caps: boolMap(14),
  byName: messageMap(15, child),
  codes: signeds(16),
});

const defaults = {
  name: '',
  names: [],
  data: new Uint8Array(0),
  pieces: [],
  size: 0,
  id: 0,
  time: 0n,
  done: false,
  started: null,
  child: null,
  children: [],
  labels: new Map(),
  metadata: new Map(),
  caps: new Map(),
  byName: new Map(),
  codes: [],
};

test('fields that were not sent have their defaults', () => {
  expect({ ...decodeMessage(new Uint8Array(0), kinds) }).toEqual({ ...defaults, [unknownFields]: [] });
});

test('every kind of field', () => {
  const sent = protobuf(
    [1, 'web'],
    [2, 'a'],
    [2, 'b'],
    [3, Uint8Array.of(0, 255)],
    [4, 'x'],
    [5, -3],
    [6, 4_294_967_295],
    [7, 1_714_564_800_000_000_001n],
    [8, true],
    [9, protobufTime(1_714_564_800_000_001.5)],
    [10, protobuf([1, 'child'])],
    [11, protobuf([1, 'first'])],
    [11, new Uint8Array(0)],
    [12, mapEntry('team', 'web')],
    [13, mapEntry('config', Uint8Array.of(1))],
    [14, mapEntry('source.local', true)],
    [15, mapEntry('linux', protobuf([1, 'amd64']))],
    [16, 1],
    [16, concat(varint(2), varint(300))],
  );
  expect(decodeMessage(sent, kinds)).toMatchObject({
    name: 'web',
    names: ['a', 'b'],
    data: Uint8Array.of(0, 255),
    pieces: [Uint8Array.of(120)],
    size: -3,
    id: 4_294_967_295,
    time: 1_714_564_800_000_000_001n,
    done: true,
    started: 1_714_564_800_000_001.5,
    child: { name: 'child' },
    children: [{ name: 'first' }, { name: '' }],
    labels: new Map([['team', 'web']]),
    metadata: new Map([['config', Uint8Array.of(1)]]),
    caps: new Map([['source.local', true]]),
    byName: new Map([['linux', expect.objectContaining({ name: 'amd64' })]]),
    codes: [1, 2, 300],
  });
});

test('the last of a field that is sent twice counts', () => {
  expect(decodeMessage(protobuf([1, 'old'], [1, 'new']), kinds).name).toBe('new');
});

test('entries of a map without a value, without a key, with a number for a key', () => {
  const sent = protobuf([12, protobuf([1, 'empty'])], [12, protobuf([2, 'v'])], [15, protobuf([1, 7])]);
  const { labels, byName } = decodeMessage(sent, kinds);
  expect([...labels]).toEqual([
    ['empty', ''],
    ['', 'v'],
  ]);
  expect([...byName.keys()]).toEqual(['7']);
});

test('fields without a name, or of another kind than their name, are kept by number', () => {
  const sent = protobuf([99, 'new'], [98, 7], [1, 12], [10, 5]);
  expect(decodeMessage(sent, kinds)[unknownFields]).toEqual([
    { number: 99, value: new Uint8Array(Buffer.from('new')) },
    { number: 98, value: 7 },
    { number: 1, value: 12 },
    { number: 10, value: 5 },
  ]);
});

test('of a message that is cut what stood before', () => {
  const whole = protobuf([1, 'web'], [5, 12]);
  expect(decodeMessage(whole.subarray(0, whole.length - 1), kinds)).toMatchObject({ name: 'web', size: 0 });
});

test('messages inside of messages do not overflow the stack', () => {
  let deep = protobuf([1, new Uint8Array(0)]);
  for (let depth = 0; depth < 5000; depth += 1) deep = protobuf([1, deep]);
  let depth = 0;
  for (let at: unknown = decodeMessage(deep, everything); at !== null; depth += 1) {
    at = (at as { readonly again: unknown }).again;
  }
  expect(depth).toBe(41);
});

test('no bytes whatever make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (sent) => {
      decodeMessage(sent, kinds);
    }),
    { numRuns: 300 },
  );
});
