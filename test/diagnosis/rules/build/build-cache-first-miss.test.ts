import { beforeAll, expect, test } from 'vitest';
import { buildCacheFirstMiss } from '../../../../src/diagnosis/rules/build/build-cache-first-miss.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import { evidence } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';
import { messages, messagesIn } from '../../messages.ts';

let all: Traffic;
beforeAll(async () => {
  all = await captured('fixtures/rebuild-classic/capture.pcapng');
});
const only = (index: number) => new Traffic([all.builds[index]!], []);

test('a real build and the one before it: where, why, and a warning since that had it', () => {
  const given = evidence({ traffic: only(2), baseline: only(1) });
  expect(buildCacheFirstMiss.judge(given)).toMatchObject([
    {
      message:
        'The cache broke at "COPY app app" (step 7/9) because 1 of 3 files changed: app/main.js (content).',
      severity: 'warn',
      details: ['app/main.js (content)'],
    },
  ]);
});

test('a real build without another: only where', () => {
  expect(messages(buildCacheFirstMiss, evidence({ traffic: only(2) }))).toEqual([
    'The cache broke at "COPY app app" (step 7/9); compare with an earlier capture (--baseline) to see why.',
  ]);
});

test('real builds of one capture: each beside the one before it', () => {
  expect(
    messages(buildCacheFirstMiss, evidence({ traffic: all }))?.map((message) => message.replace(/ \(.*/, '')),
  ).toEqual([
    'The cache broke at "COPY app app"',
    'The cache broke at "COPY app app"',
    'The cache broke at "COPY app app"',
    'The cache broke at "RUN echo "make for $MODE""',
    'The cache broke at "RUN echo check all; ls -l app"',
    'The cache broke at "WORKDIR /srv"',
    'The cache broke at "WORKDIR /srv"',
  ]);
});

test('a real build that is all cached, and one of which nothing can be', () => {
  expect(messages(buildCacheFirstMiss, evidence({ traffic: only(1), baseline: only(0) }))).toEqual([]);
  expect(messages(buildCacheFirstMiss, evidence({ traffic: only(0) }))).toEqual([]);
});

test('a real capture without builds is not judged', async () => {
  expect(await messagesIn(buildCacheFirstMiss, 'exec')).toBeNull();
});
