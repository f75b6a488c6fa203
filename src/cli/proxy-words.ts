import type { DaemonEnd } from '../capture/daemon/ping-daemon.ts';
import { type ProxyEnd, proxyAddressText } from '../capture/proxy/proxy-address.ts';
import { ProxyError } from '../capture/proxy/proxy-error.ts';
import type { ProxyEvent } from '../capture/proxy/proxy-event.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { ProgramError, UsageError } from './exit.ts';

/** Why a proxy did not start, as what the program says. */
export function proxyFailure(error: unknown): unknown {
  if (!(error instanceof ProxyError)) return error;
  const message = safeText(error.message);
  return error.code === 'bad-address'
    ? new UsageError(message, { cause: error })
    : new ProgramError(message, { cause: error });
}

/** What of a proxy's doings is worth a line where nobody looks at each connection; null for the rest. */
export function proxyWarning(event: ProxyEvent): string | null {
  switch (event.kind) {
    case 'handshake-failed':
      return safeText(`TLS failed: ${event.detail}; ${event.fix}`);
    case 'recording-behind':
      return 'the disk is slower than the traffic: bytes are missing in the capture, none to the client';
    case 'recording-stopped':
    case 'daemon-unreachable':
      return safeText(event.message);
    case 'notice':
      return `warning: ${safeText(event.message)}`;
    default:
      return null;
  }
}

/** What a user types so that a docker client uses the proxy: the line of a shell. */
export function exportLine(environment: Readonly<Record<string, string>>): string {
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  return `export ${set.map(([name, value]) => `${name}=${shellWord(safeText(value))}`).join(' ')}`;
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A daemon's socket is for those who may open it; a TCP port of this machine is for all who are on it. */
export function openListenerWarnings(listening: readonly ProxyEnd[], daemon: DaemonEnd): readonly string[] {
  if (daemon.address.kind !== 'unix') return [];
  const open = listening.filter(({ address, tls }) => address.kind === 'tcp' && !tls);
  return open.map(({ address }) => {
    const where = safeText(proxyAddressText(address));
    return `warning: who can reach ${where} can use the daemon, and a Docker socket is root on its host`;
  });
}
