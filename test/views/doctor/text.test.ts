import { expect, test } from 'vitest';
import type { DaemonProbe } from '../../../src/model/daemon-probe.ts';
import { doctorReport } from '../../../src/views/doctor/doctor-report.ts';
import { doctorLines } from '../../../src/views/doctor/text.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { textWidth } from '../../../src/views/view-model/fit-text.ts';
import { probedCertificate } from '../../builders/evidence.ts';
import { consultation } from './consultation.ts';

const options = (width: number | null = null) =>
  textOptions({ color: false, unicode: true, width, utcOffset: () => 0 });
const lines = (probe: Partial<DaemonProbe> = {}, width: number | null = null) =>
  doctorLines(doctorReport(consultation(probe)), options(width));

test('a daemon that works', () => {
  expect(lines()).toEqual([
    'A docker client here would use  tcp://docker:2376  with TLS',
    '  because DOCKER_HOST is tcp://docker:2376 and DOCKER_TLS_VERIFY is set',
    '  ✓ name          docker is 172.18.0.3',
    '  ✓ port          2376 accepts; 2375 refuses',
    '  ✓ speaks        TLS 1.3, also HTTP/2, wants a client certificate',
    '  ✓ client files  /certs/client holds ca.pem, cert.pem and key.pem',
    '  ✓ certificate   is for docker, localhost, 172.18.0.3; until 2028-03-04; signed by docker:dind CA',
    '  ✓ ping          answered in 2 ms',
    '  ✓ API           daemon 29.1.3 takes 1.44 to 1.52; docker 28.2.2 here asks for 1.50',
    '  ✓ storage       overlay2 on extfs, /var/lib/docker, linux/amd64, Alpine Linux v3.22',
    '  ✓ space         20 GB of 100 GB are free in /var/lib/docker',
    '  ✓ MTU           1500 on the bridge of the daemon, 1500 here (eth0)',
    '  ✓ clock         the same on both sides',
  ]);
});

const untrusted: Partial<DaemonProbe> = {
  certificate: probedCertificate({ names: ['DNS:localhost', 'DNS:9f3c'], coversHost: false }),
  ping: null,
  version: null,
  info: null,
  bridge: null,
};

test('what fails is followed by what to do, and what was not tried is said', () => {
  expect(lines(untrusted).slice(-3)).toEqual([
    '  ✗ certificate   The daemon\'s certificate is for localhost, 9f3c, not for "docker".',
    '      Use one of these names, or start dind with DOCKER_TLS_SAN=DNS:docker.',
    '  – not tried     /_ping, version, storage, network: the connection is not trusted',
  ]);
});

test('no line is wider than the terminal', () => {
  for (const width of [30, 60, 80]) {
    for (const line of lines(untrusted, width)) expect(textWidth(line), line).toBeLessThanOrEqual(width);
  }
});

test('nothing that a name server, certificate or daemon says reaches the terminal unescaped', () => {
  const evil = '\x1b]0;owned\x07\u202e';
  const text = lines({
    resolution: { addresses: [evil], error: null },
    certificate: probedCertificate({ names: [`DNS:${evil}`], issuer: evil }),
    version: { version: evil, apiVersion: evil, minApiVersion: evil, platform: evil },
    info: {
      id: evil,
      name: evil,
      storageDriver: evil,
      backingFilesystem: evil,
      rootFolder: evil,
      operatingSystem: evil,
      registryMirrors: [evil],
    },
    disk: { path: evil, freeBytes: 1, totalBytes: 2 },
    local: { interface: evil, mtu: 1400, nameServers: [evil] },
  }).join('\n');
  expect(text).toContain('owned');
  expect(text).not.toMatch(/[\x1b\x07\u202e]/);
});
