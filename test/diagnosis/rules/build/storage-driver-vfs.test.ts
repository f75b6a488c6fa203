import { expect, test } from 'vitest';
import { storageDriverVfs } from '../../../../src/diagnosis/rules/build/storage-driver-vfs.ts';
import { info } from '../../../builders/engine-calls.ts';
import { daemonProbe, evidence, probedInfo } from '../../../builders/evidence.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon that uses vfs', async () => {
  expect(await messagesIn(storageDriverVfs, 'registry')).toEqual([expect.stringContaining('vfs')]);
});

test('by hand: overlay2', () => {
  expect(messagesOf(storageDriverVfs, info({ Driver: 'overlay2' }))).toEqual([]);
});

test('a real capture in which nobody asks is not judged', async () => {
  expect(await messagesIn(storageDriverVfs, 'exec')).toBeNull();
});

test('a daemon that was asked', () => {
  const judge = (storageDriver: string | null) =>
    storageDriverVfs.judge(evidence({ probe: daemonProbe({ info: probedInfo({ storageDriver }) }) }));
  expect(judge('vfs')).toHaveLength(1);
  expect(judge('overlay2')).toEqual([]);
  expect(storageDriverVfs.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});
