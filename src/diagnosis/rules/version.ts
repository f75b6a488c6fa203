import type { Rule } from '../rule.ts';

export const versionRules: readonly Rule[] = [];
