import { expect, test } from 'vitest';
import { githubAnnotations } from '../../../src/views/findings/github.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

const lines = (findings: Parameters<typeof findingsReport>[0]): readonly string[] =>
  githubAnnotations(findingsReport(findings)).trimEnd().split('\n');

test('one annotation a rule, with the place', () => {
  expect(lines([finding(), finding()])[0]).toBe(
    '::error file=Dockerfile,line=6,title=dind-sniff%3A build-step-failed::Step 4/7 "RUN npm ci" exited 1 after 4.2 s.%0ALook at what the step printed.%0Anpm error code EUSAGE%0AThe same rule found 1 other.',
  );
});

test('at most ten of a kind, and what is left out is counted', () => {
  const many = Array.from({ length: 25 }, (_, index) => finding({ rule: `rule-${index}` }));
  const said = lines(many);
  expect(said.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(said.at(-2)).toBe('15 rules more with findings: see the summary.');
});

test('text cannot begin a command of its own', () => {
  const said = lines([hostileFinding]);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^::error file=a b\/ü%2C%3A\.pem,line=1,title=/);
  expect(said[0]).toContain('%250A::error::');
});
