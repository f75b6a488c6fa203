import { describe, expect, test } from 'vitest';
import { dockerignoreIneffective } from '../../../../src/diagnosis/rules/context/dockerignore-ineffective.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { buildKitExchange, contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand', () => {
  test.each([
    ['node_modules', 'web/node_modules/a.js', 1],
    ['node_modules/', 'web/node_modules/a.js', 1],
    ['/.git', 'web/.git/HEAD', 1],
    ['.env', 'web/.env', 1],
    ['**/node_modules', 'web/node_modules/a.js', 0],
    ['node_modules', 'src/a.js', 0],
    ['README.md', 'web/README.md', 0],
  ])('%s, and %s is sent: %i', (pattern, path, count) => {
    const entries = [archiveEntry(path, 10, { sent: true })];
    expect(dockerignoreIneffective.judge(trafficOf([buildKitExchange(entries, [pattern])]))).toHaveLength(
      count,
    );
  });

  test('no pattern at all, and a large repository is sent', () => {
    const entries = [archiveEntry('.git/a', 1_000_001, { sent: true })];
    expect(dockerignoreIneffective.judge(trafficOf([buildKitExchange(entries, [])]))).toMatchObject([
      { message: 'There is no .dockerignore beside this context, and .git was sent.', details: ['**/.git'] },
    ]);
  });

  test('of a tar nobody knows the patterns', () => {
    expect(
      dockerignoreIneffective.judge(trafficOf([contextExchange([archiveEntry('.git/a', 5e6)])])),
    ).toEqual([]);
  });

  test('without a context it is not judged', () => {
    expect(dockerignoreIneffective.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real .dockerignore that holds at the root only', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(dockerignoreIneffective.judge(evidence({ traffic }))).toMatchObject([
    { message: '.dockerignore says "node_modules", but web/node_modules was sent: write "**/node_modules".' },
  ]);
});

test('a real one that does what it says', async () => {
  const traffic = await captured('fixtures/buildkit-buildx/capture.pcapng');
  expect(dockerignoreIneffective.judge(evidence({ traffic }))).toEqual([]);
});
