import type { Rule } from '../src/diagnosis/rule.ts';
import { rules } from '../src/diagnosis/rules.ts';
import { severityWords } from '../src/views/findings/verdict.ts';

const PHASES: Readonly<Record<Rule['phase'], string>> = {
  connect: 'Connect',
  tls: 'TLS',
  version: 'Versions',
  auth: 'Registry accounts',
  context: 'Build context',
  build: 'Build',
  registry: 'Pull and push',
  container: 'Run, exec, attach',
  session: 'BuildKit session',
  network: 'Network',
  security: 'Security',
};

const SOURCES: Readonly<Record<Rule['needs'][number], string>> = {
  traffic: 'a capture',
  environment: "the job's environment",
  probe: 'an answer of the daemon',
  baseline: 'an earlier capture (`--baseline`)',
};

/** docs/rules.md: every rule, in the order of the table. */
export function rulesPage(made: string): string {
  const phases = [...new Set(rules.map(({ phase }) => phase))];
  const sections = phases.map((phase) => {
    const own = rules.filter((rule) => rule.phase === phase);
    return `## ${PHASES[phase]}\n\n${own.map(section).join('\n')}`;
  });
  return `# Rules

${made}
What \`dind-sniff check\`, \`report\`, \`doctor\` and \`run --check\` look for: ${rules.length} rules. Ids are stable. A rule that has not got what it needs is silent and counted as not judged. Severities, worst first: \`error\` (the job fails because of it), \`sec-high\`, \`warn\` (slow, flaky, or will fail soon), \`sec-warn\`, \`info\`. Where a rule is not sure, it says \`likely\` or \`hint\`.

${sections.join('\n')}`;
}

function section({ id, severity, certainty, needs, symptom, cause, fix, evidence, also }: Rule): string {
  const sources = (names: Rule['needs']) => names.map((source) => SOURCES[source]).join(' and ');
  const needed = needs.length === 0 ? 'whatever of them is there' : sources(needs);
  const other = also === undefined ? '' : `\n- Or by: ${also.evidence} This needs ${sources(also.needs)}.`;
  return `### ${id}

${symptom}

- Severity: ${severityWords(severity)} (\`${severity}\`), ${certainty}
- Told by: ${evidence}
- Needs: ${needed}${other}
- Cause: ${cause}
- To do: ${fix}
`;
}
