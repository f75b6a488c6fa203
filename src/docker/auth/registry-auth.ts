import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';
import { Secret } from '../../model/secret.ts';
import { dockerIssue } from '../issue-codes.ts';
import { isObject, type JsonObject, textMember } from '../json/parse-json.ts';
import { readBase64Json } from './base64-json.ts';

/** Registries of one header that are kept. The largest config.json seen in the wild has some dozens. */
const MAX_REGISTRIES = 1000;

/**
 * `X-Registry-Config` of a build: base64 of a map from registry to credentials, `{}` where the client has
 * none. Every entry that can be read is given, whatever the rest is.
 */
export function readRegistryConfig(
  header: string,
  at: Timestamp | null,
): { readonly registries: readonly RegistryCredentials[]; readonly issues: readonly Issue[] } {
  const { value, trouble } = readBase64Json(header);
  const issues: Issue[] = [];
  if (trouble !== null) issues.push(unreadable(`X-Registry-Config ${trouble}`, at));
  const entries = Object.entries(value === null ? {} : unwrapped(value));
  const registries: RegistryCredentials[] = [];
  for (const [server, entry] of entries.slice(0, MAX_REGISTRIES)) {
    if (isObject(entry)) registries.push(readCredentials(entry, server));
    else if (entry !== null) issues.push(unexpected('X-Registry-Config has an entry that is no object', at));
  }
  if (entries.length > MAX_REGISTRIES) {
    issues.push(
      unexpected(`X-Registry-Config has ${entries.length} entries; ${MAX_REGISTRIES} are kept`, at),
    );
  }
  return { registries, issues };
}

/** `X-Registry-Auth` of a push, pull or distribution: one registry's credentials; null for `{}`. */
export function readRegistryAuth(
  header: string,
  at: Timestamp | null,
): { readonly auth: RegistryCredentials | null; readonly issues: readonly Issue[] } {
  const { value, trouble } = readBase64Json(header);
  const issues = trouble === null ? [] : [unreadable(`X-Registry-Auth ${trouble}`, at)];
  return { auth: value === null ? null : readLogin(value), issues };
}

/** The body of `POST /auth`, or the same object out of a header; null where it names nothing. */
export function readLogin(value: unknown): RegistryCredentials | null {
  if (!isObject(value) || Object.keys(value).length === 0) return null;
  return readCredentials(value, textMember(value, 'serveraddress') ?? '');
}

/**
 * docker-py for API versions above 1.18 once wrapped the map in `configs`, and clients that send their
 * whole config.json have it in `auths`. A registry of such a name would hold credentials, not objects.
 */
function unwrapped(value: JsonObject): JsonObject {
  for (const wrapper of ['configs', 'auths']) {
    const inner = Object.hasOwn(value, wrapper) ? value[wrapper] : undefined;
    if (isObject(inner) && Object.values(inner).every(isObject)) return inner;
  }
  return value;
}

/**
 * One AuthConfig. Tokens go before the password, as in the daemon. The user's name may be only in `auth`,
 * base64 of `user:password`, and there only the first colon divides.
 */
function readCredentials(entry: JsonObject, server: string): RegistryCredentials {
  const [user, password] = readBasic(textMember(entry, 'auth'));
  const username = nonEmpty(textMember(entry, 'username')) ?? user;
  const candidates = [
    ['registrytoken', nonEmpty(textMember(entry, 'registrytoken'))],
    ['identitytoken', nonEmpty(textMember(entry, 'identitytoken'))],
    ['password', nonEmpty(textMember(entry, 'password')) ?? password],
  ] as const;
  for (const [kind, value] of candidates) {
    if (value !== null) return { server, username, kind, secret: new Secret(value) };
  }
  return { server, username, kind: 'none', secret: null };
}

function readBasic(auth: string | null): readonly [user: string | null, password: string | null] {
  if (auth === null) return [null, null];
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return [nonEmpty(text), null];
  return [nonEmpty(text.slice(0, colon)), nonEmpty(withoutPadding(text.slice(colon + 1)))];
}

/** The CLI trims NUL bytes, which its oldest versions padded the password with. */
function withoutPadding(password: string): string {
  let end = password.length;
  while (password.charCodeAt(end - 1) === 0) end -= 1;
  return password.slice(0, end);
}

function nonEmpty(text: string | null): string | null {
  return text === '' ? null : text;
}

function unreadable(message: string, at: Timestamp | null): Issue {
  return dockerIssue('docker/credentials-unreadable', message, at);
}

function unexpected(message: string, at: Timestamp | null): Issue {
  return dockerIssue('docker/credentials-unexpected', message, at);
}
