import { describe, expect, test } from 'vitest';
import { clientDaemonVersionSkew } from '../../../../src/diagnosis/rules/version/client-daemon-version-skew.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const pair = (client: string, daemon: string) =>
  exchange({
    response: response(200, { headers: [['Server', `Docker/${daemon} (linux)`]] }),
    docker: dockerFacts({
      client: { name: 'docker', version: client, os: 'linux', userAgent: `Docker-Client/${client} (linux)` },
      daemon: { version: daemon, os: 'linux', apiVersion: null },
    }),
  });

describe('by hand, counted in releases', () => {
  test.each([
    ['29.0.1', '29.7.2', []],
    ['28.5.2', '29.1.3', ['info']],
    ['20.10.24', '23.0.0', ['info']],
    ['24.0.7', '29.1.3', ['warn']],
    ['19.03.15', '29.7.2', ['warn']],
  ])('%s with %s', (client, daemon, expected) => {
    expect(
      clientDaemonVersionSkew.judge(trafficOf([pair(client, daemon)]))?.map(({ severity }) => severity),
    ).toEqual(expected);
  });

  test('19.03 is where docker:stable was frozen', () => {
    expect(clientDaemonVersionSkew.judge(trafficOf([pair('19.03.15', '29.7.2')]))).toMatchObject([
      { message: 'Client 19.03.15 (docker:stable is frozen there since 2020) talks to daemon 29.7.2.' },
    ]);
  });

  test('of other clients and daemons nothing is known', () => {
    expect(clientDaemonVersionSkew.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real client of 20.10 with a daemon of 26.1', async () => {
  const traffic = await captured('fixtures/run-daemon-26/capture.pcapng');
  expect(clientDaemonVersionSkew.judge(evidence({ traffic }))).toMatchObject([
    {
      message: expect.stringMatching(/^Client 20\.10\.24\S* talks to daemon 26\.1\.5\S*\.$/),
      severity: 'info',
    },
  ]);
});
