import type { JobEnvironment } from '../model/job-environment.ts';

/** Where an end of a connection is, from its text: `ip:port`, `[ipv6]:port` or a path. */
export type Place = 'socket' | 'loopback' | 'network';

export function placeOf(endpoint: string): Place {
  if (endpoint.startsWith('/') || endpoint.startsWith('@') || endpoint.startsWith('unix:')) return 'socket';
  const host = hostOf(endpoint);
  const loopback = /^127\.|^::1$|^::ffff:127\.|^localhost$/i.test(host);
  return loopback ? 'loopback' : 'network';
}

/** Without the port, and without the brackets of IPv6. */
export function hostOf(endpoint: string): string {
  return endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

/** Host of a daemon on another machine or in another container, as the job calls it; null for one that is here. */
export function remoteHost(environment: JobEnvironment): string | null {
  const [, end] = /^tcp:\/\/(.+)$/.exec(environment.daemon?.address ?? '') ?? [];
  return end === undefined || placeOf(end) !== 'network' ? null : hostOf(end);
}

/**
 * Whether the daemon likely ends with its job: one in a container beside it is reached over a network, the
 * machine's own over its socket. A proxy of ours stands on loopback, so that the job's own words count first.
 */
export function endsWithJob(server: string, environment: JobEnvironment | null): boolean {
  const address = environment?.daemon?.address;
  return address === undefined ? placeOf(server) === 'network' : address.startsWith('tcp:');
}
