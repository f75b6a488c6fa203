import type { Rule } from '../rule.ts';

export const connectRules: readonly Rule[] = [];
