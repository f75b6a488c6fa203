import { readdirSync } from 'node:fs';
import type { Evidence } from '../../src/diagnosis/evidence.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { evidence, trafficOf } from '../builders/evidence.ts';
import { captured } from './captured.ts';

/** What a rule says of the evidence; null where it does not judge. */
export function messages(rule: Rule, given: Evidence): readonly string[] | null {
  return rule.judge(given)?.map(({ message }) => message) ?? null;
}

export function messagesOf(rule: Rule, ...exchanges: readonly Exchange[]): readonly string[] | null {
  return messages(rule, trafficOf(exchanges));
}

/** The same of a capture under fixtures/. */
export async function messagesIn(rule: Rule, fixture: string): Promise<readonly string[] | null> {
  const file = readdirSync(`fixtures/${fixture}`).find((name) => name.startsWith('capture.'));
  return messages(rule, evidence({ traffic: await captured(`fixtures/${fixture}/${file}`) }));
}
