import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRecord, encodeRecord } from '../../src/engine/record-encoding.ts';
import { Secret } from '../../src/model/secret.ts';

test('a secret is one again on the other side, with its mask', () => {
  const record = { headers: [['X', new Secret('hunter2')]], target: new Secret('/?a=b', '/?a=••••') };
  const decoded = decodeRecord<typeof record>(encodeRecord(record));
  const header = decoded.headers[0]?.[1];
  expect(header instanceof Secret ? header.reveal() : header).toBe('hunter2');
  expect([`${decoded.target}`, decoded.target.reveal()]).toEqual(['/?a=••••', '/?a=b']);
  expect(JSON.stringify(decoded)).not.toContain('hunter2');
});

test('without it a secret crosses as its mask', () => {
  expect(JSON.stringify({ password: new Secret('hunter2') })).toBe('{"password":"••••"}');
});

test('what looks like an encoded secret is none', () => {
  for (const key of ['$secret', '$escaped', '__proto__']) {
    const record: unknown = JSON.parse(`{"aux":{"${key}":["value","shown"]}}`);
    expect(decodeRecord(encodeRecord(record))).toEqual(record);
    expect(JSON.stringify(decodeRecord(encodeRecord(record)))).toBe(JSON.stringify(record));
  }
});

test('any JSON comes through as it was', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('$secret', '$escaped', '__proto__'));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.array(tie('value')),
      fc.dictionary(key, tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(JSON.stringify(decodeRecord(encodeRecord(plain)))).toBe(JSON.stringify(plain));
    }),
  );
});
