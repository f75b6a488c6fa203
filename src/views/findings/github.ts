import type { Finding, Severity } from '../../model/finding.ts';
import { formatQuantity } from '../view-model/format-bytes.ts';
import type { FindingsReport } from './findings-report.ts';
import { countWords, judgedWords } from './verdict.ts';

type Command = 'error' | 'warning' | 'notice';

const COMMANDS: Readonly<Record<Severity, Command>> = {
  error: 'error',
  'sec-high': 'error',
  warn: 'warning',
  'sec-warn': 'warning',
  info: 'notice',
};

/** GitHub drops what is more than that of a step without a word. */
const MAX_OF_A_KIND = 10;

/** Workflow commands of GitHub Actions: one annotation a rule, worst first; what is left out is counted. */
export function githubAnnotations(report: FindingsReport): string {
  const rules = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  }
  const counts: Record<Command, number> = { error: 0, warning: 0, notice: 0 };
  const lines: string[] = [];
  let leftOut = 0;
  for (const findings of rules.values()) {
    const command = COMMANDS[(findings[0] as Finding).severity];
    counts[command] += 1;
    if (counts[command] > MAX_OF_A_KIND) leftOut += 1;
    else lines.push(annotation(command, findings));
  }
  if (leftOut > 0) lines.push(`${formatQuantity(leftOut, 'rule')} more with findings: see the summary.`);
  lines.push(`dind-sniff: ${countWords(report.findings)}; ${judgedWords(report)}`);
  return `${lines.join('\n')}\n`;
}

function annotation(command: Command, [first, ...others]: readonly Finding[]): string {
  const { rule, message, fix, details, place } = first as Finding;
  const where = place === null ? '' : `file=${property(place.file)},line=${place.line ?? 1},`;
  const more = others.length === 0 ? [] : [`The same rule found ${formatQuantity(others.length, 'other')}.`];
  const text = [message, fix, ...details, ...more].join('\n');
  return `::${command} ${where}title=${property(`dind-sniff: ${rule}`)}::${data(text)}`;
}

/** Escapes of the workflow commands' own parser (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
