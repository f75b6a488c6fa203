import { existsSync, readFileSync } from 'node:fs';

/** What a client showed of one vertex. */
export interface ShownVertex {
  readonly name: string;
  /** Only 20.10 and `rawjson` say it. */
  digest: string | null;
  cached: boolean;
  error: string | null;
  /** Digests; only `rawjson` says them. */
  inputs: readonly string[];
  /** Ids of its progress, with where each has come to; only `rawjson` says them. */
  readonly progress: Map<string, number>;
  /** Of its last run, in milliseconds; only `rawjson` says it. */
  durationMs: number | null;
  readonly logged: { stdout: number; stderr: number };
}

/** One build as its client showed it: `--progress=plain` in client.txt, or a file of `rawjson`. */
export interface ShownBuild {
  readonly command: string;
  readonly vertices: readonly ShownVertex[];
  readonly imageId: string | null;
  /** The last line of a build that failed, without the words before the daemon's own. */
  readonly error: string | null;
  readonly text: string;
}

/** The builds of a fixture in the order of its client.txt. */
export function shownBuilds(fixture: string): readonly ShownBuild[] {
  const folder = `fixtures/${fixture}`;
  const commands = readFileSync(`${folder}/client.txt`, 'utf8').split(/^\$ /m).slice(1);
  return commands.flatMap((text) => {
    const command = text.slice(0, text.indexOf('\n'));
    const files = rawJsonFiles(command).map((name) => `${folder}/${name}`);
    if (files.length > 0) {
      return files.filter(existsSync).map((file) => rawJsonBuild(command, readFileSync(file, 'utf8')));
    }
    // Two builds in one command print one after the other, and both begin with #1.
    const pieces = text.slice(command.length).split(/\n(?=#1 \[internal\] load build definition)/);
    // `buildx create` shows in the same way how its container starts.
    const builds = pieces.filter((piece) => /^#1 /m.test(piece) && !/^#1 .*booting buildkit/m.test(piece));
    return builds.map((piece) => plainBuild(command, piece));
  });
}

function rawJsonFiles(command: string): readonly string[] {
  const file = /2>\$W\/out\/(\S+\.rawjson)/.exec(command)?.[1];
  if (file === undefined) return [];
  const names = /^for name in ([\w ]+);/.exec(command)?.[1]?.split(' ') ?? [''];
  return names.map((name) => file.replace('$name', name));
}

/** The client itself makes these: it says #0, asks who may share credentials, pushes, and looks for metadata. */
const OF_THE_CLIENT = /^(\[auth\]|pushing |resolving provenance )/;

function plainBuild(command: string, text: string): ShownBuild {
  const vertices = new Map<string, ShownVertex>();
  for (const [, number = '', words = ''] of text.matchAll(/^#(\d+) (.*)$/gm)) {
    const known = vertices.get(number);
    if (known === undefined) vertices.set(number, shownVertex(words));
    else if (/^sha256:[0-9a-f]{64}$/.test(words)) known.digest = words;
    else if (words === 'CACHED') known.cached = true;
    else if (words.startsWith('ERROR: ')) known.error = words.slice('ERROR: '.length);
    else if (words === 'CANCELED') known.error = 'context canceled';
  }
  return {
    command,
    vertices: [...vertices.entries()]
      .filter(([number, { name }]) => number !== '0' && !OF_THE_CLIENT.test(name))
      .map(([, vertex]) => vertex),
    imageId: imageIdIn(text),
    error: errorIn(text),
    text,
  };
}

interface RawJson {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly inputs?: readonly string[];
    readonly cached?: boolean;
    readonly started?: string;
    readonly completed?: string;
    readonly error?: string;
  }[];
  readonly statuses?: readonly { readonly id: string; readonly vertex: string; readonly current?: number }[];
  readonly logs?: readonly { readonly vertex: string; readonly stream: number; readonly data: string }[];
}

function rawJsonBuild(command: string, text: string): ShownBuild {
  const vertices = new Map<string, ShownVertex>();
  // Objects of several lines (of newer clients: of one line), and behind them what the client says of an error.
  for (const [json] of text.matchAll(/^\{(?:\n[\s\S]*?^\}|.+\})$/gm)) {
    const { vertexes = [], statuses = [], logs = [] } = JSON.parse(json) as RawJson;
    for (const told of vertexes) {
      const vertex = vertices.get(told.digest) ?? shownVertex(told.name);
      vertices.set(told.digest, vertex);
      vertex.digest = told.digest;
      vertex.inputs = told.inputs ?? vertex.inputs;
      vertex.cached = told.cached ?? false;
      vertex.error = told.error ?? vertex.error;
      if (told.started === undefined) continue;
      vertex.durationMs =
        told.completed === undefined ? null : milliseconds(told.completed) - milliseconds(told.started);
    }
    for (const { id, vertex, current } of statuses) vertices.get(vertex)?.progress.set(id, current ?? 0);
    for (const { vertex, stream, data } of logs) {
      const logged = vertices.get(vertex)?.logged;
      if (logged !== undefined)
        logged[stream === 2 ? 'stderr' : 'stdout'] += Buffer.from(data, 'base64').length;
    }
  }
  const shown = [...vertices.values()].filter(({ name }) => !OF_THE_CLIENT.test(name));
  return { command, vertices: shown, imageId: imageIdIn(text), error: errorIn(text), text };
}

function shownVertex(name: string): ShownVertex {
  return {
    name,
    digest: null,
    cached: false,
    error: null,
    inputs: [],
    progress: new Map(),
    durationMs: null,
    logged: { stdout: 0, stderr: 0 },
  };
}

/** RFC 3339 with nanoseconds, of which Date keeps three digits. */
function milliseconds(time: string): number {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return Date.parse(time.replace(/\.\d+/, '')) + Number(`0.${fraction}0`) * 1000;
}

function imageIdIn(text: string): string | null {
  return /writing image (sha256:[0-9a-f]{64})/.exec(text)?.[1] ?? null;
}

function errorIn(text: string): string | null {
  return /^ERROR: failed to solve: (.*)$/m.exec(text)?.[1] ?? /^(failed to .*)$/m.exec(text)?.[1] ?? null;
}
