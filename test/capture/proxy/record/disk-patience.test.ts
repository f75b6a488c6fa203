import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiskPatience } from '../../../../src/capture/proxy/record/disk-patience.ts';

const MIB = 1024 * 1024;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Whether a wait has come to its end. */
async function isOver(wait: Promise<void> | null): Promise<boolean> {
  return wait === null || Promise.race([wait.then(() => true), Promise.resolve().then(() => false)]);
}

test('a disk that keeps up is not waited for', () => {
  const patience = new DiskPatience();
  patience.queued(5 * MIB);
  expect(patience.wait).toBe(null);
});

test('one that is behind is waited for until it has caught up', async () => {
  const patience = new DiskPatience();
  patience.queued(7 * MIB);
  const { wait } = patience;
  expect(await isOver(wait)).toBe(false);
  patience.queued(4 * MIB);
  expect(await isOver(wait)).toBe(false);
  patience.queued(2 * MIB);
  await wait;
  expect(patience.wait).toBe(null);
});

test('one that hangs is waited for a few times, and again when it has caught up', () => {
  const patience = new DiskPatience();
  patience.queued(7 * MIB);
  vi.advanceTimersByTime(1000);
  expect(patience.wait).toBe(null);
  patience.queued(12 * MIB);
  expect(patience.wait).toBe(null);
  patience.queued(14 * MIB);
  expect(patience.wait).not.toBe(null);
  vi.advanceTimersByTime(1000);
  expect(patience.wait).toBe(null);
  patience.queued(MIB);
  patience.queued(7 * MIB);
  expect(patience.wait).not.toBe(null);
  patience.queued(0);
});
