import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sarif } from '../../../src/views/findings/sarif.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

/** OASIS's schema of SARIF 2.1.0, from a package of Microsoft's. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
) as { $schema: string; id: string };
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
// The package is CommonJS, which TypeScript sees as a module with a default member.
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile(schema);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
  }[];
}

describe('SARIF', () => {
  test.each([
    ['nothing found', []],
    [
      'findings of each severity',
      (['error', 'sec-high', 'warn', 'sec-warn', 'info'] as const).map((severity) => finding({ severity })),
    ],
    ['a finding without a place', [finding({ place: null })]],
    ['hostile text', [hostileFinding]],
  ])('%s: the schema holds', (_name, findings) => {
    const log: unknown = JSON.parse(sarif(findingsReport(findings)));
    expect(validate(log) ? [] : validate.errors).toEqual([]);
  });

  test('each result points at its rule', () => {
    const log = JSON.parse(
      sarif(findingsReport([hostileFinding, finding(), finding({ exchanges: [3] })])),
    ) as Log;
    const [run] = log.runs;
    expect(
      run?.results.map(({ ruleId, ruleIndex }) => [ruleId, run.tool.driver.rules[ruleIndex]?.id]),
    ).toEqual([
      ['context-secret-files', 'context-secret-files'],
      ['build-step-failed', 'build-step-failed'],
      ['build-step-failed', 'build-step-failed'],
    ]);
  });
});
