import { describe, expect, test } from 'vitest';
import type { DaemonProbe } from '../../../src/model/daemon-probe.ts';
import { doctorReport } from '../../../src/views/doctor/doctor-report.ts';
import { chosenDaemon, probedCertificate, probedDoor, probedPing } from '../../builders/evidence.ts';
import { consultation } from './consultation.ts';

const step = (name: string, probe: Partial<DaemonProbe>, variables?: Readonly<Record<string, string>>) =>
  doctorReport(consultation(probe, variables === undefined ? {} : { variables })).steps.find(
    (one) => one.name === name,
  );
const nothingMore = { ping: null, version: null, info: null, bridge: null, disk: null };

describe('whether a client works', () => {
  test('it does where all is well, and with doubts', () => {
    expect(doctorReport(consultation()).works).toBe(true);
    expect(doctorReport(consultation({ clockDifferenceMs: 600_000 })).works).toBe(true);
  });

  test.each<[string, Partial<DaemonProbe>]>([
    ['without an answer', { ping: probedPing({ status: null, error: 'closed' }) }],
    ['with an answer that is none', { ping: probedPing({ status: 503 }) }],
    ['without a name', { ...nothingMore, resolution: { addresses: [], error: 'EAI_AGAIN' }, doors: [] }],
    ['without trust', { ...nothingMore, certificate: probedCertificate({ error: 'CERT_UNTRUSTED' }) }],
  ])('it does not %s', (_name, probe) => {
    const { works, steps } = doctorReport(consultation(probe));
    expect(works).toBe(false);
    for (const { state, fix } of steps) if (state === 'failed') expect(fix).toMatch(/\.$/);
  });

  test('it does not where it asks for what the daemon has not', () => {
    expect(doctorReport(consultation({}, { variables: { DOCKER_API_VERSION: '1.99' } })).works).toBe(false);
    const { cli: _cli, ...rest } = consultation();
    expect(doctorReport({ ...rest, cli: { version: '19.03', apiVersion: '1.40' } }).works).toBe(false);
    expect(doctorReport({ ...rest, cli: null }).works).toBe(true);
  });
});

test('a finding stands in the place of its step, once', () => {
  const { steps } = doctorReport(consultation({ bridge: { mtu: 9000 } }));
  expect(steps.filter(({ name }) => name === 'MTU')).toEqual([
    expect.objectContaining({
      rule: 'mtu-mismatch',
      state: 'failed',
      fix: expect.stringContaining('--mtu=1500'),
    }),
  ]);
});

test('what no step is about has its place too', () => {
  const open = [
    probedDoor('tcp://docker:2376', { speaks: 'tls' }),
    probedDoor('tcp://docker:2375', { speaks: 'http', status: 200 }),
  ];
  expect(step('access', { doors: open })).toMatchObject({
    state: 'warning',
    rule: 'daemon-open-without-auth',
  });
});

test('steps without a rule', () => {
  expect(
    step('name', { ...nothingMore, resolution: { addresses: [], error: 'EAI_AGAIN' }, doors: [] }),
  ).toMatchObject({
    state: 'failed',
    words: 'no name server has an answer for docker (EAI_AGAIN)',
  });
  expect(step('certificate', { at: Date.UTC(2028, 2, 1) })).toMatchObject({
    state: 'warning',
    words: expect.stringMatching(/3 days are left$/),
  });
  expect(step('space', { disk: { path: '/d', freeBytes: 4e6, totalBytes: 1e12 } })?.state).toBe('warning');
  expect(step('clock', { clockDifferenceMs: -90_000 })).toMatchObject({
    state: 'warning',
    words: "the daemon's is 1 m 30 s behind",
  });
  const nameServers = ['127.0.0.11'];
  expect(step('DNS', { local: { interface: 'eth0', mtu: 1500, nameServers } })?.words).toMatch(/--dns$/);
  expect(step('DNS', {})).toBeUndefined();
  expect(step('storage', { info: null })?.state).toBe('not-tried');
  expect(step('API', {}, { DOCKER_API_VERSION: '1.45' })?.words).toMatch(/DOCKER_API_VERSION is 1\.45$/);
});

test('a socket has neither name nor certificate', () => {
  const daemon = chosenDaemon({ address: 'unix:///d.sock' });
  const { steps, works } = doctorReport(
    consultation(
      {
        address: 'unix:///d.sock',
        host: null,
        resolution: null,
        tls: null,
        doors: [probedDoor('unix:///d.sock', { speaks: 'http', status: 200 })],
        clientCertificates: null,
        handshake: null,
        certificate: null,
      },
      { variables: { DOCKER_HOST: 'unix:///d.sock' } },
      daemon,
    ),
  );
  expect(works).toBe(true);
  expect(steps.map(({ name }) => name).slice(0, 3)).toEqual(['socket', 'speaks', 'ping']);
});
