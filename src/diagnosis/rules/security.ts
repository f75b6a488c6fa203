import type { Rule } from '../rule.ts';
import { daemonOpenWithoutAuth } from './security/daemon-open-without-auth.ts';

export const securityRules: readonly Rule[] = [daemonOpenWithoutAuth];
