import type { Rule } from '../rule.ts';
import { connectDaemonNotReady } from './connect/connect-daemon-not-ready.ts';
import { connectDnsNoSuchHost } from './connect/connect-dns-no-such-host.ts';
import { connectWrongPort } from './connect/connect-wrong-port.ts';
import { daemonAcceptsButSilent } from './connect/daemon-accepts-but-silent.ts';
import { daemonRestartedMidJob } from './connect/daemon-restarted-mid-job.ts';
import { dindAliasCollision } from './connect/dind-alias-collision.ts';
import { dindNeverStarted } from './connect/dind-never-started.ts';
import { dindPlainTcpStartupDelay } from './connect/dind-plain-tcp-startup-delay.ts';
import { httpProxyIntercepts } from './connect/http-proxy-intercepts-docker-api.ts';
import { socketMissingUnsetDockerHost } from './connect/socket-missing-unset-docker-host.ts';
import { socketPermissionDenied } from './connect/socket-permission-denied.ts';

export const connectRules: readonly Rule[] = [
  httpProxyIntercepts,
  daemonRestartedMidJob,
  connectDaemonNotReady,
  connectDnsNoSuchHost,
  connectWrongPort,
  daemonAcceptsButSilent,
  dindAliasCollision,
  dindNeverStarted,
  dindPlainTcpStartupDelay,
  socketMissingUnsetDockerHost,
  socketPermissionDenied,
];
