import { expect, test } from 'vitest';
import type { BuildVertex } from '../../../src/model/buildkit.ts';
import { criticalPath, waterfallRows } from '../../../src/views/view-model/build-waterfall.ts';
import { capturedBuild } from '../../builders/captured-build.ts';
import { build } from '../../builders/exchange.ts';

function vertex(
  digest: string,
  start: number | null,
  end: number | null,
  inputs: readonly string[] = [],
): BuildVertex {
  return {
    digest,
    name: digest,
    inputs,
    cached: false,
    intervals: start === null ? [] : [{ startMs: start, endMs: end }],
    error: null,
    progress: [],
    stdoutBytes: 0,
    stderrBytes: 0,
  };
}

const path = (...vertices: readonly BuildVertex[]) =>
  Array.from(criticalPath(vertices), ({ digest }) => digest);

test('the critical path goes back from the end by what was waited for longest', () => {
  expect(
    path(
      vertex('context', 0, 10),
      vertex('base', 0, 5),
      vertex('slow', 5, 60, ['base']),
      vertex('quick', 10, 20, ['base', 'context']),
      vertex('final', 60, 70, ['slow', 'quick']),
      // The exporter names no inputs.
      vertex('export', 70, 80),
    ),
  ).toEqual(['export', 'final', 'slow', 'base']);
});

test('what runs or never ran is on no critical path, and a circle ends it', () => {
  expect(path(vertex('done', 0, 5), vertex('runs', 5, null, ['done']), vertex('never', null, null))).toEqual([
    'done',
  ]);
  expect(path(vertex('one', 0, 0, ['two']), vertex('two', 0, 0, ['one']))).toEqual(['one', 'two']);
  expect(path()).toEqual([]);
});

test('a classic build has its steps by number', () => {
  expect(waterfallRows(build()).map(({ label, critical }) => [label, critical])).toEqual([
    ['1', false],
    ['2', false],
    ['3', false],
    ['4', false],
  ]);
});

test('a build of BuildKit has its stages, and what the builder does around them', async () => {
  const rows = waterfallRows(await capturedBuild('buildkit-stages'));
  expect(rows.map(({ label, instruction }) => `${label}|${instruction.split(' ', 2).join(' ')}`)).toEqual([
    '|load build',
    '|load metadata',
    '|load metadata',
    '|load .dockerignore',
    'base 1/1|FROM docker.io/library/busybox:local',
    'right 1/2|FROM docker.io/library/ssh:local',
    '|load build',
    'left 1/1|RUN --mount=type=secret,id=token',
    'right 2/2|RUN --mount=type=ssh',
    'final 1/4|COPY app',
    'final 2/4|COPY docs/manual.md',
    'final 3/4|COPY --from=left',
    'final 4/4|COPY --from=right',
    '|exporting to',
  ]);
  expect(
    rows.find(({ instruction }) => instruction === 'load build definition from Dockerfile')?.step?.output,
  ).toMatch(/^transferring dockerfile: \d+ B$/);
  // Nothing was in the cache: each stage has a first miss.
  expect(rows.filter(({ cache }) => cache === 'first-miss').map(({ label }) => label)).toEqual([
    'left 1/1',
    'right 2/2',
    'final 1/4',
  ]);
});
