import { expect, test } from 'vitest';
import { tlsClientHelloToPlainPort } from '../../../../src/diagnosis/rules/tls/tls-clienthello-to-plain-port.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
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
