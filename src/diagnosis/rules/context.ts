import type { Rule } from '../rule.ts';
import { contextHuge } from './context/context-huge.ts';

export const contextRules: readonly Rule[] = [contextHuge];
