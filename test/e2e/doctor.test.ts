import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Step } from '../../src/views/doctor/step.ts';
import { makeCertificates } from '../builders/certificates.ts';
import { runBin } from '../cli/run-bin.ts';
import { BareDaemon } from './bare-daemon.ts';
import { missingPrograms } from './capturing.ts';
import { CLIENT_PATH } from './dind-daemon.ts';

const missing = missingPrograms(['dockerd', 'docker', 'openssl', 'setpriv']);
const leftOut =
  process.getuid?.() !== 0 ? 'it takes root' : missing.length > 0 ? `without ${missing.join(', ')}` : null;

interface Told {
  readonly works: boolean;
  readonly rules: readonly string[];
  readonly failed: readonly Step['name'][];
}

describe.skipIf(leftOut !== null)(
  leftOut === null ? 'doctor and real daemons' : `doctor and real daemons (left out: ${leftOut})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const at = (name: string): string => join(folder, name);
    // Addresses of 127.0.0.0/8 that nobody else uses.
    const net = `127.78.${process.pid % 250}`;
    const [named, unnamed, expired, plain] = [1, 2, 3, 4].map((number) => `${net}.${number}`) as [
      string,
      string,
      string,
      string,
    ];
    const daemons: BareDaemon[] = [];

    beforeAll(async () => {
      makeCertificates(at('certs'), { serverNames: `DNS:docker,IP:${named}` });
      makeCertificates(at('old'), { serverNames: `IP:${expired}`, expired: 'server' });
      makeCertificates(at('other'));
      mkdirSync(at('bare'));
      copyFileSync(at('certs/client/ca.pem'), at('bare/ca.pem'));
      const hosts = [`tcp://${named}:2376`, `tcp://${unnamed}:2376`];
      daemons.push(
        new BareDaemon(at('tls'), { hosts, certs: at('certs') }),
        new BareDaemon(at('expired'), { hosts: [`tcp://${expired}:2376`], certs: at('old') }),
        new BareDaemon(at('plain'), { hosts: [`tcp://${plain}:2375`] }),
      );
      const ready = daemons.map(({ socket }) =>
        runBin(['wait', '--timeout', '60s', '--target', `unix://${socket}`]),
      );
      expect((await Promise.all(ready)).map(({ code }) => code)).toEqual([0, 0, 0]);
    }, 120_000);
    afterAll(async () => {
      await Promise.all(daemons.map((daemon) => daemon.stop()));
      for (const name of ['tls', 'expired', 'plain', 'late', 'mtu1500', 'mtu1400']) {
        spawnSync('umount', ['-l', at(`${name}/data`)], { stdio: 'ignore' });
      }
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    /** The docker CLI is the witness: where it fails, a client does not work. */
    function dockerWorks(env: Readonly<Record<string, string>>): boolean {
      const { status } = spawnSync('docker', ['version'], {
        env: { PATH: CLIENT_PATH, ...env },
        stdio: 'ignore',
      });
      return status === 0;
    }

    async function doctor(env: Readonly<Record<string, string>>): Promise<Told> {
      const { code, stdout } = await runBin(['doctor', '--format', 'json'], {
        env: { PATH: CLIENT_PATH, HOME: folder, ...env },
      });
      const told = JSON.parse(stdout) as {
        works: boolean;
        findings: readonly Finding[];
        steps: readonly Step[];
      };
      expect(code).toBe(told.works ? 0 : 1);
      return {
        works: told.works,
        rules: told.findings
          .filter(({ severity }) => severity === 'error' || severity === 'warn')
          .map(({ rule }) => rule),
        failed: told.steps.filter(({ state }) => state === 'failed').map(({ name }) => name),
      };
    }

    const withTls = (host: string, certs = 'certs/client', port = 2376) => ({
      DOCKER_HOST: `tcp://${host}:${port}`,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: at(certs),
    });

    test.each<[string, () => Readonly<Record<string, string>>, boolean, readonly string[]]>([
      ['TLS as dind has it', () => withTls(named), true, ['storage-driver-vfs']],
      ['a socket', () => ({ DOCKER_HOST: `unix://${daemons[2]!.socket}` }), true, ['storage-driver-vfs']],
      ['plain TCP', () => ({ DOCKER_HOST: `tcp://${plain}:2375` }), true, ['storage-driver-vfs']],
      [
        'the CA of another dind',
        () => withTls(named, 'other/client'),
        false,
        ['tls-ca-mismatch-shared-certs'],
      ],
      ['another name', () => withTls(unnamed), false, ['tls-san-mismatch']],
      ['an expired certificate', () => withTls(expired, 'old/client'), false, ['tls-cert-expired']],
      ['no client certificate', () => withTls(named, 'bare'), false, ['tls-client-cert-missing-or-rejected']],
      ['no certificates at all', () => withTls(named, 'none'), false, ['tls-certs-not-mounted']],
      [
        'TLS to a plain port',
        () => withTls(plain, 'certs/client', 2375),
        false,
        ['tls-clienthello-to-plain-port'],
      ],
      [
        'plain HTTP to a port with TLS',
        () => ({ DOCKER_HOST: `tcp://${named}:2376` }),
        false,
        ['tls-http-to-https-port'],
      ],
      [
        'the port of the other kind',
        () => ({ DOCKER_HOST: `tcp://${named}:2375` }),
        false,
        ['connect-wrong-port'],
      ],
      ['nobody', () => ({ DOCKER_HOST: `tcp://${net}.9:2375` }), false, ['dind-never-started']],
      ['no socket', () => ({ DOCKER_HOST: `unix://${at('none.sock')}` }), false, ['dind-never-started']],
      [
        'an API version that the daemon does not have',
        () => ({ DOCKER_HOST: `unix://${daemons[2]!.socket}`, DOCKER_API_VERSION: '1.99' }),
        false,
        ['api-client-too-new', 'api-version-pinned', 'storage-driver-vfs'],
      ],
    ])('%s', async (_name, environment, works, rules) => {
      const env = environment();
      expect(dockerWorks(env)).toBe(works);
      const told = await doctor(env);
      expect({ works: told.works, rules: [...told.rules].sort() }).toEqual({ works, rules });
      expect(told.failed.length > 0).toBe(!works);
    });

    test('a name that is none', async () => {
      const told = await doctor({ DOCKER_HOST: 'tcp://no-such-host.invalid:2375' });
      expect(told).toMatchObject({ works: false, failed: ['name'] });
      // Without a name server nobody says that there is no such name.
      expect([['connect-dns-no-such-host'], []]).toContainEqual(told.rules);
    });

    test('a daemon that accepts and says nothing', async () => {
      const daemon = daemons[2]!;
      daemon.freeze();
      try {
        const told = await doctor({ DOCKER_HOST: `tcp://${plain}:2375` });
        expect(told).toMatchObject({ works: false, rules: ['daemon-accepts-but-silent'] });
      } finally {
        daemon.thaw();
      }
    }, 30_000);

    test('a socket of somebody else', () => {
      const script = join(process.cwd(), 'bin/dind-sniff.js');
      const stranger = ['--reuid', '65534', '--regid', '65534', '--clear-groups', '--'];
      execFileSync('chmod', ['755', folder, at('plain')]);
      const { status, stdout } = spawnSync('setpriv', [...stranger, process.execPath, script, 'doctor'], {
        env: { PATH: CLIENT_PATH, HOME: '/', DOCKER_HOST: `unix://${daemons[2]!.socket}` },
        encoding: 'utf8',
      });
      expect(status).toBe(1);
      expect(stdout).toMatch(
        /✗ socket +\S+ belongs to uid 0 and gid \d+ with mode 0660; this job runs as uid 65534 with gids 65534\.\n +Add the user of the job to gid /,
      );
    });

    test.skipIf(missingPrograms(['unshare', 'ip']).length > 0).each([
      [1500, true],
      [1400, false],
    ])(
      'a bridge of %s bytes in a network that carries 1400',
      (mtu, isFound) => {
        const args = ['-n', 'bash', 'test/e2e/narrow-network.sh', at(`mtu${mtu}`), String(mtu)];
        const { stdout, stderr } = spawnSync('unshare', args, { encoding: 'utf8', env: process.env });
        expect(stderr).toBe('');
        const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
        expect(findings.some(({ rule }) => rule === 'mtu-mismatch')).toBe(isFound);
      },
      60_000,
    );

    test('a daemon that starts late: wait says what it sees, then doctor is content', async () => {
      const host = `tcp://${net}.5:2375`;
      expect(await doctor({ DOCKER_HOST: host })).toMatchObject({
        works: false,
        rules: ['dind-never-started'],
      });
      const waiting = runBin(['wait', '--timeout', '60s', '--target', host], {
        during: (child) =>
          child.stderr?.once('data', () => daemons.push(new BareDaemon(at('late'), { hosts: [host] }))),
      });
      expect(await waiting).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/refused.*\n.* answers after /),
      });
      expect((await doctor({ DOCKER_HOST: host })).works).toBe(true);
    }, 90_000);
  },
);
