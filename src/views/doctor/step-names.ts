import type { Finding } from '../../model/finding.ts';

/** In the order of the way to the daemon. */
export const stepNames = [
  'settings',
  'name',
  'port',
  'socket',
  'proxy',
  'speaks',
  'client files',
  'certificate',
  'ping',
  'API',
  'storage',
  'space',
  'MTU',
  'DNS',
  'clock',
  'access',
  'also',
  'not tried',
] as const;

export type StepName = (typeof stepNames)[number];

/** Where on the way a rule finds its fault. */
const places: Readonly<Record<string, StepName>> = {
  'socket-missing-unset-docker-host': 'settings',
  'tls-verify-disabled': 'settings',
  'connect-dns-no-such-host': 'name',
  'dind-alias-collision': 'name',
  'connect-wrong-port': 'port',
  'dind-never-started': 'port',
  'socket-permission-denied': 'socket',
  'http-proxy-intercepts-docker-api': 'proxy',
  'tls-http-to-https-port': 'speaks',
  'tls-clienthello-to-plain-port': 'speaks',
  'tls-certs-not-mounted': 'client files',
  'tls-san-mismatch': 'certificate',
  'tls-ca-mismatch-shared-certs': 'certificate',
  'tls-cert-expired': 'certificate',
  'tls-client-cert-missing-or-rejected': 'certificate',
  'daemon-accepts-but-silent': 'ping',
  'dind-plain-tcp-startup-delay': 'ping',
  'api-client-too-new': 'API',
  'api-client-too-old': 'API',
  'api-version-pinned': 'API',
  'storage-driver-vfs': 'storage',
  'no-space-left': 'space',
  'mtu-mismatch': 'MTU',
  'daemon-dns-fallback': 'DNS',
  'daemon-open-without-auth': 'access',
};

export function stepOfRule({ rule }: Pick<Finding, 'rule'>): StepName {
  return places[rule] ?? 'also';
}
