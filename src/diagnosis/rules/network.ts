import type { Rule } from '../rule.ts';
import { daemonDnsFallback } from './network/daemon-dns-fallback.ts';
import { intermediaryInPath } from './network/intermediary-in-path.ts';
import { mtuMismatch } from './network/mtu-mismatch.ts';
import { tcpPathUnhealthy } from './network/tcp-path-unhealthy.ts';

export const networkRules: readonly Rule[] = [
  mtuMismatch,
  tcpPathUnhealthy,
  daemonDnsFallback,
  intermediaryInPath,
];
