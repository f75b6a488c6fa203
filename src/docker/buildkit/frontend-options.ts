import { Secret } from '../../model/secret.ts';
import { maskText } from '../auth/mask-json.ts';
import { isSecret } from '../auth/secret-names.ts';
import type { BuildQuery } from '../build/query.ts';
import { isObject, parseJson, textMember } from '../json/parse-json.ts';

/** What the options of the Dockerfile frontend say, in the words of any build. */
export type FrontendBuild = Omit<BuildQuery, 'builder' | 'tags'>;

type Options = ReadonlyMap<string, string>;

/** Option to the parameter of `POST /build` that says the same. */
const limitNames: Readonly<Record<string, string>> = {
  'cgroup-parent': 'cgroupparent',
  'shm-size': 'shmsize',
  ulimit: 'ulimits',
  memory: 'memory',
  memswap: 'memswap',
  cpushares: 'cpushares',
  cpuperiod: 'cpuperiod',
  cpuquota: 'cpuquota',
  cpusetcpus: 'cpusetcpus',
  cpusetmems: 'cpusetmems',
};

/** Reads the options of `dockerfile.v0` (BuildKit, frontend/dockerui). */
export function readFrontendOptions(options: Options): FrontendBuild {
  const orNull = (name: string) => options.get(name) || null;
  const context = orNull('context');
  const limits = Object.entries(limitNames).flatMap(([option, name]) => {
    const value = orNull(option);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    dockerfilePath: options.get('filename') || 'Dockerfile',
    buildArgs: Object.fromEntries(withPrefix(options, 'build-arg:')),
    labels: Object.fromEntries(withPrefix(options, 'label:')),
    target: orNull('target'),
    platform: orNull('platform'),
    // Its value, where it has one, names the stages.
    noCache: options.has('no-cache'),
    pull: options.get('image-resolve-mode') === 'pull',
    networkMode: orNull('force-network-mode'),
    cacheFrom: cacheFrom(options),
    remote: context === null ? 'client-session' : maskText(context),
    limits: Object.fromEntries(limits),
  };
}

/** All options as they may be shown. */
export function maskOptions(options: Options): Readonly<Record<string, string | Secret>> {
  return Object.fromEntries([...options].map(([name, value]) => [name, masked(name, value)]));
}

function withPrefix(options: Options, prefix: string): readonly (readonly [string, string | Secret])[] {
  return [...options]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), masked(name.slice(prefix.length), value)]);
}

function masked(name: string, value: string): string | Secret {
  return isSecret(name, value) ? new Secret(value) : maskText(value);
}

/** A list of references until BuildKit 0.4, and JSON of types and attributes since. */
function cacheFrom(options: Options): readonly string[] {
  const imports = parseJson(options.get('cache-imports') ?? '');
  if (Array.isArray(imports)) {
    return imports.flatMap((entry) => {
      const attributes = isObject(entry) ? (entry.Attrs ?? entry.attrs) : undefined;
      const ref = textMember(attributes, 'ref');
      return ref === null ? [] : [ref];
    });
  }
  return (options.get('cache-from') ?? '').split(',').filter((ref) => ref !== '');
}
