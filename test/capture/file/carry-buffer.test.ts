import { expect, test } from 'vitest';
import { CarryBuffer } from '../../../src/capture/file/carry-buffer.ts';
import { ascii, zeros } from '../../builders/bytes.ts';

const kept = (carry: CarryBuffer): string => Buffer.from(carry.bytes.subarray(0, carry.length)).toString();

test('pieces are joined, also beyond the first buffer', () => {
  const carry = new CarryBuffer();
  carry.append(ascii('begin '));
  carry.append(zeros(200_000));
  carry.append(ascii(' end'));
  expect(carry.length).toBe(200_010);
  expect(kept(carry)).toMatch(/^begin \0+ end$/);
});

test('bytes stay readable after clear, while new ones are kept', () => {
  const carry = new CarryBuffer();
  carry.append(ascii('old'));
  const view = carry.bytes.subarray(0, 3);
  carry.clear();
  carry.append(ascii('new'));
  expect(Buffer.from(view).toString()).toBe('old');
  expect(kept(carry)).toBe('new');
});
