import { describe, expect, test } from 'vitest';
import { authLoginRejected } from '../../../../src/diagnosis/rules/auth/auth-login-rejected.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const login = (status: number, server: string, message: string) =>
  exchange({
    operation: 'SystemAuth',
    response: response(status),
    docker: dockerFacts({
      auth: { server, username: 'bob', kind: 'password', secret: new Secret('hunter2') },
      error: status < 400 ? null : { code: status, message },
    }),
  });

describe('by hand', () => {
  test('without a registry it went to Docker Hub', () => {
    const found = authLoginRejected.judge(
      trafficOf([login(401, '', 'unauthorized: incorrect username or password')]),
    );
    expect(found).toMatchObject([
      {
        message:
          'The login of "bob" to Docker Hub (no registry was named) was rejected: unauthorized: incorrect username or password',
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test.each([
    ['it worked', login(200, 'reg.test', '')],
    ['the registry is not there', login(500, 'reg.test', 'dial tcp: lookup reg.test: no such host')],
  ])('%s', (_name, exchange) => {
    expect(authLoginRejected.judge(trafficOf([exchange]))).toEqual([]);
  });

  test('without a login it is not judged', () => {
    expect(authLoginRejected.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('real logins with a wrong password, and with the right one', async () => {
  const traffic = await captured('fixtures/registry/capture.pcapng');
  const found = authLoginRejected.judge(evidence({ traffic }));
  expect(found).toMatchObject([
    { message: expect.stringMatching(/^The login of "alice" to 127\.0\.0\.1:5000 was rejected/) },
  ]);
  expect(found?.[0]?.exchanges).toHaveLength(2);
  expect(JSON.stringify(found)).not.toContain('a-wrong-password');
});
