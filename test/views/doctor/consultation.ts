import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { DaemonProbe } from '../../../src/model/daemon-probe.ts';
import type { ChosenDaemon, JobEnvironment } from '../../../src/model/job-environment.ts';
import type { Consultation } from '../../../src/views/doctor/doctor-report.ts';
import {
  chosenDaemon,
  daemonProbe,
  evidence,
  jobEnvironment,
  probedCertificate,
  probedDoor,
  probedInfo,
  probedPing,
} from '../../builders/evidence.ts';

/** What a doctor knows of `docker:2376`, a dind that works. */
export const workingDaemon: ChosenDaemon = chosenDaemon({
  address: 'tcp://docker:2376',
  tls: true,
  certificates: '/certs/client',
  reasons: ['DOCKER_HOST is tcp://docker:2376', 'DOCKER_TLS_VERIFY is set'],
});

const authority = { subject: 'docker:dind CA', issuer: 'docker:dind CA', validFrom: 0, validTo: 3e12 };

export const workingProbe: DaemonProbe = daemonProbe({
  address: 'tcp://docker:2376',
  tls: 'verified',
  doors: [
    probedDoor('tcp://docker:2376', { speaks: 'tls', http2: true }),
    probedDoor('tcp://docker:2375', { error: 'ECONNREFUSED' }),
  ],
  clientCertificates: { folder: '/certs/client', error: null, authority, client: authority },
  handshake: { protocol: 'TLSv1.3', demandsCertificate: true, refusal: null, error: null },
  certificate: probedCertificate(),
  ping: probedPing(),
  version: { version: '29.1.3', apiVersion: '1.52', minApiVersion: '1.44', platform: 'linux/amd64' },
  info: probedInfo(),
  bridge: { mtu: 1500 },
  disk: { path: '/var/lib/docker', freeBytes: 20e9, totalBytes: 100e9 },
  clockDifferenceMs: 300,
});

const filled = { type: 'file', bytes: 9, mode: 0o600, uid: 0, gid: 0, mtime: 0 } as const;

/** Of the working daemon, but for what is given; with what the rules say of that. */
export function consultation(
  probe: Partial<DaemonProbe> = {},
  environment: Partial<JobEnvironment> = {},
  daemon: ChosenDaemon = workingDaemon,
): Consultation {
  const job = jobEnvironment({
    variables: { DOCKER_HOST: daemon.address, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs/client' },
    files: {
      '/certs/client/ca.pem': filled,
      '/certs/client/cert.pem': filled,
      '/certs/client/key.pem': filled,
    },
    daemon,
    ...environment,
  });
  const seen = { ...workingProbe, ...probe };
  const { findings } = diagnose(evidence({ environment: job, probe: seen }));
  return { daemon, environment: job, probe: seen, cli: { version: '28.2.2', apiVersion: '1.50' }, findings };
}
