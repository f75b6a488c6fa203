import type { Rule } from '../rule.ts';
import { pullManifestUnknown } from './registry/pull-manifest-unknown.ts';
import { pullPlatformMismatch } from './registry/pull-platform-mismatch.ts';
import { pullRateLimited } from './registry/pull-rate-limited.ts';
import { pullRepeated } from './registry/pull-repeated.ts';
import { push413 } from './registry/push-413.ts';
import { pushRetryLoop } from './registry/push-retry-loop.ts';
import { registryDnsFailure } from './registry/registry-dns-failure.ts';
import { registryHttpNotAllowed } from './registry/registry-http-not-allowed.ts';
import { registryUntrustedCa } from './registry/registry-untrusted-ca.ts';

export const registryRules: readonly Rule[] = [
  pullRateLimited,
  pullPlatformMismatch,
  pullManifestUnknown,
  registryUntrustedCa,
  registryHttpNotAllowed,
  registryDnsFailure,
  pullRepeated,
  push413,
  pushRetryLoop,
];
