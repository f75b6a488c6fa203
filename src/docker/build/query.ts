import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { Build } from '../../model/build.ts';
import { Secret } from '../../model/secret.ts';
import { maskText } from '../auth/mask-json.ts';
import { isSecret } from '../auth/secret-names.ts';
import { dockerIssue } from '../issue-codes.ts';
import { isObject, type JsonObject, parseJson } from '../json/parse-json.ts';
import { isTrue } from '../operations/boolean-parameter.ts';

/** What the query of `POST /build` says about the build. */
export type BuildQuery = Pick<
  Build,
  | 'builder'
  | 'tags'
  | 'dockerfilePath'
  | 'buildArgs'
  | 'labels'
  | 'target'
  | 'platform'
  | 'noCache'
  | 'pull'
  | 'networkMode'
  | 'cacheFrom'
  | 'remote'
  | 'limits'
>;

type Query = Readonly<Record<string, readonly string[]>>;

const limitNames = [
  'memory',
  'memswap',
  'cpushares',
  'cpuperiod',
  'cpuquota',
  'cpusetcpus',
  'cpusetmems',
  'shmsize',
  'ulimits',
  'cgroupparent',
] as const;

/** What clients send for a limit that is not set. */
const unset: ReadonlySet<string> = new Set(['', '0', 'null', '[]', 'None']);

/**
 * Reads the query of a build, of the classic builder (`version=1` or none) or of BuildKit behind the same
 * path (`version=2`). The 20.10 CLI sends every parameter, newer ones only those that are set.
 */
export function readBuildQuery(
  query: Query,
  at: Timestamp | null,
): { readonly build: BuildQuery; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const first = (name: string) => query[name]?.[0] ?? '';
  const orNull = (name: string) => (first(name) === '' ? null : first(name));
  const unreadable = (name: string) =>
    issues.push(
      dockerIssue(
        'docker/build-query-unreadable',
        `the build's parameter ${name} is not the JSON it should be`,
        at,
      ),
    );
  const object = (name: string): JsonObject => {
    const value = first(name) === '' ? null : parseJson(first(name));
    if (isObject(value)) return value;
    if (value !== null) unreadable(name);
    return {};
  };

  const buildArgs = Object.entries(object('buildargs')).map(
    ([name, value]) => [name, value === null ? null : buildArg(name, asText(value))] as const,
  );
  const labels = Object.entries(object('labels')).map(([name, value]) => [name, asText(value)] as const);
  const limits = limitNames
    .map((name) => [name, first(name)] as const)
    .filter(([, value]) => !unset.has(value));

  const build: BuildQuery = {
    builder: first('version') === '2' ? 'buildkit' : 'classic',
    tags: (query.t ?? []).filter((tag) => tag !== ''),
    dockerfilePath: first('dockerfile') || 'Dockerfile',
    buildArgs: Object.fromEntries(buildArgs),
    labels: Object.fromEntries(labels),
    target: orNull('target'),
    platform: orNull('platform'),
    noCache: isTrue(first('nocache')),
    pull: isTrue(first('pull')),
    networkMode: orNull('networkmode'),
    cacheFrom: cacheFrom(first('cachefrom'), () => unreadable('cachefrom')),
    remote: orNull('remote'),
    limits: Object.fromEntries(limits),
  };
  return { build, issues };
}

function buildArg(name: string, value: string): string | Secret {
  return isSecret(name, value) ? new Secret(value) : maskText(value);
}

function cacheFrom(text: string, unreadable: () => void): readonly string[] {
  const value = text === '' ? null : parseJson(text);
  if (Array.isArray(value)) return value.map(asText);
  if (value !== null) unreadable();
  return [];
}

/** The daemon takes only strings; what else a client sent is shown as its JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
