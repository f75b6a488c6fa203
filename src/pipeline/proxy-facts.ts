import type { ConnectionNote } from '../layer/connection-note.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Proxied, TlsFailure } from '../model/proxied.ts';

/** What exchanges are told of a connection that a proxy recorded. */
export interface ProxyFacts {
  readonly proxied: Proxied | null;
  readonly tlsFailure: TlsFailure | null;
}

export const NOT_PROXIED: ProxyFacts = { proxied: null, tlsFailure: null };

/** The command and a word behind it: there may be a password among its options and arguments. */
const COMMAND_WORDS = 2;

/** Adds what a note says to what was known of a connection that began at `at`. */
export function addNote(
  { proxied, tlsFailure }: ProxyFacts,
  note: ConnectionNote,
  at: Timestamp,
): ProxyFacts {
  const { handshakeFailed: failed } = note;
  return {
    proxied: {
      listener: addressOf(note.listener) ?? proxied?.listener ?? '',
      target: addressOf(note.target) ?? proxied?.target ?? '',
      listenerTls: note.listenerTls ?? proxied?.listenerTls ?? false,
      targetTls: note.targetTls ?? proxied?.targetTls ?? false,
      pid: note.pid ?? proxied?.pid ?? null,
      command: note.command === undefined ? (proxied?.command ?? null) : withoutOptions(note.command),
    },
    tlsFailure:
      failed === undefined
        ? tlsFailure
        : { ...failed, side: failed.side === 'daemon' ? 'daemon' : 'client', at },
  };
}

/** Where a unix socket was used, its packets have made-up addresses. */
export function unixEnds({
  proxied,
}: ProxyFacts): { readonly client: string; readonly server: string } | null {
  return proxied?.listener.startsWith('/') ? { client: proxied.listener, server: proxied.target } : null;
}

function addressOf(host: string | undefined): string | null {
  return host?.replace(/^(?:unix|tcp):\/\//, '') ?? null;
}

function withoutOptions(command: string): string {
  const words = command.split(' ');
  const option = words.findIndex((word, index) => index > 0 && word.startsWith('-'));
  return words.slice(0, option === -1 ? COMMAND_WORDS : Math.min(option, COMMAND_WORDS)).join(' ');
}
