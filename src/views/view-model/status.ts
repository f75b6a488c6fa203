import type { Build } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Marks } from './marks.ts';
import { safeText } from './safe-text.ts';
import { tlsFailureWords } from './tls-failure-words.ts';

/** How an exchange went: the sign (a key of `Marks`) and at most a few words. */
export interface Status {
  readonly sign: Sign;
  readonly words: string;
}

/**
 * `ok`: it was done. `failed`: Docker tried and could not (a step, a 5xx, an error inside a stream).
 * `warning`: it was refused, cut off or not wholly captured. `open`: it still goes on. `quiet`: the client
 * had enough, as `events` and `logs -f` always end.
 */
export type Sign = 'ok' | 'failed' | 'warning' | 'open' | 'quiet';

/** `✓ 200`, `✗ step 4/6`. */
export function statusText(status: Status, marks: Marks): string {
  return `${marks[status.sign]} ${status.words}`;
}

/**
 * Whether the exchange counts as a failure in a summary: it was refused, or Docker could not do it. What goes
 * wrong in a call beneath a build the build itself tells, where it matters.
 */
export function isFailure(exchange: Exchange): boolean {
  if (exchange.docker.build === null && isBeneathBuild(exchange)) return false;
  if (exchange.docker.build?.error || exchange.docker.error || exchange.docker.progress?.errorDetail) {
    return true;
  }
  return exchange.tlsFailure !== null || (exchange.response !== null && exchange.response.status >= 400);
}

/** What the daemon asks for over a session, and what a frontend asks of the builder. */
function isBeneathBuild({ docker: { grpc } }: Exchange): boolean {
  return grpc !== null && (grpc.caller === 'daemon' || grpc.method.startsWith(FRONTEND));
}

const FRONTEND = 'moby.buildkit.v1.frontend.LLBBridge/';

export function exchangeStatus(exchange: Exchange): Status {
  const { response, state, docker } = exchange;
  const build = docker.build === null ? null : buildStatus(docker.build, state);
  if (build !== null) return build;
  if (response === null) return unanswered(exchange);
  const { status } = response;
  const message = docker.error?.message ?? docker.progress?.errorDetail?.message ?? null;
  if (status >= 400) {
    const sign = status >= 500 ? 'failed' : 'warning';
    return { sign, words: `${status} ${message === null ? '' : (reason(message) ?? '')}`.trimEnd() };
  }
  // Docker answers 200 before it knows how a push or a pull ends.
  if (message !== null) return { sign: 'failed', words: reason(message) ?? 'error' };
  if (state === 'open') return { sign: 'open', words: 'open' };
  if (state === 'incomplete') return { sign: 'warning', words: `${status} gap` };
  if (state === 'aborted') {
    if (ENDED_BY_CLIENT.has(exchange.operation ?? '')) return { sign: 'quiet', words: `${status} closed` };
    return { sign: 'warning', words: `${status} cut off` };
  }
  return { sign: 'ok', words: String(status) };
}

/** Operations that follow something until the client goes away, so that closing early is how they end. */
const ENDED_BY_CLIENT: ReadonlySet<string> = new Set([
  'SystemEvents',
  'ContainerStats',
  'ContainerLogs',
  'ContainerAttach',
  'ContainerAttachWebsocket',
  'ContainerWait',
  'ServiceLogs',
  'TaskLogs',
  'Session',
  'moby.buildkit.v1.Control/Session',
  'moby.buildkit.v1.Control/Status',
  'moby.buildkit.v1.Control/ListenBuildHistory',
  'grpc.health.v1.Health/Watch',
]);

function unanswered({ state, tlsFailure }: Exchange): Status {
  if (tlsFailure !== null) return { sign: 'failed', words: tlsFailureWords(tlsFailure) };
  if (state === 'open') return { sign: 'open', words: 'open' };
  if (state === 'incomplete') return { sign: 'warning', words: 'gap' };
  return { sign: 'warning', words: state === 'aborted' ? 'cut off' : 'no answer' };
}

function buildStatus(build: Build, state: Exchange['state']): Status | null {
  const last = build.steps.at(-1);
  if (build.error !== null) {
    const failed = build.steps.find((step) => step.error !== null) ?? last;
    if (failed !== undefined) return { sign: 'failed', words: `step ${failed.number}/${failed.total}` };
    return null;
  }
  if (state === 'open' && last !== undefined) {
    return { sign: 'open', words: `step ${last.number}/${last.total}` };
  }
  return null;
}

/** The daemon's and the registries' well-known sentences, in two words for a narrow column. */
const REASONS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/client version .* is too old/i, 'too old'],
  [/client version .* is too new/i, 'too new'],
  [/^client sent an http request to an https server/i, 'wants TLS'],
  [/dockerfile parse error|^dockerfile:/i, 'Dockerfile'],
  [/no such (\w+)/i, 'no such $1'],
  [/pull access denied|requested access to the resource is denied|^denied/i, 'denied'],
  [/unauthorized|no basic auth credentials|incorrect username or password/i, 'unauthorized'],
  [/manifest .*(unknown|not found)|not found|^could not find/i, 'not found'],
  [/already (in use|exists)|conflict/i, 'conflict'],
  [/is not running/i, 'not running'],
  [/connection refused/i, 'refused'],
  [/no such host/i, 'no such host'],
  [/no space left on device/i, 'disk full'],
  [/permission denied/i, 'permission'],
];

function reason(message: string): string | null {
  // The sentence is at the start or at the end of a chain of causes, never megabytes in.
  const text = message.slice(0, 4096);
  for (const [pattern, words] of REASONS) {
    const found = pattern.exec(text);
    if (found !== null) return safeText(words.replace('$1', found[1] ?? ''));
  }
  return null;
}
