import { expect, test } from 'vitest';
import { hijackHalfCloseLostOutput } from '../../../../src/diagnosis/rules/container/hijack-half-close-lost-output.ts';
import { messagesIn } from '../../messages.ts';

test('a real exec through a proxy that closes both sides, and one with -i that comes through', async () => {
  expect(await messagesIn(hijackHalfCloseLostOutput, 'half-close-lost')).toEqual([
    expect.stringMatching(
      /^"exec box sh -c 'sleep 1; echo you will not see this'" ended with 0 bytes of output, .* after the client half-closed/,
    ),
  ]);
});

test.each(['exec', 'run', 'attach', 'logs'])('real streams without a proxy: %s', async (fixture) => {
  expect((await messagesIn(hijackHalfCloseLostOutput, fixture)) ?? []).toEqual([]);
});

test('a real capture without streams is not judged', async () => {
  expect(await messagesIn(hijackHalfCloseLostOutput, 'classic-build')).toBeNull();
});
