import { expect, test } from 'vitest';
import { buildxTlsContextMissing } from '../../../../src/diagnosis/rules/tls/buildx-tls-context-missing.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import type { JobEnvironment } from '../../../../src/model/job-environment.ts';
import { chosenDaemon, evidence, jobEnvironment } from '../../../builders/evidence.ts';
import { exchange, request } from '../../../builders/exchange.ts';

const tls: Partial<JobEnvironment> = {
  variables: { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs/client', DOCKER_HOST: 'tcp://docker:2376' },
  daemon: chosenDaemon({ address: 'tcp://docker:2376', tls: true, certificates: '/certs/client' }),
};
const create = { words: ['docker', 'buildx', 'create', '--use'], exitCode: 1 };
const judge = (environment: Partial<JobEnvironment>, traffic: Traffic | null = null) =>
  buildxTlsContextMissing.judge(evidence({ environment: jobEnvironment(environment), traffic }));

test('a builder from variables', () => {
  expect(judge({ ...tls, command: create })).toHaveLength(1);
});

test('nothing where it ended well, has a context, no TLS, or is another command', () => {
  expect(judge({ ...tls, command: { ...create, exitCode: 0 } })).toEqual([]);
  expect(judge({ ...tls, context: 'ci', command: create })).toEqual([]);
  expect(judge({ command: create })).toEqual([]);
  expect(judge({ ...tls, command: { words: ['docker', 'build', '.'], exitCode: 1 } })).toEqual([]);
});

test('nothing where the builder was made', () => {
  const made = exchange({
    operation: 'ContainerCreate',
    request: request({ query: { name: ['buildx_buildkit_ci0'] } }),
  });
  expect(judge({ ...tls, command: create }, new Traffic([made], []))).toEqual([]);
});

test('not judged without a command', () => {
  expect(judge(tls)).toBeNull();
});
