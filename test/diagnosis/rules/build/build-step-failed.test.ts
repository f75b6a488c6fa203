import { expect, test } from 'vitest';
import { buildStepFailed } from '../../../../src/diagnosis/rules/build/build-step-failed.ts';
import { evidence } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

test('a real build with a failing step: which, and how it ended', async () => {
  const traffic = await captured('fixtures/buildkit-failures/capture.pcapng');
  const found = buildStepFailed.judge(evidence({ traffic }));
  expect(found?.map(({ message }) => message)).toContainEqual(expect.stringMatching(/exited \d+ after/));
});

test('a real build that succeeds', async () => {
  const traffic = await captured('fixtures/buildkit-stages/capture.pcapng');
  expect(buildStepFailed.judge(evidence({ traffic }))).toEqual([]);
});
