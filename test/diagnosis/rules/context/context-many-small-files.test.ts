import { describe, expect, test } from 'vitest';
import { contextManySmallFiles } from '../../../../src/diagnosis/rules/context/context-many-small-files.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { buildKitExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand, at its threshold', () => {
  test.each([
    [50_000, 0],
    [50_001, 1],
  ])('%i files: %i', (files, count) => {
    const entries = Array.from({ length: files }, (_, index) =>
      archiveEntry(`a/${index}`, 1, { sent: index < 9 }),
    );
    const found = contextManySmallFiles.judge(trafficOf([buildKitExchange(entries, [])]));
    expect(found).toHaveLength(count);
    if (count > 0) {
      expect(found?.[0]?.message).toBe('50,001 files and directories were listed to send 9 B.');
      expect(found?.[0]?.details).toEqual(['50,001  a']);
    }
  });

  test('without a context it is not judged', () => {
    expect(contextManySmallFiles.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real context of a few files', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextManySmallFiles.judge(evidence({ traffic }))).toEqual([]);
});
