import { beforeAll, describe, expect, test } from 'vitest';
import { causeDetails, causeWords } from '../../../src/diagnosis/rebuild/cause-words.ts';
import { rebuilds } from '../../../src/diagnosis/rebuild/rebuilds.ts';
import { Traffic } from '../../../src/diagnosis/traffic.ts';
import { captured } from '../captured.ts';

/** What was changed between two builds of a scenario (scripts/fixtures/rebuild.sh), and what that breaks. */
type Row = readonly [change: string, before: number, after: number, expected: RegExp | null];

function both(classic: boolean): readonly Row[] {
  const run = (words: string) => (classic ? 'RUN echo "make for $MODE"' : `RUN echo "make for ${words}"`);
  return [
    ['nothing', 0, 1, null],
    ['the content of a file', 1, 2, /^COPY app app: 1 of 3 files changed: app\/main\.js \(content\)$/],
    ['its mode', 2, 3, /^COPY app app: 1 of 3 files changed: app\/main\.js \(mode 0644 -> 0755\)$/],
    [
      'a file more and one less',
      3,
      4,
      /^COPY app app: 2 of 3 files changed: app\/extra\.js \(added\), app\/old\.js \(removed\)$/,
    ],
    ['a build arg', 4, 5, new RegExp(`^${literal(run('release'))}: the build arg MODE changed$`)],
    [
      'an instruction',
      5,
      6,
      /^RUN echo check all; ls -l app: its instruction changed \(it was "RUN echo check; ls -l app"\)$/,
    ],
    ['an owner, which the client sends as root', 6, 7, null],
    [
      'the base image',
      7,
      8,
      classic
        ? /^WORKDIR \/srv: the base image busybox:local is another one \([0-9a-f]{12} -> [0-9a-f]{12}\)$/
        : /^WORKDIR \/srv: the base image docker\.io\/library\/busybox:local is another one$/,
    ],
    ['--no-cache', 8, 9, /: the build was told to use no cache$/],
    ['the machine: one that has never built it', 1, 0, /^WORKDIR \/srv: the builder is new/],
  ];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe.each([
  ['rebuild-classic', both(true)],
  ['rebuild-buildkit', both(false)],
  [
    'buildkit-stages',
    [
      ['nothing', 1, 2, null],
      [
        'a file of one of several stages',
        2,
        3,
        /^COPY docs\/manual\.md \/: 1 of 1 file changed: docs\/manual\.md \(content\)$/,
      ],
    ],
  ],
] as const)('real builds, fixtures/%s', (fixture, rows) => {
  let traffic: Traffic;
  beforeAll(async () => {
    traffic = await captured(`fixtures/${fixture}/capture.pcapng`);
  });

  test.each(rows)('what changed was %s', (_, before, after, expected) => {
    const alone = (index: number) => new Traffic([traffic.builds[index]!], []);
    const told = rebuilds(alone(after), alone(before)).map(
      ({ step, cause }) => `${step.instruction}: ${causeWords(cause)}`,
    );
    expect(told).toEqual(expected === null ? [] : [expect.stringMatching(expected)]);
  });
});

test('a file of the same size: by its digest where both captures have it, and perhaps where they have not', async () => {
  const path = 'fixtures/rebuild-buildkit/capture.pcapng';
  const told = async (hash: boolean) => {
    const { builds } = await captured(path, { hash });
    const [rebuild] = rebuilds(new Traffic([builds[10]!], []), new Traffic([builds[0]!], []));
    return rebuild === undefined ? null : [causeWords(rebuild.cause), ...causeDetails(rebuild.cause)];
  };
  expect(await told(true)).toEqual(['1 of 1 file changed: lock.txt (content)', 'lock.txt (content)']);
  expect(await told(false)).toEqual([
    '1 of 1 file may have changed: lock.txt (content, or only its time)',
    'lock.txt (content, or only its time)',
  ]);
});

test('whether the step came from the cache before', async () => {
  const { builds } = await captured('fixtures/rebuild-classic/capture.pcapng');
  const wasCached = (before: number, after: number) =>
    rebuilds(new Traffic([builds[after]!], []), new Traffic([builds[before]!], []))[0]?.wasCached;
  expect([wasCached(1, 2), wasCached(2, 3)]).toEqual([true, false]);
});
