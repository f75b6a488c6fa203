import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { DiskSpeed } from '../../../../src/capture/proxy/record/disk-speed.ts';

test('a local disk is quick until writes take long', () => {
  const speed = new DiskSpeed(tmpdir());
  expect(speed.isQuick).toBe(true);
  speed.took(1);
  expect(speed.isQuick).toBe(true);
  speed.took(100);
  expect(speed.isQuick).toBe(true);
  for (let count = 0; count < 3; count += 1) speed.took(50);
  expect(speed.isQuick).toBe(false);
});

test.each([
  ['a pipe', null],
  ['a file system of the kernel that is no disk', '/proc'],
  ['a path that is not there', '/nosuch'],
])('%s is not relied on', (_name, path) => {
  expect(new DiskSpeed(path).isQuick).toBe(false);
});
