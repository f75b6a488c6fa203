import { describe, expect, test } from 'vitest';
import { contextWorldWritableModes } from '../../../../src/diagnosis/rules/context/context-world-writable-modes.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const context = (open: number, closed: number, directoryMode: number) =>
  contextExchange([
    archiveEntry('src/', 0, { mode: directoryMode }),
    ...Array.from({ length: open }, (_, index) => archiveEntry(`src/o${index}`, 1, { mode: 0o666 })),
    ...Array.from({ length: closed }, (_, index) => archiveEntry(`src/c${index}`, 1, { mode: 0o644 })),
  ]);

describe('by hand, at its thresholds', () => {
  test.each([
    ['nine of ten', 9, 1, 0o777, 1],
    ['less', 8, 2, 0o777, 0],
    ['directories as usual', 10, 0, 0o755, 0],
    ['too few to tell', 4, 0, 0o777, 0],
  ])('%s', (_name, open, closed, mode, count) => {
    expect(contextWorldWritableModes.judge(trafficOf([context(open, closed, mode)]))).toHaveLength(count);
  });

  test('without a context it is not judged', () => {
    expect(contextWorldWritableModes.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real checkout with umask 0000', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(contextWorldWritableModes.judge(evidence({ traffic }))?.[0]?.message).toMatch(
    /^1\d of 1\d files are writable by everybody/,
  );
});

test('a real checkout with the usual one', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextWorldWritableModes.judge(evidence({ traffic }))).toEqual([]);
});
