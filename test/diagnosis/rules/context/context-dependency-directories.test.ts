import { describe, expect, test } from 'vitest';
import { contextDependencyDirectories } from '../../../../src/diagnosis/rules/context/context-dependency-directories.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand, at its threshold', () => {
  test.each([
    ['node_modules/a.js', 20_000_000, 0],
    ['node_modules/a.js', 20_000_001, 1],
    ['src/a.js', 90_000_000, 0],
  ])('%s of %i bytes: %i', (path, size, count) => {
    expect(
      contextDependencyDirectories.judge(trafficOf([contextExchange([archiveEntry(path, size)])])),
    ).toHaveLength(count);
  });

  test('says what the image runs itself, and what to write', () => {
    const entries = [archiveEntry('node_modules/a.js', 490_000_000)];
    expect(contextDependencyDirectories.judge(trafficOf([contextExchange(entries)]))).toMatchObject([
      {
        message: 'node_modules (490 MB) is in the build context, although the image runs npm ci itself.',
        details: ['.dockerignore: **/node_modules'],
      },
    ]);
  });

  test('without a context it is not judged', () => {
    expect(contextDependencyDirectories.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real context with a few packages', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(contextDependencyDirectories.judge(evidence({ traffic }))).toEqual([]);
});
