import type { HeaderList } from '../../http/events.ts';
import { headerValue } from '../../http/header-list.ts';
import type { DaemonIdentity } from '../../model/docker-facts.ts';

// `Docker/20.10.24+dfsg1 (linux)`; podman answers `Libpod/5.4.2 (linux)`. Docker's own Go client takes the
// operating system out of the same header (getDockerOS), and newer ones out of Ostype.
const SERVER = /^(Docker|Libpod)\/(\S+)(?:\s+\((.+)\))?$/i;

/** The daemon from an answer's Server, Api-Version and Ostype; null where none of them is there. */
export function readDaemon(headers: HeaderList): DaemonIdentity | null {
  const server = SERVER.exec(headerValue(headers, 'server') ?? '');
  const apiVersion = headerValue(headers, 'api-version');
  const os = headerValue(headers, 'ostype') ?? server?.[3] ?? null;
  if (server === null && apiVersion === null && os === null) return null;
  return { version: server?.[2] ?? null, os, apiVersion };
}
