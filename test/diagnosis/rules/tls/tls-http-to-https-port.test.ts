import { expect, test } from 'vitest';
import { tlsHttpToHttpsPort } from '../../../../src/diagnosis/rules/tls/tls-http-to-https-port.ts';
import { daemonProbe, evidence, probedDoor, trafficOf } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

test('real plain HTTP to the port of TLS', async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsHttpToHttpsPort.judge(evidence({ traffic }))).toMatchObject([
    {
      message: expect.stringMatching(
        /^Plain HTTP was sent to 127\.0\.0\.1:2376, .*docker 20\.10\.24.*curl 7\.88\.1/,
      ),
    },
  ]);
});

test('real plain HTTP to the plain port', async () => {
  const traffic = await captured('fixtures/build-errors/capture.pcapng');
  expect(tlsHttpToHttpsPort.judge(evidence({ traffic }))).toEqual([]);
});

test('without an exchange it is not judged', () => {
  expect(tlsHttpToHttpsPort.judge(trafficOf([]))).toBeNull();
});

test('a port that was asked', () => {
  const judge = (speaks: 'tls' | 'http' | null, tls: 'verified' | null = null) =>
    tlsHttpToHttpsPort.judge(
      evidence({
        probe: daemonProbe({
          address: 'tcp://docker:2376',
          tls,
          doors: [probedDoor('tcp://docker:2376', { speaks })],
        }),
      }),
    );
  expect(judge('tls')).toEqual([
    {
      message: 'docker:2376 speaks TLS, and this client speaks plain HTTP: DOCKER_TLS_VERIFY is not set.',
      fix: expect.stringMatching(/^Set DOCKER_HOST=tcp:\/\/docker:2376 DOCKER_TLS_VERIFY=1 /),
    },
  ]);
  expect(judge('http')).toEqual([]);
  expect(judge('tls', 'verified')).toEqual([]);
  expect(judge(null)).toBeNull();
});
