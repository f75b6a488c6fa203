import type { Rule } from '../rule.ts';
import { buildArgSecret } from './security/build-arg-secret.ts';
import { captureHoldsSecrets } from './security/capture-holds-secrets.ts';
import { containerHostRootOrNamespace } from './security/container-host-root-or-namespace.ts';
import { containerMountsDockerSock } from './security/container-mounts-docker-sock.ts';
import { containerPrivileged } from './security/container-privileged.ts';
import { credentialsOverPlainTcp } from './security/credentials-over-plain-tcp.ts';
import { daemonOpenWithoutAuth } from './security/daemon-open-without-auth.ts';
import { envSecretInCreate } from './security/env-secret-in-create.ts';
import { proxyCredentialsInBuildArgs } from './security/proxy-credentials-in-build-args.ts';

export const securityRules: readonly Rule[] = [
  credentialsOverPlainTcp,
  daemonOpenWithoutAuth,
  containerPrivileged,
  containerMountsDockerSock,
  containerHostRootOrNamespace,
  buildArgSecret,
  envSecretInCreate,
  proxyCredentialsInBuildArgs,
  captureHoldsSecrets,
];
