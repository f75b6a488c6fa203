import { describe, expect, test } from 'vitest';
import { type StepsPart, stepsPart } from '../../../src/views/report/steps-part.ts';
import { build, step } from '../../builders/exchange.ts';
import { exportedRecords } from './exported-records.ts';
import { reported } from './reported.ts';

function made(...steps: readonly Parameters<typeof step>[0][]): StepsPart {
  const one = build({ steps: steps.map((fields) => step(fields)), error: null, dockerfile: null });
  return stepsPart(one) as StepsPart;
}

test('no step, no part', () => {
  expect(stepsPart(build({ steps: [], error: null }))).toBeNull();
});

test('what failed, with its last lines, and what was not reached', () => {
  const { rows, reached, cached } = stepsPart(
    build({ dockerfile: 'FROM node:20\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nCMD x\n' }),
  ) as StepsPart;
  expect(rows.map(({ label, state }) => [label, state])).toEqual([
    ['1/6', 'cached'],
    ['2/6', 'cached'],
    ['3/6', 'first-miss'],
    ['4/6', 'failed'],
    ['5/6', 'not-reached'],
    ['6/6', 'not-reached'],
  ]);
  expect([reached, cached, rows[3]?.error]).toEqual([4, 2, 'exit code 1']);
  expect(rows[3]?.output).toEqual(['npm error code EUSAGE', 'npm error in sync']);
});

test('of very many rows the shortest are left out, never the one that failed', () => {
  const many = Array.from({ length: 500 }, (_, index) => ({
    number: index + 1,
    total: 500,
    instruction: `RUN ${index}`,
    cached: false,
    startMs: index * 10,
    durationMs: index,
  }));
  const { rows, more } = made(...many);
  expect([rows.length, more]).toEqual([120, 380]);
  expect(rows.some(({ state }) => state === 'first-miss')).toBe(true);
  expect(rows.at(-1)?.durationMs).toBe(499);
});

test('a step that still ran has no time', () => {
  expect(made({ cached: false, durationMs: null }).rows[0]).toMatchObject({
    state: 'running',
    durationMs: null,
  });
});

describe('BuildKit, recorded', () => {
  test('what goes on around the steps is there too, and none of it twice', async () => {
    const { builds } = await reported('fixtures/buildkit-20-stages/capture.pcapng');
    const records = await exportedRecords('fixtures/buildkit-20-stages/capture.pcapng');
    const vertices = records.flatMap(({ docker }) => docker?.build?.buildkit?.vertices ?? []);
    const rows = builds.flatMap(({ steps }) => steps?.rows ?? []);
    expect(rows).toHaveLength(vertices.length);
    expect(rows.filter(({ kind }) => kind === 'around').map(({ instruction }) => instruction)).toContain(
      'load build context',
    );
  });
});

/** The NDJSON has milliseconds with three digits. */
function micros(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000);
}

test.each(['classic-build', 'build-26', 'buildkit-stages', 'buildkit-buildx'])(
  'steps and their times in %s are those of the NDJSON',
  async (name) => {
    const path = `fixtures/${name}/capture.pcapng`;
    const [{ builds }, records] = [await reported(path), await exportedRecords(path)];
    const times = (
      steps: readonly { readonly startMs: number | null; readonly durationMs: number | null }[],
    ) => steps.map(({ startMs, durationMs }) => `${micros(startMs)} ${micros(durationMs)}`).sort();
    const shown = builds.map(({ steps }) =>
      times((steps?.rows ?? []).filter(({ kind, state }) => kind === 'step' && state !== 'not-reached')),
    );
    const exported = records.flatMap(({ docker }) => (docker?.build ? [times(docker.build.steps)] : []));
    expect(shown).toEqual(exported);
  },
);
