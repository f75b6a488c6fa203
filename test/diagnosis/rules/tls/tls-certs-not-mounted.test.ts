import { expect, test } from 'vitest';
import { tlsCertsNotMounted } from '../../../../src/diagnosis/rules/tls/tls-certs-not-mounted.ts';
import type { JobEnvironment } from '../../../../src/model/job-environment.ts';
import {
  chosenDaemon,
  daemonProbe,
  evidence,
  foundFile,
  jobEnvironment,
  probedDoor,
  probedPing,
} from '../../../builders/evidence.ts';

const all = {
  '/certs/client/ca.pem': foundFile(),
  '/certs/client/cert.pem': foundFile(),
  '/certs/client/key.pem': foundFile(),
};
const tls = chosenDaemon({ address: 'tcp://docker:2376', tls: true, certificates: '/certs/client' });
const judge = (environment: Partial<JobEnvironment>, probe: ReturnType<typeof daemonProbe> | null = null) =>
  tlsCertsNotMounted.judge(evidence({ environment: jobEnvironment(environment), probe }));

test('not there at all', () => {
  expect(judge({ daemon: tls })).toEqual([
    {
      message: expect.stringMatching(
        /^ca\.pem, cert\.pem and key\.pem are missing or empty in \/certs\/client: /,
      ),
    },
  ]);
});

test('made and not filled yet', () => {
  const files = { ...all, '/certs/client/key.pem': foundFile({ bytes: 0 }) };
  expect(judge({ daemon: tls, files })?.[0]?.message).toMatch(/^key\.pem is missing or empty/);
});

test('the plain port was taken because they are not there', () => {
  const variables = { DOCKER_TLS_CERTDIR: '/certs' };
  expect(judge({ variables })).toEqual([expect.objectContaining({ certainty: 'likely' })]);
  const up = daemonProbe({ doors: [probedDoor('tcp://docker:2376', { speaks: 'tls' })] });
  expect(judge({ variables }, up)).toEqual([expect.objectContaining({ certainty: 'sure' })]);
});

test('nothing where they are there or not needed', () => {
  expect(judge({ daemon: tls, files: all })).toEqual([]);
  expect(judge({ daemon: tls, files: { '/certs/client/ca.pem': foundFile() } })).toEqual([]);
  expect(judge({})).toEqual([]);
  expect(judge({ daemon: { ...tls, skipsVerify: true } })).toEqual([]);
  expect(judge({ daemon: chosenDaemon({ address: 'unix:///d.sock' }) })).toEqual([]);
  expect(judge({ variables: { DOCKER_TLS_CERTDIR: '/certs' } }, daemonProbe({ ping: probedPing() }))).toEqual(
    [],
  );
});
