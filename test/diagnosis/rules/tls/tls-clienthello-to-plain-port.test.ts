import { expect, test } from 'vitest';
import { tlsClientHelloToPlainPort } from '../../../../src/diagnosis/rules/tls/tls-clienthello-to-plain-port.ts';
import { daemonProbe, evidence, probedDoor, trafficOf } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

test('real TLS to the plain port', async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsClientHelloToPlainPort.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringContaining('127.0.0.1:2375 does not') },
  ]);
});

test('real TLS to the port of TLS', async () => {
  const traffic = await captured('fixtures/tls/capture.pcapng');
  expect(tlsClientHelloToPlainPort.judge(evidence({ traffic }))).toEqual([]);
});

test('without a connection it is not judged', () => {
  expect(tlsClientHelloToPlainPort.judge(trafficOf([]))).toBeNull();
});

test('a port that was asked', () => {
  const judge = (speaks: 'tls' | 'http' | null, tls: 'verified' | null = 'verified') =>
    tlsClientHelloToPlainPort.judge(
      evidence({ probe: daemonProbe({ tls, doors: [probedDoor('tcp://docker:2375', { speaks })] }) }),
    );
  expect(judge('http')).toEqual([
    {
      message: 'The client wants TLS, but the daemon on docker:2375 speaks plain HTTP.',
      fix: expect.stringContaining('neither DOCKER_TLS_VERIFY nor DOCKER_CERT_PATH'),
    },
  ]);
  expect(judge('tls')).toEqual([]);
  expect(judge('http', null)).toEqual([]);
  expect(judge(null)).toBeNull();
});
