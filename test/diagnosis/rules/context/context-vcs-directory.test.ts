import { describe, expect, test } from 'vitest';
import { contextVcsDirectory } from '../../../../src/diagnosis/rules/context/context-vcs-directory.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { buildKitExchange, contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand, at its thresholds', () => {
  test.each([
    ['.git/objects/a', 1_000_000, []],
    ['.git/objects/a', 1_000_001, ['warn']],
    ['web/.hg/a', 1_000_001, ['warn']],
    ['.git/config', 200, ['sec-warn']],
    ['.github/workflows/a.yml', 5_000_000, []],
  ])('%s of %i bytes: %j', (path, size, expected) => {
    const found = contextVcsDirectory.judge(trafficOf([contextExchange([archiveEntry(path, size)])]));
    expect(found?.map(({ severity }) => severity)).toEqual(expected);
  });

  test('what was only listed was not sent', () => {
    const entry = archiveEntry('.git/objects/a', 5_000_000, { sent: false });
    expect(contextVcsDirectory.judge(trafficOf([buildKitExchange([entry], [])]))).toEqual([]);
  });

  test('without a context it is not judged', () => {
    expect(contextVcsDirectory.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real context with a repository', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(contextVcsDirectory.judge(evidence({ traffic }))?.[0]).toMatchObject({
    message: expect.stringMatching(/^\.git \(1\.2 MB, 2 files\)/),
    severity: 'warn',
  });
});

test('a real context without one', async () => {
  const traffic = await captured('fixtures/buildkit-stages/capture.pcapng');
  expect(contextVcsDirectory.judge(evidence({ traffic }))).toEqual([]);
});
