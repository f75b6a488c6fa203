import { describe, expect, test } from 'vitest';
import { envSecretInCreate } from '../../../../src/diagnosis/rules/security/env-secret-in-create.ts';
import type { CreatedProcess } from '../../../../src/model/created-process.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const create = (...env: CreatedProcess['env']) =>
  exchange({
    operation: 'ContainerCreate',
    docker: dockerFacts({
      container: { id: null, name: 'app' },
      process: {
        image: 'app',
        entrypoint: [],
        command: [],
        tty: false,
        stdin: false,
        attached: true,
        autoRemove: true,
        privileged: false,
        user: null,
        workingDir: null,
        network: null,
        env,
        volumes: [],
        ports: [],
      },
    }),
  });

describe('by hand', () => {
  test('names the variable, and nothing of it', () => {
    const found = envSecretInCreate.judge(
      trafficOf([create(new Secret('DB_PASSWORD=u8Qd0Zr1kPz7', 'DB_PASSWORD=••••'), 'PORT=8080')]),
    );
    expect(found).toEqual([
      {
        message: 'Container "app" gets DB_PASSWORD in its environment, readable with docker inspect.',
        exchanges: [1],
      },
    ]);
  });

  test.each([
    ['a dummy', new Secret('DB_PASSWORD=changeme', 'DB_PASSWORD=••••')],
    ['a path', new Secret('DB_PASSWORD_FILE=/run/secrets/db', 'DB_PASSWORD_FILE=••••')],
    [
      'a proxy, which has a rule of its own',
      new Secret('HTTP_PROXY=http://a:b9@c', 'HTTP_PROXY=http://a:••••@c'),
    ],
    ['no secret', 'PORT=8080'],
  ])('%s', (_name, assignment) => {
    expect(envSecretInCreate.judge(trafficOf([create(assignment)]))).toEqual([]);
  });

  test('without a container it is not judged', () => {
    expect(envSecretInCreate.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real container with a password', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(envSecretInCreate.judge(evidence({ traffic }))).toMatchObject([
    { message: 'Container "app" gets DB_PASSWORD in its environment, readable with docker inspect.' },
  ]);
});

test('a real container without one', async () => {
  const traffic = await captured('fixtures/run/capture.pcap');
  expect(envSecretInCreate.judge(evidence({ traffic }))).toEqual([]);
});
