import type { Exchange } from '../model/exchange.ts';

/** Calls of one method and one kind of path, which a proxy would judge alike. */
export interface ApiCall {
  readonly method: string;
  /** An example: decoded, with its version, without its query: `/v1.41/containers/web/start`. */
  readonly path: string;
  /** The path as a pattern, see `pathPattern`; without its version. */
  readonly pattern: string;
  /** Whether it came with a version in front, without one, or both ways. */
  readonly versioned: boolean;
  readonly unversioned: boolean;
  /** Ids of the exchanges, in order. */
  readonly exchanges: readonly number[];
}

/** HTTP/2 takes any text for one; none of Docker's has anything else in it. */
const METHOD = /^[A-Z]+$/;

/**
 * What clients asked of the Engine API, one entry for each method and kind of path, sorted by path. gRPC calls
 * are left out where they came inside of another request: a proxy sees only that one.
 */
export function apiCalls(exchanges: readonly Exchange[]): readonly ApiCall[] {
  const calls = new Map<string, ApiCall>();
  for (const { id, request, docker } of exchanges) {
    if (request === null || !METHOD.test(request.method)) continue;
    if (docker.grpc !== null && docker.grpc.carrier !== null) continue;
    const path = decoded(request.path);
    const pattern = pathPattern(path);
    const key = `${pattern} ${request.method}`;
    const known = calls.get(key);
    const versioned = request.apiVersion !== null;
    calls.set(key, {
      method: request.method,
      path: known?.path ?? `${versioned ? `/v${request.apiVersion}` : ''}${path}`,
      pattern,
      versioned: versioned || known?.versioned === true,
      unversioned: !versioned || known?.unversioned === true,
      exchanges: [...(known?.exchanges ?? []), id],
    });
  }
  return [...calls.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, call]) => call);
}

const HEX_ID = /^[0-9a-f]{12,64}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** A line break would begin a rule of its own; what is not seen cannot be looked over by who reads the rules. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** `%` begins a variable in a rule of CetusGuard. */
const API_CHARACTERS = /[\\^$.*+?()[\]{}|]/g;

/**
 * A path as a pattern in the syntax that Go's and JavaScript's regular expressions share, not anchored. Ids of
 * containers, execs and images are new in each run, so any will do; names are kept, since they were chosen.
 */
export function pathPattern(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      if (HEX_ID.test(segment)) return '[0-9a-f]{12,64}';
      if (DIGEST.test(segment)) return 'sha256:[0-9a-f]{64}';
      return segment.replace(API_CHARACTERS, '\\$&').replaceAll('%', '\\x25').replace(UNSEEN, '[^/]');
    })
    .join('/');
}

/** Go's servers judge the decoded path. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
