import type { Rule } from './rule.ts';
import { authRules } from './rules/auth.ts';
import { buildRules } from './rules/build.ts';
import { connectRules } from './rules/connect.ts';
import { containerRules } from './rules/container.ts';
import { contextRules } from './rules/context.ts';
import { networkRules } from './rules/network.ts';
import { registryRules } from './rules/registry.ts';
import { securityRules } from './rules/security.ts';
import { sessionRules } from './rules/session.ts';
import { tlsRules } from './rules/tls.ts';
import { versionRules } from './rules/version.ts';

/** Every rule, along the path from a job to its registry. */
export const rules: readonly Rule[] = [
  ...connectRules,
  ...tlsRules,
  ...versionRules,
  ...authRules,
  ...contextRules,
  ...buildRules,
  ...registryRules,
  ...containerRules,
  ...sessionRules,
  ...networkRules,
  ...securityRules,
];
