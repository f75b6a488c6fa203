import { describe, expect, test } from 'vitest';
import type { BuildStep } from '../../../src/model/build.ts';
import { dockerfilePart } from '../../../src/views/report/dockerfile-part.ts';
import { build, step } from '../../builders/exchange.ts';
import { reported } from './reported.ts';

const classic = build({
  dockerfile: 'FROM node:20\n# a comment\nRUN npm ci \\\n  --ignore-scripts\nRUN never\n',
  steps: [
    step({ instruction: 'FROM node:20', total: 3 }),
    step({ number: 2, total: 3, instruction: 'RUN npm ci   --ignore-scripts', error: 'x', cached: false }),
  ],
  error: { code: 1, message: 'x' },
});

test('each instruction of a classic build has its step beside it', () => {
  const { lines } = dockerfilePart(classic) as NonNullable<ReturnType<typeof dockerfilePart>>;
  expect(lines.map(({ number, row }) => [number, row?.step?.number ?? null, row?.error ?? null])).toEqual([
    [1, 1, null],
    [2, null, null],
    [3, 2, 'exit code 1'],
    [4, null, null],
    [5, null, null],
  ]);
});

test('a Dockerfile that was not sent', () => {
  expect(dockerfilePart(build({ dockerfile: null }))).toBeNull();
});

test('a long one is cut around the line that failed', () => {
  const instructions = Array.from({ length: 1000 }, (_, index) => `RUN ${index}`);
  const steps = instructions
    .slice(0, 801)
    .map(
      (instruction, index): BuildStep =>
        step({ number: index + 1, total: 1000, instruction, error: index === 800 ? 'x' : null }),
    );
  const part = dockerfilePart(
    build({ dockerfile: instructions.join('\n'), steps, error: { code: 1, message: 'x' } }),
  );
  expect([part?.before, part?.lines.length, part?.after]).toEqual([650, 300, 50]);
  expect(part?.lines[150]?.row?.error).toBe('exit code 1');
});

describe('BuildKit', () => {
  test('stages that run side by side, as they were recorded', async () => {
    const { builds } = await reported('fixtures/buildkit-20-stages/capture.pcapng');
    const beside = builds[0]?.dockerfile?.lines.flatMap(({ text, row }) =>
      row?.step == null ? [] : [[text.split(' ').slice(0, 2).join(' '), row.step.stage, row.step.number]],
    );
    // From the Dockerfile of scripts/fixtures, and BuildKit's own `[stage n/m]`.
    expect(beside).toEqual([
      ['FROM busybox:local', 'base', 1],
      ['RUN --mount=type=secret,id=token', 'left', 1],
      ['FROM ssh:local', 'right', 1],
      ['RUN --mount=type=ssh', 'right', 2],
      ['COPY app', 'final', 1],
      ['COPY docs/manual.md', 'final', 2],
      ['COPY --from=left', 'final', 3],
      ['COPY --from=right', 'final', 4],
    ]);
  });

  test('the line that the builder names is marked, where no step began', async () => {
    const { builds } = await reported('fixtures/buildkit-failures/capture.pcapng');
    const blamed = builds.map(({ dockerfile }) => dockerfile?.lines.filter((line) => line.blamed));
    expect(blamed.map((lines) => lines?.map(({ number }) => number))).toEqual([[3], [2], [], [2]]);
  });
});
