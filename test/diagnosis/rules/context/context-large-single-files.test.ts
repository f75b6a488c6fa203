import { describe, expect, test } from 'vitest';
import { contextLargeSingleFiles } from '../../../../src/diagnosis/rules/context/context-large-single-files.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand, at its thresholds', () => {
  test.each([
    ['model.bin', 100_000_000, 0],
    ['model.bin', 100_000_001, 1],
    ['dump.sql.gz', 10_000_000, 0],
    ['dump.sql.gz', 10_000_001, 1],
    ['docs/demo.mp4', 310_000_000, 1],
  ])('%s of %i bytes: %i', (path, size, count) => {
    expect(
      contextLargeSingleFiles.judge(trafficOf([contextExchange([archiveEntry(path, size)])])),
    ).toHaveLength(count);
  });

  test('several are one finding, largest first', () => {
    const entries = [20e6, 40e6, 30e6, 50e6].map((size) => archiveEntry(`${size / 1e6}.zip`, size));
    expect(contextLargeSingleFiles.judge(trafficOf([contextExchange(entries)]))).toMatchObject([
      {
        message: '50.zip (50 MB), 40.zip (40 MB) and 30.zip (30 MB) and 1 other are in the build context.',
        details: ['20.zip (20 MB)'],
      },
    ]);
  });

  test('without a context it is not judged', () => {
    expect(contextLargeSingleFiles.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real context of small files', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextLargeSingleFiles.judge(evidence({ traffic }))).toEqual([]);
});
