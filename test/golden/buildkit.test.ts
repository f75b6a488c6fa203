/**
 * BuildKit's builds against what their own clients showed of them, the files on the disk, and the images
 * that the daemon lists.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BuildKitFacts } from '../../src/model/buildkit.ts';
import { type ShownBuild, shownBuilds } from '../builders/buildkit-client.ts';
import { exportNdjson, type NdjsonExchange } from '../builders/ndjson.ts';

type NdjsonBuild = NonNullable<NdjsonExchange['docker']['build']> & { readonly buildkit: BuildKitFacts };

interface Witness {
  readonly files?: readonly { readonly path: string; readonly sha256: string }[];
  readonly images?: readonly { readonly repository: string; readonly tag: string; readonly id: string }[];
}

/** What a command changes before its build, so that the disk at the end is not what an earlier build sent. */
const changed = new Set(['src/server.js', 'docs/manual.md']);
const SECRET = 'made-up-secret-value-8\n';

const scenarios = readdirSync('fixtures').filter((name) => name.startsWith('buildkit-'));

test('there are fixtures', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(9);
});

describe.each(scenarios)('fixtures/%s', (name) => {
  const witness = JSON.parse(readFileSync(`fixtures/${name}/witness.json`, 'utf8')) as Witness;
  const shown = shownBuilds(name);
  let exchanges: readonly NdjsonExchange[] = [];
  let builds: readonly NdjsonBuild[] = [];

  /** In the order of the client's; two that went on at once are told apart by their vertices. */
  function buildOf(one: ShownBuild): NdjsonBuild {
    const index = shown.indexOf(one);
    const atOnce = shown.filter(({ command }) => command === one.command && command.startsWith('for '));
    if (atOnce.length === 0) return builds[index]!;
    const tags = atOnce.map((other) => /naming to (?:docker\.io\/library\/)?(\S+:\w+)/.exec(other.text)?.[1]);
    const tag = tags[atOnce.indexOf(one)];
    return builds.find((build) => build.tags[0] === tag)!;
  }

  beforeAll(async () => {
    exchanges = await exportNdjson(name);
    const all = exchanges.flatMap(({ docker }) =>
      docker.build === null ? [] : [docker.build as NdjsonBuild],
    );
    builds = all.filter(({ buildkit }) => buildkit !== null);
  });

  test('one build for each that the client made', () => {
    expect(shown.length).toBeGreaterThan(0);
    expect(builds).toHaveLength(shown.length);
  });

  test('vertices: names, digests, cached, errors', () => {
    for (const one of shown) {
      const { vertices } = buildOf(one).buildkit;
      const started = vertices.filter(({ intervals }) => intervals.length > 0);
      const said = (list: readonly { readonly name: string; readonly cached: boolean }[]) =>
        list.map((vertex) => `${vertex.name} ${vertex.cached}`).sort();
      const all = one.command.includes('rawjson') ? vertices : started;
      expect(said(all), one.command).toEqual(said(one.vertices));
      for (const vertex of one.vertices) {
        const found =
          vertex.digest === null ? byName(vertices, vertex.name) : byDigest(vertices, vertex.digest);
        expect(found, vertex.name).toBeDefined();
        if (vertex.error === 'context canceled') expect(found?.error).toContain('context canceled');
        else expect(found?.error, vertex.name).toBe(vertex.error);
      }
    }
  });

  test('vertices: inputs, progress, time of the last run and sizes of what it printed', () => {
    for (const one of shown.filter(({ command }) => command.includes('rawjson'))) {
      for (const vertex of one.vertices) {
        const found = byDigest(buildOf(one).buildkit.vertices, vertex.digest ?? '');
        expect(found?.inputs, vertex.name).toEqual(vertex.inputs);
        const progress = (found?.progress ?? []).map(({ id, current }) => [id, current]);
        expect(progress, vertex.name).toEqual([...vertex.progress]);
        const last = found?.intervals.at(-1);
        expect({ stdout: found?.stdoutBytes, stderr: found?.stderrBytes }, vertex.name).toEqual(
          vertex.logged,
        );
        if (vertex.durationMs === null) expect(last?.endMs ?? null, vertex.name).toBeNull();
        else expect((last?.endMs ?? 0) - (last?.startMs ?? 0)).toBeCloseTo(vertex.durationMs, 2);
      }
    }
  });

  test('steps are the vertices with a number', () => {
    for (const one of shown) {
      const numbered = one.vertices
        .map((vertex) => /^\[.*?(\d+)\/(\d+)\] (.*)$/.exec(vertex.name)?.slice(1))
        .filter((step) => step !== undefined);
      const steps = buildOf(one).steps.map(({ number, total, instruction }) => [
        String(number),
        String(total),
        instruction,
      ]);
      for (const step of steps) expect(numbered).toContainEqual(step);
      if (!one.command.includes('rawjson')) expect(steps).toHaveLength(numbered.length);
    }
  });

  test('image ids, as the client and docker images say', () => {
    const listed = (witness.images ?? []).map(({ id }) => id);
    for (const one of shown) {
      const { imageId } = buildOf(one);
      expect(imageId, one.command).toBe(one.imageId);
      // A tag of two builds with the same result is listed once, and one that has moved on by its id.
      if (imageId !== null && witness.images !== undefined) expect(listed).toContain(imageId);
    }
  });

  test('what --metadata-file was written', () => {
    for (const one of shown.filter(({ command }) => command.includes('--metadata-file'))) {
      const { imageId, taggedAs, buildkit } = buildOf(one);
      const told = JSON.parse(readFileSync(`fixtures/${name}/metadata.json`, 'utf8')) as Record<
        string,
        string
      >;
      // The provenance is a download of its own: a blob of the daemon's.
      const { 'buildx.build.ref': ref, 'buildx.build.provenance': _, ...answer } = told;
      expect(ref?.split('/').at(-1)).toBe(buildkit.ref);
      expect(buildkit.exporterResponse).toMatchObject(answer);
      expect(imageId).toBe(told['containerimage.digest']);
      if (told['image.name'] !== undefined) expect(taggedAs).toEqual(told['image.name'].split(','));
    }
  });

  test('a second build sends what has changed, and no more', () => {
    const sent = (build: NdjsonBuild): readonly unknown[] =>
      (build.context?.entries ?? [])
        .filter((entry) => entry.sent === true && entry.type === 'file' && entry.path !== '.dockerignore')
        .map(({ path }) => path);
    const seen = new Set<string>();
    for (const one of shown.filter(({ command }) => / -t web/.test(command))) {
      const [file] = /(?<= >>)[\w./]+/.exec(one.command) ?? [];
      if (seen.size > 0) expect(sent(buildOf(one)), one.command).toEqual(file === undefined ? [] : [file]);
      else expect(sent(buildOf(one)).length, one.command).toBeGreaterThan(3);
      seen.add(one.command);
    }
  });

  test('sizes and counts of what a directory sent are those of its files', () => {
    for (const { name: directory, exchange, ...sums } of builds.flatMap(
      ({ buildkit }) => buildkit.directories,
    )) {
      const { archive } = exchanges.find(({ id }) => id === exchange)?.docker ?? {};
      const files = (archive?.entries ?? []).filter(({ type }) => type === 'file');
      const sent = files.filter((entry) => entry.sent === true);
      const bytes = (list: readonly Record<string, unknown>[]): number =>
        list.reduce((sum, { size }) => sum + (size as number), 0);
      expect(sums, directory).toMatchObject({
        listedFiles: files.length,
        listedBytes: bytes(files),
        sentFiles: sent.length,
        sentBytes: bytes(sent),
        complete: true,
      });
    }
  });

  test('the error of a build that failed', () => {
    for (const one of shown) {
      const { error } = buildOf(one);
      if (one.error === null || /cancell?ed/i.test(one.error)) continue;
      expect(error?.message.replace(/\n$/, '')).toBe(one.error);
      const code = /exit code: (\d+)$/.exec(one.error)?.[1];
      expect(error?.code).toBe(code === undefined ? null : Number(code));
      const [, line, text] = /^ *(\d+) \| >>> (.*)$/m.exec(one.text) ?? [];
      if (line === undefined) continue;
      const { errorSource } = buildOf(one).buildkit;
      expect([errorSource?.first, errorSource?.text]).toEqual([Number(line), text]);
    }
  });

  test('files that were sent are those on the disk', () => {
    const onDisk = new Map((witness.files ?? []).map(({ path, sha256 }) => [path, sha256]));
    let compared = 0;
    // A tar on standard input is not of the folder that was looked at.
    for (const { context } of builds.filter(({ buildkit }) => buildkit.directories.length > 0)) {
      for (const { path, type, sent, sha256 } of context?.entries ?? []) {
        if (type !== 'file' || sent !== true || changed.has(path as string)) continue;
        const expected = onDisk.get(path as string);
        if (expected === undefined) continue;
        expect(sha256, path as string).toBe(expected);
        compared += 1;
      }
    }
    if (name === 'buildkit-20' || name === 'buildkit-buildx') expect(compared).toBeGreaterThan(40);
    const lastSent = builds.flatMap(({ context }) => context?.entries ?? []);
    for (const path of changed) {
      const last = lastSent.findLast((entry) => entry.path === path && entry.sent === true);
      if (last !== undefined && onDisk.has(path)) expect(last.sha256).toBe(onDisk.get(path));
    }
  });

  test('nothing is cut off or missing but what the client broke off', () => {
    const cut = exchanges.filter(({ state }) => state !== 'complete');
    const cancelled = shown.filter(({ command }) => command.includes('timeout -s INT'));
    for (const { summary } of cut) {
      // buildx looks whether the builder in a container is up, and goes away without a word.
      if (summary.startsWith('exec buildx_buildkit_')) expect(name).toBe('buildkit-container');
      else
        expect(
          cancelled.map((one) => buildOf(one)),
          summary,
        ).toHaveLength(1);
    }
    expect(cut.length).toBeLessThanOrEqual(1);
    expect(exchanges.flatMap(({ issues, gaps }) => [...issues, ...gaps])).toEqual([]);
  });

  test('errors are those of builds, and of no call that ends as it should', () => {
    const failed = exchanges.filter(({ docker }) => docker.error !== null && docker.build === null);
    const expected = /^(frontend solve |inspect buildx_buildkit_|pull moby\/buildkit)/;
    for (const { summary } of failed) expect(summary).toMatch(expected);
  });

  test('secrets by id and size, their values nowhere', () => {
    for (const one of shown) {
      const { secrets } = buildOf(one).buildkit;
      const ran = one.vertices.some(
        (vertex) => vertex.name.includes('type=secret') && !vertex.cached && vertex.error === null,
      );
      expect(secrets, one.command).toEqual(
        ran
          ? [{ id: 'token', exchange: expect.any(Number), found: true, size: SECRET.length, value: '••••' }]
          : [],
      );
    }
    expect(JSON.stringify(exchanges)).not.toContain(SECRET.trim());
  });

  test('agents that were forwarded', () => {
    for (const one of shown) {
      const { ssh } = buildOf(one).buildkit;
      const ran = one.vertices.some((vertex) => vertex.name.includes('type=ssh') && !vertex.cached);
      expect(ssh.map(({ id }) => id)).toEqual(ran ? ['default'] : []);
      for (const { clientBytes, daemonBytes } of ssh)
        expect(Math.min(clientBytes, daemonBytes)).toBeGreaterThan(0);
    }
  });

  test('what came back of --output', () => {
    for (const one of shown.filter(({ command }) => command.includes('--output'))) {
      const [output] = buildOf(one).buildkit.outputs;
      const files = (output?.entries ?? []).filter(({ type }) => type === 'file');
      if (one.command.includes('type=tar')) {
        expect(output?.format).toBe('tar');
        // Behind the build, `tar -t` lists what it wrote.
        for (const { path } of files) expect(one.text).toContain(`\n${path}\n`);
      } else {
        expect(output?.format).toBe('directory');
        for (const { path, sha256 } of files) expect(one.text).toContain(`${sha256}  ../result/${path}`);
      }
      expect(files).toHaveLength(2);
    }
  });
});

test('with the docker-container driver a session is a call inside of the streams of an exec', async () => {
  const exchanges = await exportNdjson('buildkit-container');
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  const calls = exchanges.filter(({ operation }) => operation?.startsWith('moby.filesync.v1.'));
  expect(calls.length).toBeGreaterThanOrEqual(8);
  for (const { docker } of calls) {
    const session = byId.get(docker.grpc?.carrier ?? 0);
    const exec = byId.get(session?.docker.grpc?.carrier ?? 0);
    expect([docker.grpc?.caller, session?.operation, session?.docker.grpc?.caller]).toEqual([
      'daemon',
      'moby.buildkit.v1.Control/Session',
      'client',
    ]);
    expect(exec).toMatchObject({ operation: 'ExecStart', hijack: { protocol: 'tcp' } });
  }
});

function byName(vertices: BuildKitFacts['vertices'], name: string) {
  return vertices.find((vertex) => vertex.name === name);
}

function byDigest(vertices: BuildKitFacts['vertices'], digest: string) {
  return vertices.find((vertex) => vertex.digest === digest);
}
