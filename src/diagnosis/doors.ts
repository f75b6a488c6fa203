// What rules ask of the doors of a probe, and how they name them. All texts that come out are safe to print.
import type { DaemonProbe, ProbedDoor } from '../model/daemon-probe.ts';
import type { JobEnvironment } from '../model/job-environment.ts';
import { safeText } from '../views/view-model/safe-text.ts';

/** The port or socket that the client was told to use; null where its name did not resolve. */
export function ownDoor({ doors, address }: DaemonProbe): ProbedDoor | null {
  return doors.find((door) => door.address === address) ?? null;
}

/** Of what the client might have meant, that which opened. */
export function openInstead({ doors, address }: DaemonProbe): readonly ProbedDoor[] {
  return doors.filter((door) => door.address !== address && door.error === null);
}

/** `docker:2376`, `/var/run/docker.sock` */
export function doorWords({ address }: Pick<ProbedDoor, 'address'>): string {
  return safeText(address.replace(/^(tcp|unix):\/\//, ''));
}

/** What a client is to be told to use a door. */
export function settingsFor(door: ProbedDoor): string {
  const host = `DOCKER_HOST=${safeText(door.address)}`;
  return speaksTls(door)
    ? `${host} DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/certs/client`
    : `${host} and neither DOCKER_TLS_VERIFY nor DOCKER_CERT_PATH`;
}

/** An open port that said nothing is what its number stands for. */
export function speaksTls({ speaks, port }: ProbedDoor): boolean {
  return speaks === 'tls' || (speaks === null && port === 2376);
}

/** Whether only this machine, or this pod, can reach the daemon. */
export function isLoopback({ resolution }: DaemonProbe): boolean {
  const addresses = resolution?.addresses ?? [];
  return addresses.length > 0 && addresses.every((address) => /^(127\.|::1$|::ffff:127\.)/.test(address));
}

/** The job is known, and tells its clients of no daemon. */
export function saysNothing(environment: JobEnvironment | null): boolean {
  return environment !== null && !environment.variables.DOCKER_HOST && environment.context === null;
}
