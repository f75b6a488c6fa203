import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../src/capture/live/find-program.ts';
import { runBin } from '../cli/run-bin.ts';
import { missingPrograms } from './capturing.ts';
import { writeContexts } from './contexts.ts';
import { CLIENT_PATH, DIND_PROGRAMS, DindDaemon } from './dind-daemon.ts';
import { type DockerCall, dockerCalls } from './docker-calls.ts';
import { dockerPlugin } from './docker-plugins.ts';
import { interrupt, startProxy } from './started-proxy.ts';
import { type Outcome, runCalls, type Way } from './ways.ts';

const missing = missingPrograms([...DIND_PROGRAMS, 'unshare']);
const leftOut =
  process.getuid?.() !== 0 ? 'it takes root' : missing.length > 0 ? `without ${missing.join(', ')}` : null;

const [calls, unmet] = split(dockerCalls);

describe.skipIf(leftOut !== null)(
  leftOut === null
    ? 'what users do is the same through the proxy'
    : `the docker CLI through the proxy (left out: ${leftOut})`,
  () => {
    let daemon: DindDaemon;
    const proxies: ChildProcess[] = [];
    const outcomes = new Map<string, ReadonlyMap<string, Outcome>>();
    const recordOf = (way: string): string => join(daemon.folder, `${way}.pcapng`);

    beforeAll(async () => {
      daemon = await DindDaemon.start();
      const contexts = join(daemon.folder, 'contexts');
      writeContexts(contexts);
      const ways = waysTo(daemon);
      for (const [way, args] of Object.entries(proxyArguments(daemon))) {
        proxies.push(await startProxy(daemon, [...args, '-w', recordOf(way)]));
      }
      const ran = ways.map(async (way) => {
        outcomes.set(way.name, await runCalls(calls, way, daemon, contexts));
      });
      await Promise.all(ran);
      await Promise.all(proxies.map(interrupt));
    }, 180_000);
    afterAll(() => daemon?.stop(), 60_000);

    describe('run, with a daemon that demands certificates', () => {
      const command = ['docker', 'run', '--rm', 'way-direct/box', 'sh', '-c', 'echo hello; exit 5'];
      test.each([
        ['a private socket', []],
        ['TCP with TLS', ['--listen', 'tcp://127.0.0.1:0']],
      ])('%s', async (_name, listen) => {
        const { code, stdout, stderr } = await runBin(['run', ...listen, '--', ...command], {
          env: {
            PATH: CLIENT_PATH,
            HOME: daemon.folder,
            DOCKER_HOST: `tcp://${daemon.address}:2376`,
            // As the docker image does it: nothing but where dind leaves its certificates.
            DOCKER_TLS_CERTDIR: daemon.certs,
          },
        });
        expect({ code, stdout }).toEqual({ code: 5, stdout: 'hello\n' });
        expect(stderr).toMatch(/^dind-sniff: docker run … exited with 5 /);
        expect(stderr).toMatch(/\n {4}5 operations, up /);
      });
    });

    describe.each(['tcp', 'unix', 'tls'])('%s', (way) => {
      const made = calls.filter((call) => way !== 'tls' || call.plainOnly !== true);
      test.each(made.map(({ name }) => name))('%s', (name) => {
        const direct = outcomes.get('direct')?.get(name);
        expect(direct?.code, direct?.stderr).not.toBe(-1);
        expect(outcomes.get(way)?.get(name)).toEqual(direct);
      });
      test.skip.each(unmet)('(left out: %s)', () => {});

      test('the capture of it is whole', async () => {
        const { code, stdout } = await runBin(['export', recordOf(way), '--format', 'ndjson']);
        expect(code).toBe(0);
        const lines = stdout.trimEnd().split('\n').slice(0, -1);
        const records = lines.map((line) => JSON.parse(line) as ExportedRecord);
        const damaged = records.flatMap(({ summary, issues = [], gaps = [] }) =>
          [...issues, ...gaps].map((what) => `${summary}: ${JSON.stringify(what)}`),
        );
        expect(damaged).toEqual([]);
        expect(records.filter(({ type }) => type === 'exchange').length).toBeGreaterThan(made.length);
      });
    });
  },
);

/** What is looked at of a line of NDJSON. */
interface ExportedRecord {
  readonly type: string;
  readonly summary?: string;
  readonly issues?: readonly unknown[];
  readonly gaps?: readonly unknown[];
}

/** Those that can be made here, and of the others what is missing. */
function split(all: readonly DockerCall[]): readonly [readonly DockerCall[], readonly string[]] {
  const there = ({ needs }: DockerCall): boolean => {
    if (needs === undefined) return true;
    const isPlugin = needs === 'docker-buildx' || needs === 'docker-compose';
    return (isPlugin ? dockerPlugin(needs) : findProgram(needs)) !== null;
  };
  const others = all.filter((call) => !there(call));
  return [all.filter(there), others.map(({ name, needs }) => `${name}, without ${needs}`)];
}

function waysTo(daemon: DindDaemon): readonly Way[] {
  return [
    { name: 'direct', environment: { DOCKER_HOST: `unix://${daemon.socket}` } },
    { name: 'tcp', environment: { DOCKER_HOST: `tcp://${daemon.proxyAddress}:2375` } },
    { name: 'unix', environment: { DOCKER_HOST: `unix://${daemon.folder}/proxy.sock` } },
    // As a job of GitLab has it: the name, the port and the client's certificates of dind, unchanged.
    {
      name: 'tls',
      environment: {
        DOCKER_HOST: 'tcp://docker:2376',
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: join(daemon.certs, 'client'),
      },
      docker: daemon.proxyAddress,
    },
  ];
}

function proxyArguments(daemon: DindDaemon): Readonly<Record<string, readonly string[]>> {
  const socket = `unix://${daemon.socket}`;
  return {
    tcp: ['--listen', `tcp://${daemon.proxyAddress}:2375`, '--target', socket],
    unix: ['--listen', `unix://${daemon.folder}/proxy.sock`, '--target', socket],
    tls: [
      ...['--listen', `tcp://${daemon.proxyAddress}:2376`],
      ...['--target', `tcp://${daemon.address}:2376`, '--certs', daemon.certs],
    ],
  };
}
