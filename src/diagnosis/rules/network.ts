import type { Rule } from '../rule.ts';
import { daemonDnsFallback } from './network/daemon-dns-fallback.ts';
import { mtuMismatch } from './network/mtu-mismatch.ts';

export const networkRules: readonly Rule[] = [daemonDnsFallback, mtuMismatch];
