import type { Exchange } from '../../model/exchange.ts';
import type { RegistryCredentials, SecretKind } from '../../model/registry-credentials.ts';
import { safeText } from '../view-model/safe-text.ts';
import { transportOf } from '../view-model/transport.ts';

/** One account whose credentials were sent, however often. Texts are safe to print; the secret is not here. */
export interface CredentialRow {
  readonly registry: string;
  readonly account: string | null;
  readonly kind: string;
  /** Something secret went along. */
  readonly masked: boolean;
  /** The daemon that got it, and what it travelled over. */
  readonly to: string;
  readonly over: string;
  /** Others on the way could read it. */
  readonly readable: boolean;
  /** `X-Registry-Config` of a classic build holds all accounts that the client has. */
  readonly how: string;
  readonly times: number;
  readonly exchanges: readonly number[];
}

export interface CredentialsPart {
  readonly rows: readonly CredentialRow[];
  readonly more: number;
}

const MOST_ROWS = 60;
const MOST_EXCHANGES = 8;
const LONGEST_NAME = 200;

const KINDS: Readonly<Record<SecretKind, string>> = {
  password: 'password',
  identitytoken: 'identity token',
  registrytoken: 'registry token',
  none: 'nothing secret',
};

export function credentialsPart(exchanges: readonly Exchange[]): CredentialsPart {
  const rows = new Map<string, CredentialRow>();
  for (const exchange of exchanges) {
    const { build, auth } = exchange.docker;
    for (const account of build?.registries ?? []) add(rows, account, 'X-Registry-Config', exchange);
    if (auth !== null) {
      add(rows, auth, exchange.operation === 'SystemAuth' ? 'login' : 'X-Registry-Auth', exchange);
    }
  }
  const all = [...rows.values()];
  return { rows: all.slice(0, MOST_ROWS), more: Math.max(0, all.length - MOST_ROWS) };
}

function add(
  rows: Map<string, CredentialRow>,
  { server, username, kind, secret }: RegistryCredentials,
  how: string,
  exchange: Exchange,
): void {
  const { words, readable } = transportOf(exchange.server, exchange.proxied);
  const key = JSON.stringify([server, username, kind, how, exchange.server]);
  const before = rows.get(key);
  rows.set(key, {
    registry: safeText(server.slice(0, LONGEST_NAME)),
    account: username === null || username === '' ? null : safeText(username.slice(0, LONGEST_NAME)),
    kind: KINDS[kind],
    masked: secret !== null,
    to: safeText(exchange.server),
    over: words,
    readable,
    how,
    times: (before?.times ?? 0) + 1,
    exchanges: [...(before?.exchanges ?? []), exchange.id].slice(0, MOST_EXCHANGES),
  });
}
