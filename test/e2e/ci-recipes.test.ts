import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { missingPrograms } from './capturing.ts';
import { CLIENT_PATH, DIND_PROGRAMS, DindDaemon } from './dind-daemon.ts';
import { runCalls, type Way } from './ways.ts';

const missing = missingPrograms([...DIND_PROGRAMS, 'unshare']);
const leftOut =
  process.getuid?.() !== 0 ? 'it takes root' : missing.length > 0 ? `without ${missing.join(', ')}` : null;

const page = readFileSync('docs/ci.md', 'utf8');

/** The code blocks below a heading of docs/ci.md. */
function blocks(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return Array.from(section.matchAll(/^```\w*\n(.*?)^```/gms), ([, code]) => code as string);
}

interface GitlabJob {
  readonly extends?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly script?: readonly string[];
}

const gitlab = parse(readFileSync('ci/gitlab/dind-sniff.gitlab-ci.yml', 'utf8')) as Readonly<
  Record<string, GitlabJob>
>;

/** Variables and script of a job, with those of the one that it extends. */
function gitlabJob(name: string): { variables: Record<string, string>; script: string } {
  const own = gitlab[name] as GitlabJob;
  const base = own.extends === undefined ? null : gitlabJob(own.extends);
  return {
    variables: { ...base?.variables, ...own.variables },
    script: own.script?.join('\n') ?? base?.script ?? '',
  };
}

interface GithubAction {
  readonly runs: {
    readonly steps: readonly {
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

describe.skipIf(leftOut !== null)(
  leftOut === null ? 'recipes of ci/ and docs/ci.md' : `recipes of ci/ and docs/ci.md (left out: ${leftOut})`,
  () => {
    let daemon: DindDaemon;
    let context: string;
    let commands: string;
    const helpers: ChildProcess[] = [];

    beforeAll(async () => {
      daemon = await DindDaemon.start();
      context = join(daemon.folder, 'checkout');
      mkdirSync(context);
      execFileSync('cp', ['-r', daemon.root, join(context, 'root')]);
      writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY root /\nCMD ["/bin/sh"]\n');
      commands = join(daemon.folder, 'commands');
      mkdirSync(commands);
      const program = `exec ${process.execPath} ${join(process.cwd(), 'bin/dind-sniff.js')} "$@"`;
      writeFileSync(join(commands, 'dind-sniff'), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
      // A daemon without TLS, for the job that wants one.
      const listen = ['--listen', `tcp://${daemon.proxyAddress}:2375`];
      const target = ['--target', `unix://${daemon.socket}`];
      helpers.push(daemon.spawn(join(commands, 'dind-sniff'), ['proxy', ...listen, ...target]));
      for (const helper of helpers) {
        helper.stdout?.resume();
        await new Promise((resolve) => helper.stderr?.once('data', resolve));
      }
    }, 60_000);
    afterAll(() => daemon?.stop(), 60_000);

    async function job(name: string, script: string, way: Omit<Way, 'name'>) {
      const environment = { ...way.environment, PATH: `${commands}:${CLIENT_PATH}`, DOCKER_BUILDKIT: '0' };
      const inCheckout = `cp -r ${context} checkout && cd checkout && set -e\n${script}`;
      const calls = [{ name, script: inCheckout }];
      return (await runCalls(calls, { ...way, name, environment }, daemon, context)).get(name);
    }

    const kept = (name: string, file: string): string =>
      readFileSync(join(daemon.folder, `home-${name}/checkout`, file), 'utf8');

    const exported = (name: string): readonly string[] =>
      readFileSync(join(daemon.folder, `home-${name}`, 'checkout/build.ndjson'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { operation?: string }).operation ?? '')
        .filter(Boolean);

    test('plain shell, one command', async () => {
      const [script = ''] = blocks('Plain shell');
      const environment = { DOCKER_HOST: `unix://${daemon.socket}` };
      const outcome = await job('shell', script, { environment });
      expect(outcome).toMatchObject({ code: 0, stderr: expect.stringMatching(/✓ build web in \d/) });
      expect(exported('shell')).toContain('ImageBuild');
    });

    test('plain shell, a whole job', async () => {
      const [, script = ''] = blocks('Plain shell');
      const socket = join(daemon.folder, 'job.sock');
      const own = script.replaceAll('/tmp/dind-sniff.sock', socket);
      const environment = { DOCKER_HOST: `unix://${daemon.socket}` };
      const outcome = await job('job', own, { environment });
      expect(outcome).toMatchObject({ code: 0 });
      const log = readFileSync(join(daemon.folder, 'home-job/checkout/job.log'), 'utf8');
      expect(log).toMatch(/build web +200/);
      expect(existsSync(socket)).toBe(false);
    });

    test('GitLab CI, dind with TLS', async () => {
      const { variables, script } = gitlabJob('.dind-sniff-tls');
      const environment = Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [name, value.replace('/certs', daemon.certs)]),
      );
      const outcome = await job('gitlab-tls', script, { environment, docker: daemon.address });
      expect(outcome).toMatchObject({ code: 0, stderr: expect.stringMatching(/with TLS answers after/) });
      expect(kept('gitlab-tls', 'dind-sniff.html')).toContain('<svg');
    });

    test('GitLab CI, dind without TLS', async () => {
      const { variables, script } = gitlabJob('.dind-sniff-plain');
      const environment = { ...variables, BUILD_COMMAND: 'docker build -t web .' };
      const outcome = await job('gitlab', script, { environment, docker: daemon.proxyAddress });
      expect(outcome).toMatchObject({ code: 0, stderr: expect.stringMatching(/✓ build web in \d/) });
      expect(kept('gitlab', 'dind-sniff.xml')).toContain('<testsuite ');
      expect(JSON.parse(kept('gitlab', 'dind-sniff.json'))).toBeInstanceOf(Array);
    });

    test('GitHub: what the action runs, with a command that has quotes', async () => {
      const { runs } = parse(readFileSync('ci/github/action.yml', 'utf8')) as GithubAction;
      const step = runs.steps.find(({ env }) => env?.COMMAND !== undefined);
      const environment = {
        DOCKER_HOST: `unix://${daemon.socket}`,
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: join(daemon.folder, 'summary.md'),
        COMMAND: `docker build -t "web" . && echo "it's built"`,
        FAIL_ON: 'never',
      };
      const outcome = await job('github', step?.run ?? '', { environment });
      expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("it's built") });
      expect(JSON.parse(kept('github', 'dind-sniff.sarif'))).toMatchObject({ version: '2.1.0' });
      expect(readFileSync(environment.GITHUB_STEP_SUMMARY, 'utf8')).toContain('web');
    });

    test('Jenkins: the line of the pipeline', async () => {
      const [, script = ''] =
        /sh '(dind-sniff .*)'/.exec(readFileSync('ci/jenkins/Jenkinsfile', 'utf8')) ?? [];
      const outcome = await job('jenkins', script, {
        environment: { DOCKER_HOST: `unix://${daemon.socket}` },
      });
      expect(outcome).toMatchObject({ code: 0 });
      for (const file of ['dind-sniff.html', 'dind-sniff.xml', 'dind-sniff.sarif']) {
        expect(kept('jenkins', file)).not.toBe('');
      }
    });

    test('a failing build: what failed, why and the fix in the last 15 lines, and the exit code of docker', async () => {
      const script = [
        'printf \'RUN ["sh","-c","echo no such module >&2; exit 3"]\\n\' >>Dockerfile',
        'dind-sniff run --check --findings junit=junit.xml --findings sarif=f.sarif -- docker build -t web .',
      ].join('\n');
      const environment = { DOCKER_HOST: `unix://${daemon.socket}`, GITHUB_ACTIONS: 'true' };
      const outcome = await job('check', script, { environment });
      expect(outcome?.code).toBe(3);
      const last = (outcome?.stderr ?? '').trimEnd().split('\n').slice(-15).join('\n');
      expect(last).toMatch(/build-step-failed {2}error/);
      expect(last).toMatch(/Step \d+\/\d+ "RUN .*" exited 3/);
      expect(last).toContain('no such module');
      expect(last).toContain('To do: ');
      expect(outcome?.stderr).toMatch(/^::error title=dind-sniff%3A build-step-failed::/m);
      const junit = readFileSync(join(daemon.folder, 'home-check/checkout/junit.xml'), 'utf8');
      expect(junit).toContain('failures="1"');
    });

    test('--fail-on fails a green job only where it is asked to', async () => {
      const script = 'dind-sniff run --fail-on info --findings json=f.json -- docker build -t web .; exit $?';
      const environment = { DOCKER_HOST: `unix://${daemon.socket}` };
      const outcome = await job('fail-on', script, { environment });
      const { findings } = JSON.parse(
        readFileSync(join(daemon.folder, 'home-fail-on/checkout/f.json'), 'utf8'),
      ) as { readonly findings: readonly unknown[] };
      expect(outcome?.code).toBe(findings.length > 0 ? 3 : 0);
    });
  },
);
