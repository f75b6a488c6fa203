import type { Rule } from '../rule.ts';
import { buildStepFailed } from './build/build-step-failed.ts';

export const buildRules: readonly Rule[] = [buildStepFailed];
