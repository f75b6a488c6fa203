import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { DiskRoom } from '../../../../src/capture/proxy/record/disk-room.ts';

const MIB = 1024 * 1024;

vi.mock('node:fs', () => ({ statfsSync: vi.fn() }));
const disk = (totalMib: number, freeMib: number): void => {
  vi.mocked(statfsSync).mockReturnValue({ blocks: totalMib, bavail: freeMib, bsize: MIB } as never);
};

test.each([
  ['a large disk with room', 100_000, 300, false],
  ['a large disk with less than 256 MiB', 100_000, 255, true],
  ['a small disk with room', 64, 4, false],
  ['a small disk with less than a twentieth', 64, 3, true],
])('%s', (_name, total, free, short) => {
  disk(total, free);
  expect(new DiskRoom(tmpdir()).isShort(1)).toBe(short);
});

test('it is looked at again after 8 MiB', () => {
  disk(100_000, 1000);
  const room = new DiskRoom(tmpdir());
  expect(room.isShort(1)).toBe(false);
  disk(100_000, 1);
  expect(room.isShort(7 * MIB)).toBe(false);
  expect(room.isShort(MIB)).toBe(true);
});

test('what is no file has no disk', () => {
  disk(100, 0);
  expect(new DiskRoom(null).isShort(100 * MIB)).toBe(false);
});
