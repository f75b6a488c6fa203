import type { Rule } from '../rule.ts';
import { apiHotLoop } from './container/api-hot-loop.ts';
import { bindMountSourceNotOnDaemon } from './container/bind-mount-source-not-on-daemon.ts';
import { containerExitNonzero } from './container/container-exit-nonzero.ts';
import { containerNameConflict } from './container/container-name-conflict.ts';
import { containerOomKilled } from './container/container-oom-killed.ts';
import { containerUnhealthy } from './container/container-unhealthy.ts';
import { hijackHalfCloseLostOutput } from './container/hijack-half-close-lost-output.ts';
import { hijackUpgradeRefused } from './container/hijack-upgrade-refused.ts';
import { idleStreamCut } from './container/idle-stream-cut.ts';
import { networkPoolExhausted } from './container/network-pool-exhausted.ts';
import { orphanedContainers } from './container/orphaned-containers.ts';
import { portAlreadyAllocated } from './container/port-already-allocated.ts';
import { publishedPortLocalhost } from './container/published-port-localhost.ts';
import { ryukUnreachable } from './container/ryuk-unreachable.ts';
import { stdinNeverClosed } from './container/stdin-never-closed.ts';

export const containerRules: readonly Rule[] = [
  bindMountSourceNotOnDaemon,
  hijackUpgradeRefused,
  hijackHalfCloseLostOutput,
  stdinNeverClosed,
  idleStreamCut,
  containerExitNonzero,
  containerOomKilled,
  containerUnhealthy,
  containerNameConflict,
  portAlreadyAllocated,
  publishedPortLocalhost,
  ryukUnreachable,
  orphanedContainers,
  networkPoolExhausted,
  apiHotLoop,
];
