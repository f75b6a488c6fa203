import { expect, test } from 'vitest';
import { connectWrongPort } from '../../../../src/diagnosis/rules/connect/connect-wrong-port.ts';
import { daemonProbe, evidence, jobEnvironment, probedDoor } from '../../../builders/evidence.ts';

const refused = probedDoor('tcp://docker:2375', { error: 'ECONNREFUSED' });
const judge = (probe = daemonProbe(), host: string | undefined = 'tcp://docker:2375') =>
  connectWrongPort.judge(
    evidence({ probe, environment: jobEnvironment({ variables: host === '' ? {} : { DOCKER_HOST: host } }) }),
  );

test('plain client, TLS daemon', () => {
  const found = judge(daemonProbe({ doors: [refused, probedDoor('tcp://docker:2376', { speaks: 'tls' })] }));
  expect(found).toEqual([
    {
      message:
        'Nothing listens on docker:2375, but TLS answers on 2376: dind runs with TLS, and this client does not.',
      fix: expect.stringMatching(
        /^Set DOCKER_HOST=tcp:\/\/docker:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/,
      ),
    },
  ]);
});

test('the mirror case', () => {
  const probe = daemonProbe({
    address: 'tcp://docker:2376',
    tls: 'verified',
    doors: [
      probedDoor('tcp://docker:2376', { error: 'ECONNREFUSED' }),
      probedDoor('tcp://docker:2375', { speaks: 'http', status: 200 }),
    ],
  });
  expect(judge(probe)).toEqual([
    {
      message:
        'Nothing listens on docker:2376, but a daemon without TLS answers on 2375: dind runs without TLS, and this client wants it.',
      fix: expect.stringMatching(/^Set DOCKER_HOST=tcp:\/\/docker:2375 and neither /),
    },
  ]);
});

test('nothing where the port opens, where no other does, and where nobody named a port', () => {
  const open = probedDoor('tcp://docker:2375', { speaks: 'http', status: 200 });
  const other = probedDoor('tcp://docker:2376', { speaks: 'tls' });
  expect(judge(daemonProbe({ doors: [open, other] }))).toEqual([]);
  expect(judge(daemonProbe({ doors: [refused, { ...other, error: 'ECONNREFUSED' }] }))).toEqual([]);
  expect(judge(daemonProbe({ doors: [refused, other] }), '')).toEqual([]);
  expect(judge(daemonProbe())).toBeNull();
});
