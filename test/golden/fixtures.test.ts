/**
 * Every fixture against its witness: what clients printed, and what tshark, tcpflow, Python's tarfile,
 * sha256sum and the daemon said. Nothing expected here comes from dind-sniff. Adding a case is adding a folder.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { MASK } from '../../src/model/secret.ts';
import { exportNdjson, type NdjsonExchange } from '../builders/ndjson.ts';

interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}
interface WitnessEntry {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  readonly linkTarget: string | null;
  readonly sha256: string | null;
}
interface WitnessArchive {
  readonly request: number;
  readonly side?: 'request' | 'response';
  readonly bytes: number;
  readonly bodySha256: string;
  /** False where the sender broke off; then nothing is said of the tar. */
  readonly complete?: false;
  readonly compression: string;
  readonly entries: readonly WitnessEntry[];
}
interface Witness {
  readonly requests: readonly { method: string; target: string; status: number | null }[];
  readonly context?: readonly WitnessArchive[];
  readonly archives?: readonly WitnessArchive[];
  readonly streams?: readonly ({ request: number } & Record<string, Digest>)[];
  readonly registries?: readonly { server: string; username: string | null; kind: string }[];
  readonly exitCodes?: readonly { readonly command: string; readonly code: number }[];
  readonly images?: readonly { repository: string; tag: string; id: string }[];
}

/** Encrypted, and read here without keys: the witness had them. */
const unreadable = new Set(['tls', 'tls-keylog']);
/** The capture holds less than what was sent, by design; tests of its own say what is expected of it. */
const damaged = new Set(['gaps', 'snapped', 'aborted', 'mid-connection']);

/** User names of config.json that a client keeps to itself: docker-py has only the token in the header. */
const notSent = new Set(['build-docker-py carol']);
/** Scenarios that change config.json on the way, to the builds made before that. */
const changesConfig = new Map([['registry-config', 2]]);

/** A command that waits for one container or exec, and passes its code on. */
const WAITS = /^(seq 1 \d+ >input\.txt; )?docker(26)? (run|exec) (?!-d)(?!no-such)/;
/** Scenarios in which each such command is one line of its own. */
const whollyWaited = new Set(['run', 'exec']);

const scenarios = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/witness.json`));

/** The expected text, where what is shown agrees with it in all but its masks. */
function withoutMasks(shown: string, expected: string): string {
  const parts = shown.split(MASK).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^&]+')}$`).test(expected) ? expected : shown;
}

/** A witness that does not say a thing is no test that was skipped. */
function whenSaid(said: boolean, title: string, body: () => void): void {
  if (said) test(title, body);
}

test('there are fixtures', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(15);
});

describe.each(scenarios.filter((name) => !unreadable.has(name)))('fixtures/%s', (name) => {
  const witness = JSON.parse(readFileSync(`fixtures/${name}/witness.json`, 'utf8')) as Witness;
  let exchanges: readonly NdjsonExchange[] = [];

  beforeAll(async () => {
    exchanges = await exportNdjson(name);
  });

  /**
   * What the capture shows and the witness cannot: half a request head, an answer without its request, and
   * the calls on a connection that was handed over to HTTP/2.
   */
  const witnessed = (): readonly NdjsonExchange[] =>
    exchanges.filter(
      ({ request, stream, issues }) =>
        request !== null && stream === null && !issues.some((issue) => issue.code === 'http1/head-cut'),
    );

  test('method, target and status, in order of the first byte', () => {
    const found = witnessed();
    const expected = witness.requests.map(({ method, target }) => `${method} ${target}`);
    const shown = found.map(({ request }, index) =>
      withoutMasks(`${request?.method} ${request?.target}`, expected[index] ?? ''),
    );
    expect(shown).toEqual(expected);
    for (const [index, { status }] of witness.requests.entries()) {
      if (status !== null) expect(found[index]?.response?.status, `exchange ${index + 1}`).toBe(status);
    }
  });

  whenSaid(witness.context !== undefined && !damaged.has(name), 'build contexts', () => {
    for (const context of witness.context ?? []) {
      const { request, docker } = witnessed()[context.request]!;
      if (context.complete === false) {
        expect(request?.body).toMatchObject({ bytes: context.bytes, complete: false });
        continue;
      }
      expect(request?.body).toMatchObject({
        bytes: context.bytes,
        sha256: context.bodySha256,
        complete: true,
      });
      expect(docker.build?.context).toMatchObject({
        compression: context.compression,
        bytes: context.bytes,
        sha256: context.bodySha256,
      });
      expect(docker.build?.context?.entries.map(asWitness)).toEqual(context.entries.map(asNdjson));
    }
  });

  whenSaid(witness.archives !== undefined, 'other archives', () => {
    for (const archive of witness.archives ?? []) {
      const exchange = witnessed()[archive.request]!;
      expect(exchange[archive.side ?? 'request']?.body).toMatchObject({
        bytes: archive.bytes,
        sha256: archive.bodySha256,
      });
      expect(exchange.docker.archive?.entries.map(asWitness)).toEqual(archive.entries.map(asNdjson));
    }
  });

  whenSaid(witness.streams !== undefined && !damaged.has(name), 'streams', () => {
    for (const { request, ...streams } of witness.streams ?? []) {
      const { hijack, docker } = witnessed()[request]!;
      expect(hijack?.streams ?? docker.streams).toMatchObject(streams);
    }
  });

  whenSaid(witness.registries !== undefined, 'registries of classic builds', () => {
    const expected = (witness.registries ?? []).map(({ server, username, kind }) => ({
      server,
      // A token may come without a name; in config.json that is an empty one.
      username: username === '' || notSent.has(`${name} ${username}`) ? null : username,
      secret: kind,
    }));
    const sent = witnessed().flatMap(({ docker }) =>
      docker.build?.builder === 'classic' ? [docker.build.registries] : [],
    );
    for (const registries of sent.slice(0, changesConfig.get(name))) {
      expect([...registries].sort(byServer)).toMatchObject([...expected].sort(byServer));
    }
  });

  // The code of a container, or of an exec, is the client's own where that waits for it and does nothing else.
  const waited = (witness.exitCodes ?? []).filter(({ command }) => WAITS.test(command));
  whenSaid(waited.length > 0 && whollyWaited.has(name), 'exit codes of containers and execs', () => {
    const codes = witnessed().flatMap(({ docker }) => (docker.exitCode === null ? [] : [docker.exitCode]));
    expect(codes).toEqual(waited.map(({ code }) => code));
  });

  whenSaid(witness.images !== undefined, 'image ids of builds', () => {
    const ids = (witness.images ?? []).map((image) => image.id);
    for (const { docker } of witnessed()) {
      const build = docker.build;
      // A tag may have moved on since; the id of the last build of a tag is what docker lists.
      if (build?.imageId == null || build.builder !== 'classic') continue;
      const last = witnessed().findLast((other) => other.docker.build?.tags[0] === build.tags[0]);
      if (last?.docker.build === build && build.tags.length > 0) {
        // Daemons at API 1.24 tell only the id's beginning.
        const imageId = build.imageId;
        expect(
          ids.some((id) => id === imageId || id.startsWith(`sha256:${imageId}`)),
          imageId,
        ).toBe(true);
      }
    }
  });
});

/** The witness has times in seconds as a double, which is too coarse for the last microsecond. */
function asWitness(entry: Record<string, unknown>): Record<string, unknown> {
  return { ...entry, mtime: Math.round(Date.parse(entry.mtime as string) / 1000) };
}

function asNdjson({ mtime, path, ...rest }: WitnessEntry): Record<string, unknown> {
  return { ...rest, path: path.replace(/^\.\//, ''), mtime: Math.round(mtime), sent: true };
}

function byServer(a: { server: string }, b: { server: string }): number {
  return a.server < b.server ? -1 : 1;
}
