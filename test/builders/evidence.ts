import type { Evidence } from '../../src/diagnosis/evidence.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import type { Connection } from '../../src/model/connection.ts';
import type {
  DaemonProbe,
  ProbedCertificate,
  ProbedDoor,
  ProbedInfo,
  ProbedPing,
} from '../../src/model/daemon-probe.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { ChosenDaemon, FoundFile, JobEnvironment } from '../../src/model/job-environment.ts';

/** Evidence of nothing but what is given. */
export function evidence(fields: Partial<Evidence> = {}): Evidence {
  return { traffic: null, environment: null, probe: null, baseline: null, ...fields };
}

/** Evidence of these exchanges alone. */
export function trafficOf(exchanges: readonly Exchange[], connections: readonly Connection[] = []): Evidence {
  return evidence({ traffic: new Traffic(exchanges, connections) });
}

/** A job that says nothing about its daemon, so that `docker:2375` is its daemon. */
export function jobEnvironment(fields: Partial<JobEnvironment> = {}): JobEnvironment {
  return {
    variables: {},
    files: {},
    uid: 1000,
    gids: [1000],
    hostname: 'runner',
    daemon: chosenDaemon(),
    context: null,
    command: null,
    ...fields,
  };
}

export function chosenDaemon(fields: Partial<ChosenDaemon> = {}): ChosenDaemon {
  return {
    address: 'tcp://docker:2375',
    tls: false,
    certificates: null,
    skipsVerify: false,
    reasons: [],
    ...fields,
  };
}

export function foundFile(fields: Partial<FoundFile> = {}): FoundFile {
  return { type: 'file', bytes: 1000, mode: 0o644, uid: 0, gid: 0, mtime: 0, ...fields };
}

/** A daemon at `docker:2375` that was asked nothing. */
export function daemonProbe(fields: Partial<DaemonProbe> = {}): DaemonProbe {
  return {
    at: Date.UTC(2026, 0, 1),
    address: 'tcp://docker:2375',
    tls: null,
    host: 'docker',
    resolution: { addresses: ['172.18.0.3'], error: null },
    doors: [],
    clientCertificates: null,
    handshake: null,
    certificate: null,
    ping: null,
    version: null,
    info: null,
    bridge: null,
    daemonIds: [],
    local: { interface: 'eth0', mtu: 1500, nameServers: [] },
    disk: null,
    clockDifferenceMs: null,
    waited: null,
    ...fields,
  };
}

/** A port or socket that opened and said nothing. */
export function probedDoor(address: string, fields: Partial<ProbedDoor> = {}): ProbedDoor {
  const port = /:(\d+)$/.exec(address)?.[1];
  return {
    address,
    port: port === undefined ? null : Number(port),
    error: null,
    speaks: null,
    status: null,
    http2: null,
    tookMs: 1,
    ...fields,
  };
}

/** An answer of 200. */
export function probedPing(fields: Partial<ProbedPing> = {}): ProbedPing {
  return {
    status: 200,
    apiVersion: '1.52',
    server: 'Docker/29.1.3 (linux)',
    builderVersion: '2',
    tookMs: 2,
    error: null,
    ...fields,
  };
}

/** What dind shows to who calls it `docker`, trusted. */
export function probedCertificate(fields: Partial<ProbedCertificate> = {}): ProbedCertificate {
  return {
    subject: 'docker:dind server',
    issuer: 'docker:dind CA',
    names: ['DNS:docker', 'DNS:localhost', 'IP:172.18.0.3'],
    validFrom: Date.UTC(2025, 11, 31),
    validTo: Date.UTC(2028, 2, 4),
    coversHost: true,
    error: null,
    ...fields,
  };
}

export function probedInfo(fields: Partial<ProbedInfo> = {}): ProbedInfo {
  return {
    id: 'AAAA',
    name: 'dind',
    storageDriver: 'overlay2',
    backingFilesystem: 'extfs',
    rootFolder: '/var/lib/docker',
    operatingSystem: 'Alpine Linux v3.22',
    registryMirrors: [],
    ...fields,
  };
}
