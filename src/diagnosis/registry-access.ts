// Who may do what at which registry, as far as the traffic tells.
import type { Exchange } from '../model/exchange.ts';
import type { RegistryCredentials } from '../model/registry-credentials.ts';
import { registryHost } from '../views/view-model/exchange-facts.ts';
import { hostIn, registryOf } from './image-reference.ts';
import { errorTexts } from './told-errors.ts';
import type { Traffic } from './traffic.ts';

/** A registry that gave nothing away, or took nothing. */
export interface Denied {
  readonly exchange: Exchange;
  /** As told; never print it raw. */
  readonly text: string;
  /** Null where the error names none. */
  readonly host: string | null;
  /** What the client sent for that registry with this request. */
  readonly sent: RegistryCredentials | null;
}

const DENIED =
  /pull access denied|insufficient_scope|no basic auth credentials|unauthorized: |authentication required/i;
/** The image that an error is about, as dockerd and BuildKit name it. */
const IMAGE =
  /(?:access denied for|source metadata for|failed to resolve reference|push to|failed to push) "?([\w.-]+(?::\d+)?(?:\/[\w./-]+)*)/i;

/** Operations that ask a registry with the credentials of one header. */
const ONE_REGISTRY: ReadonlySet<string | null> = new Set(['ImageCreate', 'ImagePush', 'DistributionInspect']);

/** Null where nothing was done that asks a registry. */
export function deniedAccess({ exchanges }: Traffic): readonly Denied[] | null {
  const asked = exchanges.filter(
    ({ operation, docker }) => ONE_REGISTRY.has(operation) || docker.build !== null,
  );
  if (asked.length === 0) return null;
  return asked.flatMap((exchange) => {
    const text = errorTexts(exchange).find((each) => DENIED.test(each));
    if (text === undefined) return [];
    const host = hostOfError(exchange, text);
    return [{ exchange, text, host, sent: sentFor(exchange, host) }];
  });
}

/** Every account that a client showed in the capture, those of one server once. */
export function shownAccounts({ exchanges }: Traffic): readonly RegistryCredentials[] {
  const accounts = new Map<string, RegistryCredentials>();
  for (const { docker } of exchanges) {
    for (const account of [
      ...(docker.build?.registries ?? []),
      ...(docker.auth === null ? [] : [docker.auth]),
    ]) {
      if (account.secret !== null) accounts.set(account.server, account);
    }
  }
  return [...accounts.values()];
}

/** Whether an account that is kept under `server` is the one that clients look up for `host`. */
export function isKeyFor(server: string, host: string): boolean {
  return isDockerHub(host) ? server === 'https://index.docker.io/v1/' : server === host;
}

/** The same registry under a key that clients do not look up: another port, a scheme or a path too much. */
export function isNearMiss(server: string, host: string): boolean {
  if (isKeyFor(server, host)) return false;
  const name = withoutPort(registryHost(server));
  return isDockerHub(host) ? isDockerHub(name) : name === withoutPort(host);
}

function isDockerHub(host: string): boolean {
  return /^(([\w-]+\.)?docker\.(io|com))$/.test(host);
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function hostOfError({ docker, operation, request }: Exchange, text: string): string | null {
  const image = operation === 'ImageCreate' ? request?.query.fromImage?.[0]?.toString() : undefined;
  const named = image ?? (operation === 'ImagePush' ? docker.images[0] : undefined) ?? IMAGE.exec(text)?.[1];
  return named === undefined || named === '' ? hostIn(text) : registryOf(named);
}

function sentFor({ docker, operation }: Exchange, host: string | null): RegistryCredentials | null {
  if (ONE_REGISTRY.has(operation)) return docker.auth?.secret == null ? null : docker.auth;
  const all = (docker.build?.registries ?? []).filter(({ secret }) => secret !== null);
  return all.find(({ server }) => host !== null && isKeyFor(server, host)) ?? null;
}
