import { expect, test } from 'vitest';
import { connectDnsNoSuchHost } from '../../../../src/diagnosis/rules/connect/connect-dns-no-such-host.ts';
import { daemonProbe, evidence, jobEnvironment, probedDoor } from '../../../builders/evidence.ts';

const unresolved = (error: string, doors = [probedDoor('tcp://127.0.0.1:2376', { error: 'ECONNREFUSED' })]) =>
  daemonProbe({ resolution: { addresses: [], error }, doors });
const told = { DOCKER_HOST: 'tcp://docker:2375' };
const judge = (probe = unresolved('ENOTFOUND'), variables: Readonly<Record<string, string>> = told) =>
  connectDnsNoSuchHost.judge(evidence({ probe, environment: jobEnvironment({ variables }) }));

test('a name that is none', () => {
  expect(judge()).toEqual([
    { message: 'The name "docker" does not exist here.', fix: expect.stringContaining('alias: docker') },
  ]);
});

test('a daemon on this machine: containers of a pod share their addresses', () => {
  const here = probedDoor('tcp://127.0.0.1:2376', { speaks: 'tls' });
  expect(judge(unresolved('ENOTFOUND', [here]))).toEqual([
    {
      message: 'The name "docker" does not exist here; a daemon does listen on 127.0.0.1:2376.',
      fix: 'Set DOCKER_HOST=tcp://127.0.0.1:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/certs/client.',
    },
  ]);
});

test('the fix is one for where the job runs', () => {
  const fix = (variables: Readonly<Record<string, string>>) =>
    judge(unresolved('ENOTFOUND'), variables)?.[0]?.fix;
  expect(fix({ ...told, KUBERNETES_SERVICE_HOST: '10.0.0.1' })).toMatch(/tcp:\/\/localhost:2376/);
  expect(fix({})).toMatch(/^Start the daemon/);
});

test('silent where it resolves, where the resolver is out of order, and for a socket', () => {
  expect(judge(daemonProbe())).toEqual([]);
  expect(judge(unresolved('EAI_AGAIN'))).toBeNull();
  expect(judge(daemonProbe({ address: 'unix:///d.sock', host: null, resolution: null }))).toBeNull();
});

test('a hostile name stays text', () => {
  const probe = { ...unresolved('ENOTFOUND'), host: 'a\x1b[31mb' };
  expect(JSON.stringify(judge(probe))).not.toContain('\\u001b');
});
