import { describe, expect, test } from 'vitest';
import { contextHuge } from '../../../../src/diagnosis/rules/context/context-huge.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { trafficOf } from '../../../builders/evidence.ts';
import { build, dockerFacts, exchange } from '../../../builders/exchange.ts';

const judge = (bytes: number) =>
  contextHuge.judge(
    trafficOf([
      exchange({
        id: 7,
        docker: dockerFacts({
          build: build({
            context: {
              compression: 'none',
              bytes,
              sha256: null,
              fileBytes: bytes,
              entries: [archiveEntry('web/film.mp4', bytes)],
            },
          }),
        }),
      }),
    ]),
  );

describe('by hand, at its thresholds', () => {
  test.each([
    [100_000_000, []],
    [100_000_001, ['warn']],
    [2_000_000_000, ['warn']],
    [2_000_000_001, ['error']],
  ])('%i bytes: %j', (bytes, expected) => {
    expect(judge(bytes)?.map(({ severity }) => severity)).toEqual(expected);
  });

  test('names the largest directories and the build', () => {
    expect(judge(1_400_000_000)).toMatchObject([
      {
        message: expect.stringContaining('1.4 GB'),
        details: [expect.stringContaining('web')],
        exchanges: [7],
      },
    ]);
  });

  test('without a build it is not judged', () => {
    expect(contextHuge.judge(trafficOf([exchange()]))).toBeNull();
  });
});
