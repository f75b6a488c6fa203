import { expect, test } from 'vitest';
import { buildSilentStep } from '../../../../src/diagnosis/rules/build/build-silent-step.ts';
import { built } from '../../../builders/engine-calls.ts';
import { step } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const quiet = (quietMs: number, output: string) =>
  built({
    steps: [step({ number: 5, total: 9, instruction: 'RUN apt-get update', cached: false, quietMs, output })],
  });

test.each([
  [120_000, 'Get:1 http://deb.test', []],
  [120_001, 'working', ['Step 5/9 "RUN apt-get update" printed nothing for 2 m 00 s.']],
  [
    540_000,
    'Get:1 http://deb.test\n',
    ['Step 5/9 "RUN apt-get update" printed nothing for 9 m 00 s; its last line was a download.'],
  ],
])('by hand, at its threshold: quiet for %i ms after %j', (quietMs, output, expected) => {
  expect(messagesOf(buildSilentStep, quiet(quietMs, output))).toEqual(expected);
});

test('by hand: a step that still ran when the capture ended', () => {
  const running = step({
    number: 5,
    total: 9,
    instruction: 'RUN sleep 1000',
    durationMs: null,
    lastNewsMs: 1000,
  });
  const timing = { sendMs: 0, waitMs: 0, receiveMs: null, totalMs: 201_000 };
  expect(messagesOf(buildSilentStep, built({ steps: [running] }, 5, { timing }))).toEqual([
    'Step 5/9 "RUN sleep 1000" printed nothing for 3 m 20 s.',
  ]);
});

test.each(['classic-build', 'buildkit-failures', 'rebuild-classic'])('real builds: %s', async (fixture) => {
  expect(await messagesIn(buildSilentStep, fixture)).toEqual([]);
});

test('a real capture without builds is not judged', async () => {
  expect(await messagesIn(buildSilentStep, 'exec')).toBeNull();
});
