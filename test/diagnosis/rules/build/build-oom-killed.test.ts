import { expect, test } from 'vitest';
import { buildOomKilled } from '../../../../src/diagnosis/rules/build/build-oom-killed.ts';
import { built } from '../../../builders/engine-calls.ts';
import { step } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const killed = (error: string) =>
  built({ steps: [step({ instruction: 'RUN npm run build', error, durationMs: 3000 })] });

test.each([
  ["The command '/bin/sh -c npm run build' returned a non-zero code: 137"],
  ['process "/bin/sh -c npm run build" did not complete successfully: exit code: 137'],
  ['process "/bin/sh -c npm run build" did not complete successfully: signal: killed'],
])('by hand: %s', (error) => {
  expect(messagesOf(buildOomKilled, killed(error))).toEqual([
    '"RUN npm run build" was killed after 3.0 s (137): most likely the memory of the daemon was used up.',
  ]);
});

test('by hand: killed since another step had failed before', () => {
  const steps = [
    step({ instruction: 'RUN false', startMs: 0, durationMs: 5, error: 'exit code: 1' }),
    step({ instruction: 'RUN sleep 9', startMs: 0, durationMs: 9, error: 'exit code: 137' }),
  ];
  expect(messagesOf(buildOomKilled, built({ steps }))).toEqual([]);
});

test('a real build that the client broke off, which kills its step too', async () => {
  expect(await messagesIn(buildOomKilled, 'buildkit-failures')).toEqual([]);
});

test('by hand: no build', () => {
  expect(messagesOf(buildOomKilled)).toBeNull();
});
