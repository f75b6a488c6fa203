import { expect, test } from 'vitest';
import { noSpaceLeft } from '../../../../src/diagnosis/rules/build/no-space-left.ts';
import { built, info, pull } from '../../../builders/engine-calls.ts';
import { daemonProbe, evidence } from '../../../builders/evidence.ts';
import { step } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon with a small disk', async () => {
  expect(await messagesIn(noSpaceLeft, 'disk-full')).toEqual([
    expect.stringMatching(
      /^The daemon's disk is full \(\/\S+\/data\), not the job's; its storage driver vfs copies every layer\.$/,
    ),
  ]);
});

test('a real build with room enough', async () => {
  expect(await messagesIn(noSpaceLeft, 'classic-build')).toEqual([]);
});

test('by hand: told once, however often it was met, with what is known of the disk', () => {
  const error = 'write /var/lib/docker/tmp/x: no space left on device';
  const steps = [
    step({
      instruction: 'RUN dd',
      output: 'dd: write error: No space left on device\n',
      error: 'exit code: 1',
    }),
  ];
  const context = {
    compression: 'none',
    bytes: 6_100_000_000,
    sha256: null,
    fileBytes: 6_100_000_000,
    entries: [],
  } as const;
  expect(
    messagesOf(
      noSpaceLeft,
      info({ Driver: 'vfs', DockerRootDir: '/var/lib/docker' }),
      pull('a', { id: 2, error }),
      built({ steps, context }, 3),
    ),
  ).toEqual([
    "The daemon's disk is full (/var/lib/docker), not the job's; the contexts of this job alone were 6.1 GB; its storage driver vfs copies every layer.",
  ]);
});

test('by hand: without traffic it is not judged', () => {
  expect(messagesOf(noSpaceLeft)).toBeNull();
});

test('a disk that is nearly full', () => {
  const judge = (freeBytes: number) =>
    noSpaceLeft.judge(
      evidence({ probe: daemonProbe({ disk: { path: '/var/lib/docker', freeBytes, totalBytes: 50e9 } }) }),
    );
  expect(judge(12e6)).toEqual([
    {
      message: '12 MB of 50 GB are free in /var/lib/docker, where the daemon keeps its data.',
      severity: 'warn',
      certainty: 'likely',
    },
  ]);
  expect(judge(5e9)).toEqual([]);
  expect(noSpaceLeft.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});
