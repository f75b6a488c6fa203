import type { Rule } from '../rule.ts';

export const authRules: readonly Rule[] = [];
