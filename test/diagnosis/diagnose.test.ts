import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { rule, witness } from '../../src/diagnosis/rule.ts';
import { rules } from '../../src/diagnosis/rules.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { daemonProbe, evidence, trafficOf } from '../builders/evidence.ts';

const words = {
  symptom: 's',
  cause: 'c',
  evidence: 'e',
  fix: 'do',
  phase: 'build',
  certainty: 'sure',
} as const;
const found = (id: string, severity: 'error' | 'warn' | 'info', count = 1) =>
  rule({
    ...words,
    id,
    severity,
    needs: ['traffic'],
    judge: () => Array.from({ length: count }, (_, index) => ({ message: `${id} ${index}` })),
  });

describe('diagnose', () => {
  test('worst first, then as in the table', () => {
    const table = [found('a', 'info'), found('b', 'error'), found('c', 'warn'), found('d', 'error')];
    expect(diagnose(trafficOf([]), table).findings.map(({ rule: id }) => id)).toEqual(['b', 'd', 'c', 'a']);
  });

  test('a rule without what it needs is counted as not judged', () => {
    const table = [
      found('wire', 'warn'),
      rule({ ...words, id: 'probe', severity: 'warn', needs: ['probe'], judge: () => [] }),
      rule({ ...words, id: 'unclear', severity: 'warn', needs: ['traffic'], judge: () => null }),
    ];
    const { judged, notJudged } = diagnose(trafficOf([]), table);
    expect({ judged, notJudged }).toEqual({ judged: 1, notJudged: ['probe', 'unclear'] });
  });

  test('what a rule finds is bounded', () => {
    expect(diagnose(trafficOf([]), [found('many', 'warn', 500)]).findings.length).toBeLessThan(50);
  });

  test('what is said of several exchanges in the same words is said once', () => {
    const alike = rule({
      ...words,
      id: 'alike',
      severity: 'warn',
      needs: ['traffic'],
      judge: () => [
        { message: 'one', exchanges: [1] },
        { message: 'two', exchanges: [2] },
        { message: 'one', exchanges: [3], connections: [4] },
      ],
    });
    expect(diagnose(trafficOf([]), [alike]).findings).toMatchObject([
      { message: 'one', exchanges: [1, 3], connections: [4] },
      { message: 'two', exchanges: [2], connections: [] },
    ]);
  });

  test('a rule is asked by its other sources where the first find nothing', () => {
    const twofold = (first: 'finds' | 'nothing') =>
      rule({
        ...words,
        id: 'twofold',
        severity: 'warn',
        needs: ['probe'],
        judge: () => (first === 'finds' ? [{ message: 'first' }] : []),
        also: witness({ needs: ['traffic'], evidence: 'e', judge: () => [{ message: 'second' }] }),
      });
    const both = evidence({ traffic: new Traffic([], []), probe: daemonProbe() });
    expect(twofold('finds').judge(both)).toEqual([{ message: 'first' }]);
    expect(twofold('nothing').judge(both)).toEqual([{ message: 'second' }]);
    expect(twofold('finds').judge(trafficOf([]))).toEqual([{ message: 'second' }]);
    expect(twofold('nothing').judge(evidence({ probe: daemonProbe() }))).toEqual([]);
    expect(twofold('finds').judge(evidence())).toBeNull();
  });

  test('without any evidence nothing is judged and nothing found', () => {
    const { findings, judged } = diagnose(evidence());
    expect({ findings, judged }).toEqual({ findings: [], judged: 0 });
  });
});

describe('the table of rules', () => {
  test('no id twice, each in the words of an id', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  test('rules of a phase stand together', () => {
    const phases = rules.map(({ phase }) => phase);
    const changes = phases.filter((phase, index) => phase !== phases[index - 1]);
    expect(new Set(changes).size).toBe(changes.length);
  });
});
