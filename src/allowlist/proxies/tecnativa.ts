import type { ApiCall } from '../api-call.ts';
import { readSettings } from '../settings.ts';
import { type SocketProxy, UnreadableRulesError } from '../socket-proxy.ts';

/** Variables that open a part of the API, and how its path begins behind the version. */
const SECTIONS: readonly (readonly [variable: string, path: RegExp])[] = [
  ['ALLOW_START', /^\/containers\/[a-zA-Z0-9_.-]+\/start/i],
  ['ALLOW_STOP', /^\/containers\/[a-zA-Z0-9_.-]+\/stop/i],
  ['ALLOW_RESTARTS', /^\/containers\/[a-zA-Z0-9_.-]+\/(stop|restart|kill)/i],
  ...[
    'AUTH',
    'BUILD',
    'COMMIT',
    'CONFIGS',
    'CONTAINERS',
    'DISTRIBUTION',
    'EVENTS',
    'EXEC',
    'GRPC',
    'IMAGES',
    'INFO',
    'NETWORKS',
    'NODES',
    'PLUGINS',
    'SECRETS',
    'SERVICES',
    'SESSION',
    'SWARM',
    'SYSTEM',
    'TASKS',
    'VERSION',
    'VOLUMES',
  ].map((name) => [name, new RegExp(`^/${name.toLowerCase()}`, 'i')] as const),
  ['PING', /^\/_ping/i],
];

/** Open without being asked. */
const OPEN = ['EVENTS', 'PING', 'VERSION'] as const;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The rules are haproxy's: a version in front, and a word for Podman's `/libpod`. */
const PREFIX = /^(\/v[\d.]+)?(\/\w+(?=\/))?/;

export const tecnativa: SocketProxy = {
  name: 'tecnativa',
  description: "variables of Tecnativa's docker-socket-proxy",
  write: (calls) => {
    const needed = sectionsFor(calls);
    const writes = calls.some(({ method }) => !READING.has(method));
    const settings = new Map<string, string>([...needed].map((name) => [name, '1']));
    if (writes) settings.set('POST', '1');
    for (const name of OPEN) if (!needed.has(name)) settings.set(name, '0');
    const lines = [...settings].sort(([one], [other]) => (one < other ? -1 : 1));
    return `${lines.map(([name, value]) => `${name}=${value}\n`).join('')}${alsoOpened(calls, needed, writes)}`;
  },
  recognises: (text) =>
    readSettings(text).some(([name]) => name === 'POST' || SECTIONS.some(([variable]) => variable === name)),
  read: (text) => {
    const settings = new Map(readSettings(text));
    if (settings.size === 0)
      throw new UnreadableRulesError('there is no variable such as CONTAINERS=1 in it');
    const open = (name: string): boolean => {
      const value = settings.get(name);
      return value === undefined ? OPEN.some((one) => one === name) : /^(1|true|yes|on)$/i.test(value);
    };
    return {
      refusal: (method, path) => {
        if (!READING.has(method) && !open('POST')) return `${method} takes POST=1`;
        const sections = sectionsOf(path);
        if (sections.some(open)) return null;
        return sections.length === 0 ? 'no variable opens that path' : `it takes ${sections.at(-1)}=1`;
      },
    };
  },
};

function sectionsOf(path: string): readonly string[] {
  const found = (behind: string) =>
    SECTIONS.filter(([, pattern]) => pattern.test(behind)).map(([name]) => name);
  const [whole, version = ''] = PREFIX.exec(path) ?? [''];
  return [...new Set([...found(path.slice(version.length)), ...found(path.slice(whole.length))])];
}

/** The fewest that let all of the calls through: those for starting and stopping alone only where they do. */
function sectionsFor(calls: readonly ApiCall[]): ReadonlySet<string> {
  const options = calls.map(({ path }) => sectionsOf(path)).filter((sections) => sections.length > 0);
  const needed = new Set(
    options.filter(([, second]) => second === undefined).map(([only]) => only as string),
  );
  for (const sections of options) {
    if (!sections.some((name) => needed.has(name))) needed.add(sections[0] as string);
  }
  return needed;
}

/** It tells reading from writing for all parts at once; what that opens beside the calls is said. */
function alsoOpened(calls: readonly ApiCall[], needed: ReadonlySet<string>, writes: boolean): string {
  if (!writes) return '';
  const written = new Set(
    calls.filter(({ method }) => !READING.has(method)).flatMap(({ path }) => sectionsOf(path)),
  );
  const onlyRead = [...needed].filter((name) => !written.has(name)).sort();
  if (onlyRead.length === 0) return '';
  return `# POST=1 also lets clients write to what was only read: ${onlyRead.join(', ')}\n`;
}
