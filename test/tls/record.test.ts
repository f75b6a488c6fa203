import { describe, expect, it } from 'vitest';
import { beginsTlsRecord, contentType, recordPayload, versionName } from '../../src/tls/record.ts';

describe('beginsTlsRecord', () => {
  it.each<{ name: string; bytes: readonly number[]; begins: boolean | null }>([
    { name: 'nothing', bytes: [], begins: null },
    { name: 'a handshake', bytes: [22, 3, 1, 2, 0], begins: true },
    { name: 'part of a header', bytes: [22, 3, 1, 2], begins: null },
    { name: 'a record that is too long', bytes: [23, 3, 3, 0xff, 0xff], begins: false },
    { name: 'another version', bytes: [22, 2], begins: false },
    { name: 'a version to come', bytes: [22, 3, 5], begins: false },
    { name: 'text', bytes: [0x48], begins: false },
  ])('$name', ({ bytes, begins }) => {
    expect(beginsTlsRecord(Uint8Array.from(bytes))).toBe(begins);
  });
});

describe('record headers', () => {
  it('name their content and count their payload', () => {
    expect([19, 20, 21, 22, 23, 24, 25].map(contentType)).toEqual([
      null,
      'change-cipher-spec',
      'alert',
      'handshake',
      'application-data',
      'heartbeat',
      null,
    ]);
    expect(recordPayload(Uint8Array.of(22, 3, 1, 0x12, 0x34))).toBe(0x1234);
  });
});

describe('versionName', () => {
  it.each([
    [0x0300, 'ssl-3.0'],
    [0x0301, '1.0'],
    [0x0303, '1.2'],
    [0x0304, '1.3'],
    [0x0a0a, '0x0a0a'],
  ])('%i is %s', (version, name) => {
    expect(versionName(version)).toBe(name);
  });
});
