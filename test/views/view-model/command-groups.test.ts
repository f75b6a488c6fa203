import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readExchanges } from '../../../src/engine/read-exchanges.ts';
import type { Exchange } from '../../../src/model/exchange.ts';
import { CommandGroups } from '../../../src/views/view-model/command-groups.ts';
import { commandArguments, commandRow } from '../../../src/views/view-model/command-row.ts';
import { AT, dockerFacts, exchange, request } from '../../builders/exchange.ts';

/** The commands of a capture: the row of those with several calls, the arguments of the others. */
async function commands(path: string) {
  const groups = new CommandGroups();
  const calls = new Map<number, Exchange>();
  for await (const events of readExchanges(path)) {
    for (const event of events) {
      if (event.kind !== 'exchange-opened' && event.kind !== 'exchange-closed') continue;
      groups.put(event.exchange);
      calls.set(event.exchange.id, event.exchange);
    }
  }
  const ids = new Set(Array.from(calls.keys(), (id) => groups.groupOf(id)));
  return Array.from(ids, (id) => {
    const own = groups.calls(id as number).map((call) => calls.get(call) as Exchange);
    return { words: commandArguments(own)?.join(' ') ?? '', row: commandRow(own), calls: own };
  });
}

describe('what a client was told to do', () => {
  // What was typed is in the fixture's client.txt.
  test('docker run is one command, with its exit code', async () => {
    const found = await commands('fixtures/run/capture.pcap');
    const runs = found.filter(({ words }) => words.startsWith('run '));
    expect(runs.length).toBeGreaterThan(0);
    for (const { row } of runs) {
      expect(row?.operation).toMatch(/^run /);
      expect(row?.status.words).toMatch(/^exit \d+$/);
    }
  });

  test('docker exec is one command', async () => {
    const found = await commands('fixtures/exec/capture.pcapng');
    const execs = found.filter(({ words }) => words.startsWith('exec '));
    expect(execs.length).toBeGreaterThan(0);
    for (const { calls } of execs) {
      expect(calls.map(({ operation }) => operation)).toEqual(
        expect.arrayContaining(['ContainerExec', 'ExecStart']),
      );
    }
  });

  test('a build with BuildKit is one row, gRPC calls and sessions in it', async () => {
    const found = await commands('fixtures/buildkit-stages/capture.pcapng');
    expect(found.map(({ row }) => row?.operation)).toEqual([
      'build web:latest',
      'build web:latest',
      'build web:latest',
      'build web:changed',
      'build (no tag)',
    ]);
    // An agent that was not there is no failure of the build.
    expect(found.map(({ row }) => row?.status.sign)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(found.every(({ row }) => row?.client.startsWith('docker'))).toBe(true);
  });
});

test.each(['buildkit-stages', 'buildkit-28'])('the first build of %s, as it was typed', async (name) => {
  const [build] = await commands(`fixtures/${name}/capture.pcapng`);
  const typed = readFileSync(`fixtures/${name}/client.txt`, 'utf8').split('\n', 1)[0] ?? '';
  const flags = (text: string) => (text.match(/--(?:network|secret|ssh|target)[= ]\S+|-t \S+/g) ?? []).sort();
  // Where the client has a secret from, it does not say.
  const said = flags(typed).map((flag) => flag.replace(/^(--\w+)=/, '$1 ').replace(/,src=.*/, ''));
  expect(flags(build?.words ?? '')).toEqual(said.sort());
});

describe('what belongs together', () => {
  const groupsOf = (...calls: readonly Exchange[]) => {
    const groups = new CommandGroups();
    return calls.map((call) => groups.put(call));
  };
  const call = (id: number, operation: string, connection = 1) => exchange({ id, operation, connection });

  test('a connection of the docker CLI is one command', () => {
    expect(groupsOf(call(1, 'SystemPingHead'), call(2, 'ImageList'))).toEqual([1, 1]);
  });

  test('a ping begins another one, but for the GET after a HEAD', () => {
    expect(groupsOf(call(1, 'SystemPingHead'), call(2, 'ImageList'), call(3, 'SystemPingHead'))).toEqual([
      1, 1, 3,
    ]);
    expect(groupsOf(call(1, 'SystemPingHead'), call(2, 'SystemPing'), call(3, 'ImageList'))).toEqual([
      1, 1, 1,
    ]);
  });

  describe('a plugin that the docker CLI starts behind its own ping', () => {
    const library = { name: 'Go program', version: null, os: null, userAgent: 'Go-http-client/1.1' };
    const pluginPing = (id: number, seconds: number) =>
      exchange({
        id,
        connection: id,
        operation: 'SystemPingHead',
        request: request({ time: AT + seconds * 1e6 }),
        docker: dockerFacts({ client: library }),
      });

    test.each([
      ['goes on with its command', [call(1, 'SystemPingHead'), pluginPing(2, 0.2)], [1, 1]],
      ['is another program later on', [call(1, 'SystemPingHead'), pluginPing(2, 2)], [1, 2]],
      [
        'is another program where the CLI did something itself',
        [call(1, 'SystemPingHead'), call(2, 'ImageList'), pluginPing(3, 0.2)],
        [1, 1, 3],
      ],
      [
        'is another program behind another command',
        [call(1, 'SystemPingHead'), call(2, 'ImageList', 7), pluginPing(3, 0.2)],
        [1, 2, 3],
      ],
    ])('%s', (_, calls, expected) => {
      expect(groupsOf(...calls)).toEqual(expected);
    });
  });

  test('what BuildKit was asked for says more about a command than the connection that carried it', () => {
    const [carrier, prune] = [call(1, 'Grpc'), call(2, 'moby.buildkit.v1.Control/Prune')];
    expect(commandRow([carrier, prune])?.main).toBe(2);
  });

  test('calls of a library on one connection stand by themselves', () => {
    const docker = dockerFacts({
      client: { name: 'docker-py', version: '7', os: null, userAgent: 'docker-py/7' },
    });
    const calls = [1, 2].map((id) => exchange({ id, operation: 'ImageList', docker }));
    expect(groupsOf(...calls)).toEqual([1, 2]);
  });

  test('what was let go is forgotten', () => {
    const groups = new CommandGroups();
    groups.put(call(1, 'SystemPingHead'));
    groups.put(call(2, 'ImageList'));
    groups.forgetBefore(2);
    expect(groups.calls(1)).toEqual([2]);
    groups.forgetBefore(3);
    expect([groups.calls(1), groups.groupOf(2)]).toEqual([[], null]);
  });
});
