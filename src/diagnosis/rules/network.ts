import type { Rule } from '../rule.ts';
import { mtuMismatch } from './network/mtu-mismatch.ts';

export const networkRules: readonly Rule[] = [mtuMismatch];
