import type { Rule } from '../rule.ts';
import { buildkitEntitlementInsecure } from './session/buildkit-entitlement-insecure.ts';
import { grpcConnectionLost } from './session/grpc-connection-lost.ts';
import { grpcMessageTooLarge } from './session/grpc-message-too-large.ts';
import { h2StreamCorrupt } from './session/h2-stream-corrupt.ts';
import { sessionEndpointBlocked } from './session/session-endpoint-blocked.ts';
import { sessionHealthcheckStarved } from './session/session-healthcheck-starved.ts';
import { sessionLostWaitTimeout } from './session/session-lost-wait-timeout.ts';
import { sessionNeverOpened } from './session/session-never-opened.ts';

export const sessionRules: readonly Rule[] = [
  sessionEndpointBlocked,
  sessionNeverOpened,
  sessionLostWaitTimeout,
  sessionHealthcheckStarved,
  grpcConnectionLost,
  h2StreamCorrupt,
  grpcMessageTooLarge,
  buildkitEntitlementInsecure,
];
