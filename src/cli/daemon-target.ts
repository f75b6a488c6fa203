import { findDaemon } from '../capture/daemon/find-daemon.ts';
import { thisMachine } from '../capture/daemon/machine.ts';
import type { DaemonEnd } from '../capture/daemon/ping-daemon.ts';
import { proxyAddressText, usuallySpeaksTls } from '../capture/proxy/proxy-address.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import type { Context } from './context.ts';
import { ProgramError } from './exit.ts';

export interface TargetOptions {
  /** As `DOCKER_HOST`. */
  readonly target?: string;
  /** Folder with certificates, in dind's layout or of one client. */
  readonly certs?: string;
}

/** The variables that a docker client would have to have to do as these options say. */
export function targetVariables({ target, certs }: TargetOptions, env: Context['env']): Context['env'] {
  return {
    ...env,
    ...(target === undefined ? {} : { DOCKER_HOST: target }),
    ...(certs === undefined ? {} : { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certs }),
  };
}

/** The daemon that the user names, or else the one that a docker client here would use. Throws `ProgramError`. */
export function daemonTarget(options: TargetOptions, { env }: Context): DaemonEnd {
  const { certs } = options;
  const search = findDaemon(thisMachine(targetVariables(options, env)));
  if (search.kind === 'unusable') throw new ProgramError(safeText(search.message));
  const { address, tls } = search;
  // Whoever names certificates may do so for the listeners; the plain port stays plain.
  const speaksTls = certs === undefined ? tls !== null : usuallySpeaksTls(address);
  return {
    kind: 'daemon',
    address,
    tls: speaksTls,
    certificates: speaksTls ? (certs ?? tls?.folder ?? null) : null,
  };
}

/** `tcp://docker:2376 with TLS` */
export function daemonText({ address, tls }: DaemonEnd): string {
  return safeText(proxyAddressText(address)) + (tls ? ' with TLS' : '');
}
