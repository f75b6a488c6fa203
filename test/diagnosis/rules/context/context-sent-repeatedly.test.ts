import { describe, expect, test } from 'vitest';
import { contextSentRepeatedly } from '../../../../src/diagnosis/rules/context/context-sent-repeatedly.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const sent = (id: number, size: number, sha256: string, mtime = 0) =>
  contextExchange([archiveEntry('a', size, { sha256, mtime })], { id });

describe('by hand, at its threshold', () => {
  test.each([
    ['small', [sent(1, 1_000_000, 'x'), sent(2, 1_000_000, 'x')], 0],
    ['the same but for the time', [sent(1, 1_000_001, 'x', 1), sent(2, 1_000_001, 'x', 2)], 1],
    ['another content', [sent(1, 1_000_001, 'x'), sent(2, 1_000_001, 'y')], 0],
    ['once', [sent(1, 1_000_001, 'x')], 0],
  ])('%s', (_name, exchanges, count) => {
    expect(contextSentRepeatedly.judge(trafficOf(exchanges))).toHaveLength(count);
  });

  test('without a context it is not judged', () => {
    expect(contextSentRepeatedly.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real context that is sent twice, and a third time as files by BuildKit', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  const found = contextSentRepeatedly.judge(evidence({ traffic }));
  expect(found).toMatchObject([{ message: 'The same context of 1.2 MB was sent twice.' }]);
});

test('a real context that is small', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextSentRepeatedly.judge(evidence({ traffic }))).toEqual([]);
});
