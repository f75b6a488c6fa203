import type { Rule } from '../../diagnosis/rule.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingsReport } from './findings-report.ts';
import { proofWords } from './proof.ts';
import { fails, severityWords } from './verdict.ts';

/**
 * JUnit's XML as GitLab and Jenkins read it: a test case for each rule that was judged. A finding that fails
 * the check is a failure; a lesser one makes its case a skipped one, so that it shows and fails nothing.
 */
export function junit(report: FindingsReport): string {
  const cases = report.judged.map((rule) => ({
    rule,
    findings: report.findings.filter((finding) => finding.rule === rule.id),
  }));
  const failed = cases.filter(({ findings }) => findings.some((one) => fails(one.severity, report.failOn)));
  const skipped = cases.filter((one) => one.findings.length > 0 && !failed.includes(one));
  const counts = `tests="${cases.length}" failures="${failed.length}" errors="0" skipped="${skipped.length}" time="0"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dind-sniff" tests="${cases.length}" failures="${failed.length}" errors="0" time="0">`,
    `  <testsuite name="dind-sniff" ${counts}>`,
    ...cases.map(({ rule, findings }) => testCase(rule, findings, report)),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function testCase({ id, phase }: Rule, findings: readonly Finding[], report: FindingsReport): string {
  const head = `    <testcase classname="dind-sniff.${attribute(phase)}" name="${attribute(id)}" time="0"`;
  const failures = findings.filter(({ severity }) => fails(severity, report.failOn));
  // One of each at most: Jenkins shows no second one of a case.
  const [first] = failures.length > 0 ? failures : findings;
  if (first === undefined) return `${head}/>`;
  if (failures.length === 0) {
    return `${head}>\n      <skipped>${xmlText(findings.map(words).join('\n\n'))}</skipped>\n    </testcase>`;
  }
  const text = failures.map((finding) => `${words(finding)}\n${seen(finding, report)}`).join('\n');
  return `${head}>\n      <failure type="${attribute(first.severity)}" message="${attribute(first.message)}">${xmlText(text)}</failure>\n    </testcase>`;
}

function words({ severity, message, fix, details }: Finding): string {
  return [`${severityWords(severity)}: ${message}`, `To do: ${fix}`, ...details].join('\n');
}

function seen(finding: Finding, report: FindingsReport): string {
  const proof = proofWords(finding, report);
  return proof === '' ? '' : `Seen in ${proof}.\n`;
}

/** Characters that no XML 1.0 document may hold, not even escaped (section 2.2); safe text has none of them. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\u{fffd}').replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}

/** A line break in an attribute would be read as a space. */
function attribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;');
}
