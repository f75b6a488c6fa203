import { textOptions } from '../text/text-options.ts';
import { codeQuality } from './code-quality.ts';
import type { FindingsFormat, FindingsReport } from './findings-report.ts';
import { githubAnnotations } from './github.ts';
import { findingsJson } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { findingLines } from './text.ts';

/** For a file: no colour, no width, and nothing in it is a time. */
const fileText = textOptions({ color: false, unicode: true, width: null, utcOffset: () => 0 });

/** Every way to write findings, by its name on the command line. */
export const findingsFormats: Readonly<Record<string, FindingsFormat>> = {
  text: {
    description: 'for a person: each finding with what was seen, what to do, and where',
    write: (report) => `${findingLines(report, fileText).join('\n')}\n`,
  },
  json: { description: 'one JSON document with everything, see docs/check.md', write: findingsJson },
  sarif: { description: 'SARIF 2.1.0, for GitHub code scanning and Jenkins', write: sarif },
  junit: { description: 'JUnit XML, for the test reports of GitLab and Jenkins', write: junit },
  codequality: { description: 'GitLab Code Quality', write: codeQuality },
  github: { description: 'annotations of GitHub Actions, at most 10 of a kind', write: githubAnnotations },
};

/** In the format of this name, which has to be one of the table's. */
export function writtenFindings(report: FindingsReport, format: string): string {
  return (findingsFormats[format] as FindingsFormat).write(report);
}
